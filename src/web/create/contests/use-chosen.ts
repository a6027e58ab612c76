import { useState } from 'react'

export type Chosen = {
  /** How many: those by hand, or all that there are. */
  count: number
  ids: readonly string[]
  /** Everybody that the filter shows, those that are not loaded as well. */
  everybody: boolean
  has: (id: string) => boolean
  toggle: (id: string) => void
  /** Everybody between the one chosen last and this one. */
  reach: (id: string) => void
  /** Those that are loaded. */
  all: () => void
  chooseEverybody: () => void
  clear: () => void
}

const nobody: ReadonlySet<string> = new Set()

/** Who is chosen to be judged together. Another filter begins anew; who is no longer shown is no longer chosen. */
export function useChosen(items: readonly { id: string }[], total: number, filter: string): Chosen {
  const [state, setState] = useState({ filter, ids: nobody, last: '', everybody: false })
  const now = state.filter === filter ? state : { filter, ids: nobody, last: '', everybody: false }
  const shown = items.filter(({ id }) => now.everybody || now.ids.has(id)).map(({ id }) => id)
  const set = (ids: Iterable<string>, last: string) =>
    setState({ filter, ids: new Set(ids), last, everybody: false })
  return {
    count: now.everybody ? total : shown.length,
    ids: shown,
    everybody: now.everybody,
    has: (id) => now.everybody || now.ids.has(id),
    toggle: (id) => set(shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id], id),
    reach: (id) => {
      const [from = 0, to = 0] = [now.last || id, id]
        .map((one) => items.findIndex((item) => item.id === one))
        .sort((a, b) => a - b)
      set([...shown, ...items.slice(Math.max(from, 0), to + 1).map((one) => one.id)], id)
    },
    all: () =>
      set(
        items.map(({ id }) => id),
        '',
      ),
    chooseEverybody: () => setState({ filter, ids: nobody, last: '', everybody: true }),
    clear: () => set([], ''),
  }
}
