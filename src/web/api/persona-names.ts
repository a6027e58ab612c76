import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useMay } from './me.ts'
import { ask } from './query.ts'

const Names = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })

/** Personas by name, for choosing one; none for who does not see them. */
export function usePersonaNames(): readonly { id: string; name: string }[] {
  const may = useMay()
  const { data } = useQuery({
    ...ask({ topic: 'personas', path: '/personas', query: { limit: 100 }, schema: Names, fresh: 60_000 }),
    enabled: may('team.read'),
  })
  return data?.items ?? []
}
