import { useState } from 'react'
import { currentWorkspace } from '../../api/workspace.ts'

type Words = Record<string, string>

const nameOf = (as: string): string => `carillon.competitors.${currentWorkspace()}.${as}`

function read<T extends Words>(as: string, start: T): T {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(as)) ?? 'null')
    if (!kept || typeof kept !== 'object') return start
    const known = Object.entries(kept).filter(([name, value]) => name in start && typeof value === 'string')
    return { ...start, ...Object.fromEntries(known) }
  } catch {
    return start
  }
}

/** What is typed stays on this device until it is saved or given up, whatever happens to the page. */
export function useKept<T extends Words>(as: string, start: T) {
  const [words, setWords] = useState(() => read(as, start))
  const store = (next: T | null) => {
    try {
      if (next === null) localStorage.removeItem(nameOf(as))
      else localStorage.setItem(nameOf(as), JSON.stringify(next))
    } catch {
      // A full or forbidden store costs the copy, not the form.
    }
  }
  return {
    words,
    change: (next: Partial<T>) => {
      const all = { ...words, ...next }
      setWords(all)
      store(all)
    },
    forget: () => {
      setWords(start)
      store(null)
    },
  }
}
