import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { type DeliveryAction, DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { api, path } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { useFormats } from '../../kit/format.ts'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

type Act<Body extends object> = UseMutationResult<DeliveryDetail, Error, Body>

export type Acts = {
  retry: Act<{ checked?: boolean }>
  look: Act<object>
  mark: Act<{ url?: string; at?: string; digest?: string }>
  cancel: Act<object>
  now: Act<{ checked?: boolean }>
  reschedule: Act<{ at: string; checked?: boolean }>
  handOver: Act<{ checked?: boolean }>
  take: Act<object>
  skip: Act<{ reason: string }>
  dismiss: Act<object>
  unmark: Act<object>
  /** Which of them is under way. */
  busy: DeliveryAction | null
  /** Rules that stood against the last of them. */
  held: ApiProblem | null
}

/**
 * Everything that a person can do with one delivery; what can be undone offers it. `onHeld`: the rules that stand against it are
 * shown in `held`; without it they are told as any other problem.
 */
export function useActs({ id, dueAt, state }: DeliveryDetail, onHeld?: () => void): Acts {
  const t = useWords('deliveries')
  const [held, setHeld] = useState<ApiProblem | null>(null)
  const formats = useFormats()
  const go = useGo()
  const touches = ['deliveries', 'notifications', 'posts'] as const
  const post = (action: string) => (body: object) =>
    api.post(path`/deliveries/${id}/${action}`, { body, schema: DeliveryDetail })
  /** What goes out by one of these is judged anew. */
  const judged = {
    touches,
    onProblem: (problem: ApiProblem) => {
      const stands = problem.code === 'compliance.refused'
      setHeld(stands ? problem : null)
      if (stands) onHeld?.()
      return stands && onHeld !== undefined
    },
  }
  const done = (tell: () => void) => () => {
    setHeld(null)
    tell()
  }
  const say = (key: 'retry' | 'look' | 'publish-now' | 'dismiss' | 'unmark') => () => toast(t(`acted.${key}`))

  // Undone from a toast, wherever somebody is by then, and of what was given up no acts are shown: a refusal is told as a toast, too.
  const restore = useWrite(post('restore'), { touches, onSuccess: () => toast(t('acted.restore')) })
  const cancel = useWrite(post('cancel'), {
    touches,
    onSuccess: () => toast(t('acted.cancel'), { undo: () => restore.mutate({}) }),
  })
  const back = useWrite(post('reschedule'), { touches, onSuccess: () => toast(t('acted.restore')) })
  const reschedule = useWrite((body: { at: string; checked?: boolean }) => post('reschedule')(body), {
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
  const dismiss = useWrite(post('dismiss'), { touches, onSuccess: say('dismiss') })
  const unmark = useWrite(post('unmark'), { touches, onSuccess: say('unmark') })
  const mark = useWrite(post('mark-published'), {
    touches,
    onSuccess: () => toast(t('acted.mark-published'), { undo: () => unmark.mutate({}) }),
  })
  // The page says at once whose it is; a toast would only lie over the next button.
  const take = useWrite(post('take'), { touches })
  const skip = useWrite((body: { reason: string }) => post('skip')(body), {
    touches,
    onSuccess: () => toast(t('acted.skip'), { undo: () => restore.mutate({}) }),
  })
  const handOver = useWrite(post('hand-over'), {
    ...judged,
    onSuccess: () => {
      setHeld(null)
      toast(t('acted.hand-over'))
      go(`/hand/${id}`)
    },
  })
  const now = useWrite(post('publish-now'), { ...judged, onSuccess: done(say('publish-now')) })
  const all = {
    ...{ retry, look, cancel, reschedule, take, skip, dismiss, unmark },
    ...{ 'mark-published': mark, 'publish-now': now, 'hand-over': handOver },
  }
  const busy = (Object.keys(all) as DeliveryAction[]).find((action) => all[action].isPending) ?? null
  return {
    ...{ retry, look, mark, cancel, now, reschedule, handOver, take, skip, dismiss, unmark },
    busy,
    held,
  }
}
