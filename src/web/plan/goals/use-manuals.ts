import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ManualList, ManualMetric } from '../../../modules/plan/manual/contract.ts'
import { api } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** Numbers entered by hand, by their id. Who sees a part of the channels has none of them. */
export function useManuals(): ReadonlyMap<string, ManualMetric> {
  const list = useQuery({
    ...ask({ topic: 'goals', path: '/manual-metrics', schema: ManualList }),
    retry: false,
  })
  return useMemo(() => new Map((list.data?.items ?? []).map((one) => [one.id, one])), [list.data])
}

/** A number that is entered by hand from now on. */
export function useEnterByHand(then: () => void) {
  const t = useWords('smart')
  return useWrite((name: string) => api.post('/manual-metrics', { body: { name }, schema: ManualMetric }), {
    touches: ['goals'],
    onSuccess: ({ name }) => {
      toast(t('entered', { name }))
      then()
    },
  })
}
