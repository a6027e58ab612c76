import { useQuery } from '@tanstack/react-query'
import {
  AudienceList,
  type AudienceTable,
  type Filter,
  FilterBody,
  Segment,
  SegmentList,
  SegmentPeople,
} from '../../../modules/plan/segments/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const useSegments = (archived: boolean) =>
  useQuery(
    ask({ topic: 'segments', also: ['goals'], path: '/segments', query: { archived }, schema: SegmentList }),
  )

export const askSegment = (id: string) =>
  ask({ topic: 'segments', path: path`/segments/${id}`, schema: Segment })

export const useSegment = (id: string) => useQuery(askSegment(id))

/** Counted anew whenever a table, a persona or a figure has changed. */
export const useSegmentPeople = (id: string) =>
  useQuery(
    ask({
      topic: 'segments',
      also: ['personas', 'choice', 'channels'],
      path: path`/segments/${id}/people`,
      schema: SegmentPeople,
    }),
  )

/** What a filter in the making would hold. */
export function useCount(filter: Filter) {
  const body = FilterBody.safeParse({ filter })
  return useQuery({
    queryKey: ['segments', 'count', JSON.stringify(filter)],
    queryFn: () => api.post('/segments/count', { body: { filter }, schema: SegmentPeople }),
    enabled: body.success,
    placeholderData: (before) => before,
    retry: false,
  })
}

export const useTables = () =>
  useQuery(ask({ topic: 'segments', path: '/audience-tables', schema: AudienceList }))

/** Puts a segment away, or takes it back; either can be undone. */
export function usePut({ id, name, archivedAt }: Segment, then: () => void = () => {}) {
  const t = useWords('segments')
  const put = (how: 'archive' | 'restore') => api.post(path`/segments/${id}/${how}`)
  return useWrite(() => put(archivedAt ? 'restore' : 'archive'), {
    touches: ['segments'],
    onSuccess: () => {
      const undo = () => put(archivedAt ? 'archive' : 'restore').then(() => {})
      toast(t(archivedAt ? 'restoredNow' : 'archivedNow', { name }), { undo })
      then()
    },
  })
}

export function useRemove({ id, name }: Pick<Segment, 'id' | 'name'>, then: () => void) {
  const t = useWords('segments')
  return useWrite(() => api.delete(path`/segments/${id}`), {
    touches: ['segments'],
    onSuccess: () => {
      toast(t('removedNow', { name }))
      then()
    },
  })
}

export function useRemoveTable({ id, name }: AudienceTable, then: () => void) {
  const t = useWords('segments')
  return useWrite(() => api.delete(path`/audience-tables/${id}`), {
    touches: ['segments'],
    onSuccess: () => {
      toast(t('removedNow', { name }))
      then()
    },
  })
}
