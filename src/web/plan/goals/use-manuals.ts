import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ManualList, ManualMetric } from '../../../modules/plan/manual/contract.ts'
import { api } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** Numbers entered by hand, by their id, those put away too: a goal may still be about one. Who sees a part of the channels has none. */
export function useManuals(): ReadonlyMap<string, ManualMetric> {
  const question = (archived: boolean) =>
    ask({ topic: 'goals', path: '/manual-metrics', query: { archived }, schema: ManualList })
  const living = useQuery(question(false))
  const archived = useQuery(question(true))
  return useMemo(
    () =>
      new Map([...(living.data?.items ?? []), ...(archived.data?.items ?? [])].map((one) => [one.id, one])),
    [living.data, archived.data],
  )
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
