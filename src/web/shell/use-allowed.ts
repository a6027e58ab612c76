import { useCallback } from 'react'
import { useWorkspace } from '../api/me.ts'

/** Whether a page, entry or verb is for whoever looks: `entries.filter(allowed)`. */
export function useAllowed(): (thing: { needs?: string }) => boolean {
  const { rights } = useWorkspace()
  return useCallback(({ needs }) => needs === undefined || rights.includes(needs), [rights])
}
