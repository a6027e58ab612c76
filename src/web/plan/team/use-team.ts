import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MemberList } from '../../../modules/people/members/contract.ts'
import {
  type BeginBody,
  Load,
  type Parts,
  type PersonBody,
  type PersonChange,
  Team,
  TeamPerson,
  type Work,
  type WorkBody,
  type WorkChange,
  Work as WorkSchema,
} from '../../../modules/plan/team/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

const touches = ['team'] as const
export const askTeam = () => ask({ topic: 'team', also: ['members'], path: '/team', schema: Team })
export const useTeam = () => useQuery(askTeam())

/** Only who sees all channels is told how much their plans ask. */
export const useLoad = () =>
  useQuery({ ...ask({ topic: 'plan', path: '/team/load', schema: Load }), retry: false }).data

export const useMembers = () =>
  useQuery(ask({ topic: 'members', path: '/members', query: { limit: 200 }, schema: MemberList })).data
    ?.items ?? []

export const useBegin = () =>
  useWrite((body: BeginBody) => api.post('/team/begin', { body, schema: Team }), { touches })

type Setting = { work: Work; person: TeamPerson; parts: Parts; was: Parts }

/** What somebody is for a kind of work; what they were comes back by undo. */
export function useSetParts() {
  const t = useWords('team')
  const client = useQueryClient()
  const put = useWrite(
    ({ work, person, parts, was }: Setting) =>
      api.put(path`/team/works/${work.id}/people/${person.id}`, { body: { parts, was }, schema: Team }),
    { touches, onSuccess: (team) => client.setQueryData(askTeam().queryKey, team) },
  )
  return async (setting: Setting): Promise<void> => {
    await put.mutateAsync(setting)
    const { work, person, parts, was } = setting
    toast(t('set', { work: work.name, name: person.name }), {
      undo: () => put.mutateAsync({ work, person, parts: was, was: parts }).then(() => {}),
    })
  }
}

export const useAddPerson = () =>
  useWrite((body: PersonBody) => api.post('/team/people', { body, schema: TeamPerson }), {
    touches,
    onProblem: () => true,
  })

export const useChangePerson = () =>
  useWrite(
    ({ id, change }: { id: string; change: PersonChange }) =>
      api.patch(path`/team/people/${id}`, { body: change, schema: TeamPerson }),
    { touches, onProblem: () => true },
  )

export function useRemovePerson() {
  const t = useWords('team')
  const back = useWrite((id: string) => api.post(path`/team/people/${id}/restore`), { touches })
  return useWrite(({ id }: TeamPerson) => api.delete(path`/team/people/${id}`), {
    touches,
    onSuccess: (_, { id, name }) =>
      toast(t('person.removedNow', { name }), { undo: () => back.mutateAsync(id).then(() => {}) }),
  })
}

export const useSaveWork = () =>
  useWrite(
    ({ id, body }: { id: string | null; body: WorkBody & WorkChange }) =>
      id
        ? api.patch(path`/team/works/${id}`, { body, schema: WorkSchema })
        : api.post('/team/works', { body, schema: WorkSchema }),
    { touches, onProblem: () => true },
  )

export function useRemoveWork() {
  const t = useWords('team')
  const back = useWrite((id: string) => api.post(path`/team/works/${id}/restore`), { touches })
  return useWrite(({ id }: Work) => api.delete(path`/team/works/${id}`), {
    touches,
    onSuccess: (_, { id, name }) =>
      toast(t('work.removedNow', { name }), { undo: () => back.mutateAsync(id).then(() => {}) }),
  })
}
