import { useDraggable } from '@dnd-kit/core'
import { Pin, Repeat } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { DraftOf } from '../../../modules/plan/planned-posts/contract.ts'
import { useChannels, useMayOn } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import type { Dragged } from './drag.tsx'
import { GhostMenu } from './ghost-menu.tsx'
import type { ComingGhost, Ghost, PlannedGhost } from './ghosts.ts'
import { stepKeys, stepOf } from './steps.ts'
import { useGhostMoves } from './use-ghost-moves.ts'

type Look = 'line' | 'card'

export const GhostChip = ({ ghost, look = 'line' }: { ghost: Ghost; look?: Look }) =>
  ghost.planned ? <PlannedChip ghost={ghost} look={look} /> : <ComingChip ghost={ghost} look={look} />

/** A time of a series whose post is made when it comes nearer; a press opens the series. */
function ComingChip({ ghost: { coming }, look }: { ghost: ComingGhost; look: Look }) {
  const t = useWords('calendar')
  const formats = useFormats()
  const go = useGo()
  const may = useMay()('post.write')
  const channels = useChannels()
  const time = formats.time(coming.at)
  const names = coming.channelIds.map((id) => channels?.get(id)?.name ?? '').join(', ')
  return (
    <button
      type="button"
      disabled={!may}
      onClick={() => go(`/bulk/series/${coming.seriesId}`)}
      className={cx(
        'flex w-full min-w-0 flex-col gap-0.5 rounded-sm border border-dashed border-line-strong bg-surface px-1.5 py-0.5 text-left text-muted',
        may && 'hover:border-edge hover:bg-hover hover:text-text',
        look === 'card' && 'min-h-11 py-2',
      )}
    >
      <span className="sr-only">{t('coming', { time, name: coming.name, channel: names })}</span>
      <span aria-hidden className="flex min-w-0 items-center gap-1 text-xs figures">
        <Repeat className="size-3.5 shrink-0 text-faint" />
        <span className="shrink-0">{time}</span>
      </span>
      <span aria-hidden className={cx('min-w-0 text-sm', look === 'card' ? 'line-clamp-3' : 'truncate')}>
        {coming.name}
      </span>
    </button>
  )
}

/** The place of a post that waits to be written: a press begins its draft, pulling it gives it another time. */
function PlannedChip({ ghost, look }: { ghost: PlannedGhost; look: Look }) {
  const t = useWords('calendar')
  const formats = useFormats()
  const channels = useChannels()
  const go = useGo()
  const { moveDays } = useGhostMoves()
  const { planned } = ghost
  const mayOn = useMayOn()
  const may = mayOn('post.write', [planned.channelId])
  const movable = mayOn('plan.manage', [planned.channelId])
  const write = useWrite(() => api.post(path`/planned-posts/${planned.id}/draft`, { schema: DraftOf }), {
    touches: ['plan', 'posts'],
    onSuccess: ({ postId }) => go(`/posts/${postId}`),
  })
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: ghost.key,
    data: { ghost } satisfies Dragged,
    disabled: !movable,
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const days = stepOf(event)
    if (days === undefined || !movable) return
    event.preventDefault()
    moveDays(ghost, days)
  }
  const channel = channels?.get(planned.channelId)
  const time = formats.time(planned.at)
  const words = planned.rubric ?? t(`categories.${planned.category}`)
  const begin = () => write.mutate(undefined)
  return (
    <div
      ref={setNodeRef}
      className={cx(
        'group/chip relative flex min-w-0 items-stretch rounded-sm border border-dashed border-line-strong bg-surface',
        (may || movable) && 'hover:border-edge hover:bg-hover',
        (write.isPending || isDragging) && 'opacity-60',
      )}
    >
      <button
        type="button"
        {...listeners}
        onKeyDown={onKeyDown}
        disabled={(!may && !movable) || write.isPending}
        onClick={() => may && begin()}
        title={may ? t('writePlanned') : undefined}
        aria-keyshortcuts={movable ? stepKeys : undefined}
        className={cx(
          'flex min-w-0 flex-1 touch-manipulation flex-col gap-0.5 overflow-hidden rounded-sm px-1.5 py-0.5 text-left text-muted',
          (may || movable) && 'hover:text-text',
          movable && 'active:cursor-grabbing',
          look === 'card' && 'min-h-11 py-2',
        )}
      >
        <span className="sr-only">
          {t('planned', { time, words, channel: channel?.name ?? '' })}
          {planned.fixed && ` ${t('fixed')}`}
        </span>
        <span aria-hidden className="flex min-w-0 items-center gap-1 text-xs figures">
          <span className="shrink-0">{time}</span>
          {channel && <NetworkMark network={channel.face} size="small" className="scale-85 opacity-70" />}
          {planned.fixed && <Pin className="size-3 shrink-0 text-faint" />}
        </span>
        <span aria-hidden className={cx('min-w-0 text-sm', look === 'card' ? 'line-clamp-3' : 'truncate')}>
          {words}
        </span>
      </button>
      {(may || movable) && (
        <GhostMenu ghost={ghost} words={words} onWrite={may ? begin : null} movable={movable} />
      )}
    </div>
  )
}
