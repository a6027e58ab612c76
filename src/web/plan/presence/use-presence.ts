import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  type AccountSubject,
  type AccountVerdict,
  Evidence,
  type HeldVerdict,
  Overview,
  Run,
  RunDetail,
  RunList,
  Suspect,
  SuspectDetail,
  SuspectList,
  type SuspectShow,
  type SuspectVerdict,
  VerdictHistory,
} from '../../../modules/plan/presence/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const useOverview = () =>
  useQuery(ask({ topic: 'presence', also: ['channels'], path: '/presence', schema: Overview }))

export const useRuns = () =>
  useInfiniteQuery(askPages({ topic: 'presence', path: '/presence-audits', schema: RunList }))

export const useRun = (number: string) =>
  useQuery(ask({ topic: 'presence', path: path`/presence-audits/${number}`, schema: RunDetail }))

export const useSuspects = (show: SuspectShow) =>
  useInfiniteQuery(askPages({ topic: 'presence', path: '/suspects', query: { show }, schema: SuspectList }))

export const useSuspect = (id: string) =>
  useQuery(ask({ topic: 'presence', path: path`/suspects/${id}`, schema: SuspectDetail }))

export const useHistory = ({ kind, id }: AccountSubject, enabled: boolean) =>
  useQuery({
    ...ask({ topic: 'presence', path: path`/presence/${kind}/${id}/verdicts`, schema: VerdictHistory }),
    enabled,
  })

export function useStart() {
  const t = useWords('presence')
  return useWrite(() => api.post('/presence-audits', { schema: Run }), {
    touches: ['presence'],
    onSuccess: () => toast(t('started')),
  })
}

/** The newest verdict is the first of its history; to undo is to take it back. */
const undoOf = ({ items }: { items: readonly HeldVerdict[] }) => ({
  undo: async () => {
    if (items[0]) await api.delete(path`/verdicts/${items[0].id}`)
  },
})

export function useJudgeAccount(subject: AccountSubject, name: string) {
  const t = useWords('presence')
  const { kind, id } = subject
  return useWrite(
    (body: { verdict: AccountVerdict; reason: string }) =>
      api.post(path`/presence/${kind}/${id}/judge`, { body, schema: VerdictHistory }),
    {
      touches: ['presence'],
      onSuccess: (history, { verdict }) =>
        toast(t('judged', { name, verdict: t(`verdicts.${verdict}`) }), undoOf(history)),
    },
  )
}

export function useJudgeSuspect({ id, handle }: { id: string; handle: string }) {
  const t = useWords('presence')
  return useWrite(
    (body: { verdict: SuspectVerdict; reason: string }) =>
      api.post(path`/suspects/${id}/judge`, { body, schema: VerdictHistory }),
    {
      touches: ['presence'],
      onSuccess: (history, { verdict }) =>
        toast(t('judged', { name: handle, verdict: t(`suspectVerdicts.${verdict}`) }), undoOf(history)),
    },
  )
}

export function useNoteReport({ id, version }: { id: string; version: number }) {
  const t = useWords('presence')
  return useWrite(
    (body: { on: string | null; note: string }) =>
      api.put(path`/suspects/${id}/report`, { body: { ...body, version }, schema: Suspect }),
    { touches: ['presence'], onSuccess: () => toast(t('reportSaved')) },
  )
}

export function useTakeEvidence(id: string) {
  const t = useWords('presence')
  return useWrite(() => api.post(path`/suspects/${id}/document`, { schema: Evidence }), {
    touches: ['presence'],
    onSuccess: () => toast(t('taken')),
  })
}

export function useRemoveAccount({ id, handle }: { id: string; handle: string }) {
  const t = useWords('presence')
  return useWrite(() => api.delete(path`/presence-accounts/${id}`), {
    touches: ['presence'],
    onSuccess: () =>
      toast(t('removedAccount', { handle }), {
        undo: () => api.post(path`/presence-accounts/${id}/restore`).then(() => {}),
      }),
  })
}
