import type { UseMutationResult } from '@tanstack/react-query'
import { type DeliveryAction, DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

type Act<Body extends object> = UseMutationResult<DeliveryDetail, Error, Body>

export type Acts = {
  retry: Act<{ checked?: boolean }>
  look: Act<object>
  mark: Act<{ url?: string }>
  cancel: Act<object>
  now: Act<object>
  reschedule: Act<{ at: string }>
  /** Which of them is under way. */
  busy: DeliveryAction | null
}

/** Everything that a person can do with one delivery; what can be undone offers it. */
export function useActs({ id, dueAt, state }: DeliveryDetail): Acts {
  const t = useWords('deliveries')
  const formats = useFormats()
  const touches = ['deliveries', 'notifications', 'posts'] as const
  const post = (action: string) => (body: object) =>
    api.post(path`/deliveries/${id}/${action}`, { body, schema: DeliveryDetail })
  const say = (key: 'retry' | 'look' | 'mark-published' | 'publish-now') => () => toast(t(`acted.${key}`))

  const restore = useWrite(post('restore'), { touches, onSuccess: () => toast(t('acted.restore')) })
  const cancel = useWrite(post('cancel'), {
    touches,
    onSuccess: () => toast(t('acted.cancel'), { undo: () => restore.mutate({}) }),
  })
  const back = useWrite(post('reschedule'), { touches, onSuccess: () => toast(t('acted.restore')) })
  const reschedule = useWrite((body: { at: string }) => post('reschedule')(body), {
    touches,
    onSuccess: (_, { at }) => {
      // What was late or failed cannot be given its old time again.
      const undo = () => back.mutate({ at: dueAt })
      const canUndo =
        (state === 'scheduled' || state === 'claimed') && Date.parse(dueAt) > Date.now() + 10_000
      toast(t('acted.reschedule', { when: formats.moment(at) }), canUndo ? { undo } : {})
    },
  })
  const retry = useWrite(post('retry'), { touches, onSuccess: say('retry') })
  const look = useWrite(post('look'), { touches, onSuccess: say('look') })
  const mark = useWrite(post('mark-published'), { touches, onSuccess: say('mark-published') })
  const now = useWrite(post('publish-now'), { touches, onSuccess: say('publish-now') })
  const all = { retry, look, 'mark-published': mark, cancel, 'publish-now': now, reschedule }
  const busy = (Object.keys(all) as DeliveryAction[]).find((action) => all[action].isPending) ?? null
  return { retry, look, mark, cancel, now, reschedule, busy }
}
