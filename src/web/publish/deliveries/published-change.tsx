import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PencilLine } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { Publication, PublicationList } from '../../../modules/publish/publications/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

const ChangeForm = lazy(() => import('./change-form.tsx'))

export const changeTouches = ['deliveries', 'approval', 'posts', 'numbers'] as const

/** Other words for what is out: how they stand, and where they are written. */
export function PublishedChange({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const mayOn = useMayOn()
  const [writing, setWriting] = useState(false)
  const found = useQuery(
    ask({
      topic: 'deliveries',
      also: ['approval'],
      path: '/publications',
      query: { post: delivery.postId, channel: delivery.channel.id, gone: true },
      schema: PublicationList,
    }),
  )
  const publication = found.data?.items.find(({ deliveryId }) => deliveryId === delivery.id)
  const may = mayOn('post.publish', [delivery.channel.id])
  if (!publication || (!publication.change && !(publication.can.edit && may))) return null
  return (
    <div className="mt-4 flex flex-col items-start gap-3">
      {publication.change && <Waiting publication={publication} may={may} onWrite={() => setWriting(true)} />}
      {!publication.change && (
        <Button size="small" icon={PencilLine} onClick={() => setWriting(true)}>
          {t('change.open')}
        </Button>
      )}
      {writing && (
        <Suspense>
          <ChangeForm delivery={delivery} publication={publication} onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </div>
  )
}

type WaitingProps = { publication: Publication; may: boolean; onWrite: () => void }

function Waiting({ publication, may, onWrite }: WaitingProps) {
  const t = useWords('deliveries')
  const formats = useFormats()
  const { id, postId, change } = publication
  const withdraw = useWrite(() => api.delete(path`/publications/${id}/change`, { schema: Publication }), {
    touches: changeTouches,
    onSuccess: () => toast(t('change.withdrawn')),
  })
  const again = useWrite(
    () => api.patch(path`/publications/${id}`, { body: { texts: change?.texts }, schema: Publication }),
    { touches: changeTouches, onSuccess: () => toast(t('change.done')) },
  )
  if (!change) return null
  const { state, texts, words, by, at } = change
  const title = { waiting: 'change.waits', sending: 'change.sending', refused: 'change.refused' } as const
  return (
    <Alert tone={state === 'refused' ? 'bad' : 'info'} title={t(title[state])} className="w-full">
      <div className="flex flex-col items-start gap-2">
        {state === 'waiting' && <p>{t('change.waitsHelp')}</p>}
        {words && <p>{words}</p>}
        <p className="whitespace-pre-wrap wrap-anywhere text-text">{texts.join('\n\n')}</p>
        {by && <p className="text-sm">{t('change.by', { who: by, when: formats.moment(at) })}</p>}
        <div className="flex flex-wrap gap-2">
          {state === 'refused' && may && (
            <Button size="small" busy={again.isPending} onClick={() => again.mutate(undefined)}>
              {t('change.again')}
            </Button>
          )}
          {state === 'waiting' && postId && (
            <Button size="small" asChild>
              <Link to={`/posts/${postId}`}>{t('change.toPost')}</Link>
            </Button>
          )}
          {state !== 'sending' && may && (
            <>
              <Button size="small" onClick={onWrite}>
                {t('change.differently')}
              </Button>
              <Button size="small" busy={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
                {t('change.withdraw')}
              </Button>
            </>
          )}
        </div>
      </div>
    </Alert>
  )
}
