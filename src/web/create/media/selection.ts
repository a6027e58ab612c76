import { useCallback, useMemo, useState } from 'react'
import type { Media } from '../../../modules/create/media/contract.ts'

/** Which of a list are chosen: one by one, from one to another, or all that are loaded. */
export function useSelection(items: readonly Media[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState(0)
  const there = useMemo(() => items.filter(({ id }) => chosen.has(id)), [items, chosen])
  const toggle = useCallback(
    (place: number) => {
      const id = items[place]?.id
      if (!id) return
      setAnchor(place)
      setChosen((now) => {
        const next = new Set(now)
        if (!next.delete(id)) next.add(id)
        return next
      })
    },
    [items],
  )
  const extend = useCallback(
    (place: number) => {
      const [from, to] = [Math.min(anchor, place), Math.max(anchor, place)]
      setChosen((now) => new Set([...now, ...items.slice(from, to + 1).map(({ id }) => id)]))
    },
    [items, anchor],
  )
  const all = useCallback(() => setChosen(new Set(items.map(({ id }) => id))), [items])
  const none = useCallback(() => setChosen(new Set()), [])
  return { ids: chosen, chosen: there, toggle, extend, all, none }
}

export type Selection = ReturnType<typeof useSelection>
