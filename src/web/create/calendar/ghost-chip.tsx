import { PencilLine } from 'lucide-react'
import { DraftOf } from '../../../modules/plan/planned-posts/contract.ts'
import { useChannels, useMayOn } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import type { Ghost } from './ghosts.ts'

/** The place of a post that waits to be written; a press begins its draft. */
export function GhostChip({ ghost, look = 'line' }: { ghost: Ghost; look?: 'line' | 'card' }) {
  const t = useWords('calendar')
  const formats = useFormats()
  const channels = useChannels()
  const go = useGo()
  const { planned } = ghost
  const may = useMayOn()('post.write', [planned.channelId])
  const write = useWrite(() => api.post(path`/planned-posts/${planned.id}/draft`, { schema: DraftOf }), {
    touches: ['plan', 'posts'],
    onSuccess: ({ postId }) => go(`/posts/${postId}`),
  })
  const channel = channels?.get(planned.channelId)
  const time = formats.time(planned.at)
  const words = planned.rubric ?? t(`categories.${planned.category}`)
  return (
    <button
      type="button"
      disabled={!may || write.isPending}
      onClick={() => write.mutate(undefined)}
      title={may ? t('writePlanned') : undefined}
      className={cx(
        'group/ghost flex w-full min-w-0 flex-col gap-0.5 rounded-sm border border-dashed border-line-strong bg-surface px-1.5 py-0.5 text-left text-muted',
        may && 'hover:border-edge hover:bg-hover hover:text-text',
        write.isPending && 'opacity-60',
        look === 'card' && 'min-h-11 py-2',
      )}
    >
      <span className="sr-only">{t('planned', { time, words, channel: channel?.name ?? '' })}</span>
      <span aria-hidden className="flex min-w-0 items-center gap-1 text-xs figures">
        <span className="shrink-0">{time}</span>
        {channel && <NetworkMark network={channel.face} size="small" className="scale-85 opacity-70" />}
        {may && (
          <PencilLine className="ml-auto size-3.5 shrink-0 text-faint opacity-0 group-hover/ghost:opacity-100 group-focus-visible/ghost:opacity-100" />
        )}
      </span>
      <span aria-hidden className={cx('min-w-0 text-sm', look === 'card' ? 'line-clamp-3' : 'truncate')}>
        {words}
      </span>
    </button>
  )
}
