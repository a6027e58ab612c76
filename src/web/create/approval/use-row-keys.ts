import { useEffect, useRef, useState } from 'react'

type Act = (row: number) => void

const isTyped = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="listbox"]') !==
    null

/** Rows by the keyboard: j and k go down and up, other keys do something with the row that one is at. Null before the first. */
export function useRowKeys(rows: number, open: Act, acts: Readonly<Record<string, Act>>): number | null {
  const [at, setAt] = useState<number | null>(null)
  const now = useRef({ at, rows, open, acts })
  now.current = { at, rows, open, acts }
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyped(event.target)) return
      const { at: row, rows: count, acts: all } = now.current
      if (event.key === 'j' || event.key === 'k') {
        if (count === 0) return
        event.preventDefault()
        const next = row === null ? 0 : row + (event.key === 'j' ? 1 : -1)
        const kept = Math.min(count - 1, Math.max(0, next))
        setAt(kept)
        document.querySelectorAll('[data-row]')[kept]?.scrollIntoView({ block: 'nearest' })
        return
      }
      const act = event.key === 'Enter' ? now.current.open : all[event.key]
      const onControl = event.target instanceof Element && event.target.closest('a, button') !== null
      if (!act || row === null || row >= count || (event.key === 'Enter' && onControl)) return
      event.preventDefault()
      act(row)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return at
}
