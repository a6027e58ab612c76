import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Placed } from './placed.ts'

type Selection = {
  entries: readonly Placed[]
  has: (key: string) => boolean
  toggle: (entry: Placed) => void
  /** Everything between the one chosen last and this, in the order of their times. */
  reach: (entry: Placed) => void
  set: (keys: ReadonlySet<string>) => void
  clear: () => void
}

const nobody: Selection = {
  ...{ entries: [], has: () => false, toggle: () => {}, reach: () => {}, set: () => {}, clear: () => {} },
}
const Context = createContext<Selection>(nobody)

export const useSelection = (): Selection => useContext(Context)

/** Which entries are chosen, to be moved together. What is no longer shown is no longer chosen. */
export function SelectionRoom({ entries, children }: { entries: readonly Placed[]; children: ReactNode }) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<string | null>(null)
  const selection = useMemo<Selection>(() => {
    const chosen = entries.filter(({ key }) => keys.has(key))
    return {
      entries: chosen,
      has: (key) => keys.has(key),
      toggle: ({ key }) => {
        setLast(key)
        setKeys((before) => {
          const next = new Set(before)
          if (!next.delete(key)) next.add(key)
          return next
        })
      },
      reach: ({ key }) => setKeys((before) => new Set([...before, ...between(entries, last ?? key, key)])),
      set: setKeys,
      clear: () => setKeys((before) => (before.size === 0 ? before : new Set())),
    }
  }, [entries, keys, last])
  return <Context value={selection}>{children}</Context>
}

export function between(entries: readonly { key: string }[], one: string, other: string): string[] {
  const places = [one, other]
    .map((key) => entries.findIndex((entry) => entry.key === key))
    .sort((a, b) => a - b)
  const [first = -1, last = -1] = places
  return first < 0 ? [other] : entries.slice(first, last + 1).map(({ key }) => key)
}
