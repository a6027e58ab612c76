import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { MemberList } from '../../../modules/people/members/contract.ts'
import { BudgetYear } from '../../../modules/plan/budget/contract.ts'
import {
  type CandidateBody,
  type FileBody,
  type JobBody,
  type JobChange,
  JobDetail,
  JobList,
  type MoveBody,
} from '../../../modules/plan/contractors/contract.ts'
import { Team } from '../../../modules/plan/team/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const useJobs = (show: 'open' | 'closed', text: string) =>
  useInfiniteQuery(
    askPages({
      topic: 'contractors',
      path: '/contractor-jobs',
      query: { show, text: text || undefined },
      schema: JobList,
    }),
  )

const askJob = (id: string) =>
  ask({
    topic: 'contractors',
    also: ['team', 'budget'],
    path: path`/contractor-jobs/${id}`,
    schema: JobDetail,
  })
export const useJob = (id: string) => useQuery(askJob(id))

/** Every change answers the whole job, which is shown at once. */
function useJobWrite<In>(run: (given: In) => Promise<JobDetail>, own = false) {
  const client = useQueryClient()
  return useWrite(run, {
    touches: ['contractors'],
    onSuccess: (job) => client.setQueryData(askJob(job.id).queryKey, job),
    ...(own && { onProblem: () => true }),
  })
}

export const useAddJob = () =>
  useJobWrite((body: JobBody) => api.post('/contractor-jobs', { body, schema: JobDetail }), true)

/** `own`: the form tells what is wrong itself. */
export const useChangeJob = (id: string, own = false) =>
  useJobWrite((body: JobChange) => api.put(path`/contractor-jobs/${id}`, { body, schema: JobDetail }), own)

export const useMove = (id: string, own = false) =>
  useJobWrite(
    (body: Partial<MoveBody> & Pick<MoveBody, 'to' | 'version'>) =>
      api.post(path`/contractor-jobs/${id}/move`, { body, schema: JobDetail }),
    own,
  )

export const useRemoveJob = () =>
  useWrite((id: string) => api.delete(path`/contractor-jobs/${id}`), { touches: ['contractors'] })

export const useSaveCandidate = (id: string) =>
  useJobWrite(
    ({ of, body }: { of: { id: string; version: number } | null; body: CandidateBody }) =>
      of
        ? api.put(path`/contractor-jobs/${id}/candidates/${of.id}`, {
            body: { ...body, version: of.version },
            schema: JobDetail,
          })
        : api.post(path`/contractor-jobs/${id}/candidates`, { body, schema: JobDetail }),
    true,
  )

export function useRemoveCandidate(id: string) {
  const t = useWords('contractors')
  const again = useJobWrite((body: CandidateBody) =>
    api.post(path`/contractor-jobs/${id}/candidates`, { body, schema: JobDetail }),
  )
  const remove = useJobWrite((candidateId: string) =>
    api.delete(path`/contractor-jobs/${id}/candidates/${candidateId}`, { schema: JobDetail }),
  )
  return async (candidateId: string, body: CandidateBody): Promise<void> => {
    await remove.mutateAsync(candidateId)
    toast(t('candidate.removedNow', { name: body.name }), {
      undo: () => again.mutateAsync(body).then(() => {}),
    })
  }
}

export const useComment = (id: string) =>
  useJobWrite(
    (words: string) =>
      api.post(path`/contractor-jobs/${id}/comments`, { body: { words }, schema: JobDetail }),
    true,
  )

export function useRemoveComment(id: string) {
  const t = useWords('contractors')
  const again = useComment(id)
  const remove = useJobWrite((noteId: string) =>
    api.delete(path`/contractor-jobs/${id}/comments/${noteId}`, { schema: JobDetail }),
  )
  return async (noteId: string, words: string): Promise<void> => {
    await remove.mutateAsync(noteId)
    toast(t('comment.removedNow'), { undo: () => again.mutateAsync(words).then(() => {}) })
  }
}

export const useAddFile = (id: string, own = false) =>
  useJobWrite(
    (body: FileBody) => api.post(path`/contractor-jobs/${id}/files`, { body, schema: JobDetail }),
    own,
  )

export function useRemoveFile(id: string) {
  const t = useWords('contractors')
  const again = useAddFile(id)
  const remove = useJobWrite((fileId: string) =>
    api.delete(path`/contractor-jobs/${id}/files/${fileId}`, { schema: JobDetail }),
  )
  return async (fileId: string, body: FileBody): Promise<void> => {
    await remove.mutateAsync(fileId)
    toast(t('file.removedNow'), { undo: () => again.mutateAsync(body).then(() => {}) })
  }
}

/** What a job can name. */
export function useLines() {
  const may = useMay()
  const question = ask({ topic: 'budget', path: '/budget', schema: BudgetYear })
  return (useQuery({ ...question, enabled: may('budget.read') }).data?.lines ?? []).filter(
    ({ side, archivedAt }) => side === 'cost' && archivedAt === null,
  )
}
export const useWorks = () => useQuery(ask({ topic: 'team', path: '/team', schema: Team })).data?.works ?? []
export const useMembers = () =>
  useQuery(ask({ topic: 'members', path: '/members', query: { limit: 200 }, schema: MemberList })).data
    ?.items ?? []
