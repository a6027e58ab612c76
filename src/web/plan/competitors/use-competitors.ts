import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  Comparison,
  Competitor,
  CompetitorList,
  NoteList,
  PostList,
  Report,
} from '../../../modules/plan/competitors/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export type Window = { days: number; network: string | undefined }

/** While another window is asked for, the one before stays. */
export const useCompetitors = (archived: boolean, { days, network }: Window) =>
  useQuery({
    ...ask({
      topic: 'competitors',
      path: '/competitors',
      query: { archived, days, network },
      schema: CompetitorList,
    }),
    placeholderData: keepPreviousData,
  })

export const askCompetitor = (id: string) =>
  ask({ topic: 'competitors', path: path`/competitors/${id}`, schema: Competitor })

export const useCompetitor = (id: string) => useQuery(askCompetitor(id))

export const useReport = (id: string, { days, network }: Window) =>
  useQuery(
    ask({
      topic: 'competitors',
      path: path`/competitors/${id}/report`,
      query: { days, network },
      schema: Report,
    }),
  )

export const usePosts = (id: string, { days, network }: Window) =>
  useInfiniteQuery(
    askPages({
      topic: 'competitors',
      path: path`/competitors/${id}/posts`,
      query: { days, network },
      schema: PostList,
    }),
  )

export const useNotes = (id: string) =>
  useQuery(ask({ topic: 'competitors', path: path`/competitors/${id}/notes`, schema: NoteList }))

/** Us and some others; nothing is asked while nobody is chosen. */
export const useComparison = (ids: readonly string[], { days, network }: Window) =>
  useQuery({
    ...ask({
      topic: 'competitors',
      also: ['numbers', 'channels'],
      path: '/competitors/compare',
      query: { ids: ids.join(','), days, network },
      schema: Comparison,
    }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  })

/** Puts a competitor away, or takes it back; either can be undone. */
export function usePut({ id, name, archivedAt }: Competitor, then: () => void = () => {}) {
  const t = useWords('competitors')
  const put = (how: 'archive' | 'restore') => api.post(path`/competitors/${id}/${how}`)
  return useWrite(() => put(archivedAt ? 'restore' : 'archive'), {
    touches: ['competitors'],
    onSuccess: () => {
      const undo = () => put(archivedAt ? 'archive' : 'restore').then(() => {})
      toast(t(archivedAt ? 'restoredNow' : 'archivedNow', { name }), { undo })
      then()
    },
  })
}

export function useRemove({ id, name }: Competitor, then: () => void) {
  const t = useWords('competitors')
  return useWrite(() => api.delete(path`/competitors/${id}`), {
    touches: ['competitors'],
    onSuccess: () => {
      toast(t('removedNow', { name }))
      then()
    },
  })
}
