import { useSyncExternalStore } from 'react'

const query = window.matchMedia('(max-width: 47.99rem)')

const follow = (hear: () => void): (() => void) => {
  query.addEventListener('change', hear)
  return () => query.removeEventListener('change', hear)
}

/** True on a screen as narrow as a phone's. */
export const useNarrow = (): boolean => useSyncExternalStore(follow, () => query.matches)
