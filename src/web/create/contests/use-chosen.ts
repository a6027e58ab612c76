import { useState } from 'react'

export type Chosen = {
  /** How many: those by hand, or all that there are. */
  count: number
  ids: readonly string[]
  /** Everybody that the filter showed, those that are not loaded as well: what stands for them. */
  everybody: string | null
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
const begun = (filter: string) => ({
  filter,
  ids: nobody,
  last: '',
  everybody: null as string | null,
  total: 0,
})

type All = { total: number; seen: string | null }

/**
 * Who is chosen to be judged together. Another filter begins anew; who is no longer shown is no longer chosen. Everybody is
 * everybody of the moment of the press, whoever comes while somebody thinks.
 */
export function useChosen(items: readonly { id: string }[], { total, seen }: All, filter: string): Chosen {
  const [state, setState] = useState(() => begun(filter))
  const now = state.filter === filter ? state : begun(filter)
  const everybody = now.everybody !== null
  const shown = items.filter(({ id }) => everybody || now.ids.has(id)).map(({ id }) => id)
  const set = (ids: Iterable<string>, last: string) => setState({ ...begun(filter), ids: new Set(ids), last })
  return {
    count: everybody ? now.total : shown.length,
    ids: shown,
    everybody: now.everybody,
    has: (id) => everybody || now.ids.has(id),
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
    chooseEverybody: () => setState({ ...begun(filter), everybody: seen, total }),
    clear: () => set([], ''),
  }
}
