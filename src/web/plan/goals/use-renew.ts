import { useQueryClient } from '@tanstack/react-query'
import { renew } from '../../api/query.ts'

/** Asks again what hangs on goals, after one was written. */
export function useRenew(): () => void {
  const client = useQueryClient()
  return () => void renew(client, new Set(['goals']))
}
