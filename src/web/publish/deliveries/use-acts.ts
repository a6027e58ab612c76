import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { type DeliveryAction, DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { api, path } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
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
  /** Rules that stood against the last of them. */
  held: ApiProblem | null
}

/** Everything that a person can do with one delivery; what can be undone offers it. */
export function useActs({ id, dueAt, state }: DeliveryDetail, onHeld: () => void): Acts {
  const t = useWords('deliveries')
  const [held, setHeld] = useState<ApiProblem | null>(null)
  const formats = useFormats()
  const touches = ['deliveries', 'notifications', 'posts'] as const
  const post = (action: string) => (body: object) =>
    api.post(path`/deliveries/${id}/${action}`, { body, schema: DeliveryDetail })
  /** What goes out by one of these is judged anew. */
  const judged = {
    touches,
    onProblem: (problem: ApiProblem) => {
      const stands = problem.code === 'compliance.refused'
      setHeld(stands ? problem : null)
      if (stands) onHeld()
      return stands
    },
  }
  const done = (tell: () => void) => () => {
    setHeld(null)
    tell()
  }
  const say = (key: 'retry' | 'look' | 'mark-published' | 'publish-now') => () => toast(t(`acted.${key}`))

  const restore = useWrite(post('restore'), { ...judged, onSuccess: () => toast(t('acted.restore')) })
  const cancel = useWrite(post('cancel'), {
    touches,
    onSuccess: () => toast(t('acted.cancel'), { undo: () => restore.mutate({}) }),
  })
  const back = useWrite(post('reschedule'), { ...judged, onSuccess: () => toast(t('acted.restore')) })
  const reschedule = useWrite((body: { at: string }) => post('reschedule')(body), {
    ...judged,
    onSuccess: (_, { at }) => {
      setHeld(null)
      // What was late or failed cannot be given its old time again.
      const undo = () => back.mutate({ at: dueAt })
      const canUndo =
        (state === 'scheduled' || state === 'claimed') && Date.parse(dueAt) > Date.now() + 10_000
      toast(t('acted.reschedule', { when: formats.moment(at) }), canUndo ? { undo } : {})
    },
  })
  const retry = useWrite(post('retry'), { ...judged, onSuccess: done(say('retry')) })
  const look = useWrite(post('look'), { touches, onSuccess: say('look') })
  const mark = useWrite(post('mark-published'), { touches, onSuccess: say('mark-published') })
  const now = useWrite(post('publish-now'), { ...judged, onSuccess: done(say('publish-now')) })
  const all = { retry, look, 'mark-published': mark, cancel, 'publish-now': now, reschedule }
  const busy = (Object.keys(all) as DeliveryAction[]).find((action) => all[action].isPending) ?? null
  return { retry, look, mark, cancel, now, reschedule, busy, held }
}
