import { useSyncExternalStore } from 'react'

const query = window.matchMedia('(max-width: 47.99rem)')

function follow(hear: () => void): () => void {
  query.addEventListener('change', hear)
  return () => query.removeEventListener('change', hear)
}

/** Whether people do not fit side by side. */
export const useNarrow = (): boolean => useSyncExternalStore(follow, () => query.matches)
