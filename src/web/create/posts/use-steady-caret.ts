import { useLayoutEffect, useRef } from 'react'
import { placeAfter } from './merge-text.ts'

/** Keeps the caret at its words when somebody else's words come into a text that is being written. */
export function useSteadyCaret(value: string) {
  const field = useRef<HTMLTextAreaElement>(null)
  const known = useRef<{ text: string; start: number; end: number } | null>(null)
  const now = field.current
  // What somebody types stands in the field before it is rendered; what comes from elsewhere does not.
  const isFromElsewhere = now !== null && document.activeElement === now && now.value !== value
  known.current = isFromElsewhere
    ? { text: now.value, start: now.selectionStart, end: now.selectionEnd }
    : null
  useLayoutEffect(() => {
    const before = known.current
    if (!before || !field.current) return
    known.current = null
    const [start, end] = [before.start, before.end].map((place) => placeAfter(before.text, value, place))
    if (start !== undefined && end !== undefined) field.current.setSelectionRange(start, end)
  }, [value])
  return field
}
