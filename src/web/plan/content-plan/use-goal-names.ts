import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useMay } from '../../api/me.ts'
import { ask } from '../../api/query.ts'

const Names = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })

/** Goals that something can serve; undefined while they are not known, and for who may not see them. */
export function useGoalNames(): readonly { id: string; name: string }[] | undefined {
  const may = useMay()
  const { data } = useQuery({
    ...ask({ topic: 'goals', path: '/goals', schema: Names, fresh: 60_000 }),
    enabled: may('numbers.read'),
  })
  return data?.items
}
