import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { isReturnWord } from '../../api/return-word.ts'

/** What a link carries behind its #. It stays in this tab for as long as its holder is at the provider. */
export function useCarried(place: string): string {
  const hash = useRouterState({ select: (state) => state.location.hash })
  const [kept] = useState(() => sessionStorage.getItem(place) ?? '')
  const carried = isReturnWord(hash) ? '' : hash
  useEffect(() => {
    if (carried) sessionStorage.setItem(place, carried)
  }, [carried, place])
  return carried || kept
}

export const forgetCarried = (place: string): void => sessionStorage.removeItem(place)
