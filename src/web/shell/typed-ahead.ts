import { useEffect, useRef } from 'react'
import { inDialog } from './keys.ts'

/**
 * What somebody types between opening the palette and its being there is meant for it, and not for the page behind. Answers
 * what that was.
 */
export function useTypedAhead(opening: boolean): () => string {
  const typed = useRef('')
  useEffect(() => {
    if (!opening) return
    typed.current = ''
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || inDialog()) return
      if (event.key.length === 1) typed.current += event.key
      else if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1)
      else if (event.key !== 'Enter') return
      event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [opening])
  return () => typed.current
}
