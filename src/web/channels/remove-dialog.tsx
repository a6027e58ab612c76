import { useQuery } from '@tanstack/react-query'
import type { ChannelDetail } from '../../modules/channels/accounts/contract.ts'
import { Consequences } from '../../modules/channels/removal/contract.ts'
import { api, path } from '../api/client.ts'
import { ask, useWrite } from '../api/query.ts'
import { useProblemWords } from '../api/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { useGo } from '../kit/route.ts'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'

type Props = { channel: ChannelDetail; onClose: () => void }

/** Asks before what cannot be taken back, and says first what goes and what stays. */
export function RemoveDialog({ channel, onClose }: Props) {
  const t = useWords('channels')
  const words = useProblemWords()
  const go = useGo()
  const { id, name } = channel
  const asked = useQuery(
    ask({
      topic: 'channels',
      also: ['deliveries'],
      path: path`/channels/${id}/removal`,
      schema: Consequences,
    }),
  )
  const remove = useWrite(() => api.delete(path`/channels/${id}`), {
    touches: ['channels', 'deliveries', 'slots', 'posts'],
    onSuccess: () => {
      onClose()
      go('/channels')
      toast(t('remove.done', { name }))
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('remove.title', { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('remove.cancel')}</Button>
          <Button
            look="danger"
            busy={remove.isPending}
            disabled={!asked.data}
            onClick={() => remove.mutate(undefined)}
          >
            {t('remove.action')}
          </Button>
        </>
      }
    >
      {asked.isPending && <SkeletonRows rows={3} />}
      {asked.error && <ErrorState small words={words(asked.error)} onRetry={() => void asked.refetch()} />}
      {asked.data && <Sentences consequences={asked.data} />}
    </Dialog>
  )
}

function Sentences({ consequences }: { consequences: Consequences }) {
  const t = useWords('channels')
  const { queued, onTheirWay, orphans, slots, publications, feedEnds } = consequences
  const goes = [
    queued > 0 && t('remove.queued', { count: queued }),
    orphans > 0 && t('remove.orphans', { count: orphans }),
    slots > 0 && t('remove.slots', { count: slots }),
    feedEnds && t('remove.feed'),
    t('remove.signIn'),
  ]
  const stays = [
    onTheirWay > 0 && t('remove.onTheirWay', { count: onTheirWay }),
    publications > 0 && t('remove.publications', { count: publications }),
    t('remove.back'),
  ]
  return (
    <div className="flex flex-col gap-3">
      {[goes, stays].map((lines, n) => (
        <div key={n === 0 ? 'goes' : 'stays'}>
          <h3 className="mb-1 text-sm font-medium">{n === 0 ? t('remove.goes') : t('remove.stays')}</h3>
          <ul className="list-disc pl-5 text-muted">
            {lines.filter(Boolean).map((line) => (
              <li key={String(line)}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
