import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ManualList, ManualMetric, WeekValues } from '../../../modules/plan/manual/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const useNumbers = (archived: boolean) =>
  useQuery({
    ...ask({ topic: 'goals', path: '/manual-metrics', query: { archived }, schema: ManualList }),
    retry: false,
  })

/** What was entered, by number and week. */
export function useEntered(from: string, to: string) {
  const weeks = useQuery({
    ...ask({ topic: 'goals', path: '/manual-metrics/weeks', query: { from, to }, schema: WeekValues }),
    placeholderData: (before) => before,
  })
  const values = useMemo(
    () => new Map((weeks.data?.items ?? []).map((one) => [`${one.metricId} ${one.week}`, one.value])),
    [weeks.data],
  )
  return { ...weeks, values }
}

type Entry = { week: string; value: number | null }

export function useEnter(id: string) {
  return useWrite(
    (entry: Entry) =>
      api.put(path`/manual-metrics/${id}/weeks`, { body: { items: [entry] }, schema: ManualMetric }),
    { touches: ['goals'] },
  )
}

/** Puts a number away; it can be taken back at once. */
export function useArchive({ id, name }: ManualMetric) {
  const t = useWords('manual')
  const restore = useRestore({ id, name })
  return useWrite(() => api.post(path`/manual-metrics/${id}/archive`), {
    touches: ['goals'],
    onSuccess: () => toast(t('archived', { name }), { undo: () => restore.mutate(undefined) }),
  })
}

export function useRestore({ id, name }: Pick<ManualMetric, 'id' | 'name'>) {
  const t = useWords('manual')
  return useWrite(() => api.post(path`/manual-metrics/${id}/restore`), {
    touches: ['goals'],
    onSuccess: () => toast(t('restored', { name })),
  })
}

export function useRemove({ id, name }: ManualMetric, then: () => void) {
  const t = useWords('manual')
  return useWrite(() => api.delete(path`/manual-metrics/${id}`), {
    touches: ['goals'],
    onSuccess: () => {
      toast(t('removed', { name }))
      then()
    },
  })
}
