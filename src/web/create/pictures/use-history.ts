import { useCallback, useState } from 'react'

type Past<T> = { all: readonly T[]; at: number; mark: string | null; when: number }

const most = 100
/** Changes of one kind that follow each other so closely are one step: letters of a word, a slider on its way. */
const togetherMs = 900

export type History<T> = {
  now: T
  /** `mark` names what is changed, so that what belongs together is taken back together. */
  change: (update: (now: T) => T, mark?: string) => void
  undo: () => void
  redo: () => void
  mayUndo: boolean
  mayRedo: boolean
}

/** A value with its steps back and forth. */
export function useHistory<T>(begin: T): History<T> {
  const [past, setPast] = useState<Past<T>>({ all: [begin], at: 0, mark: null, when: 0 })
  const change = useCallback(
    (update: (now: T) => T, mark: string | null = null) =>
      setPast((was) => step(was, update, mark, performance.now())),
    [],
  )
  const move = useCallback(
    (by: number) =>
      setPast((was) => ({ ...was, mark: null, at: Math.min(Math.max(was.at + by, 0), was.all.length - 1) })),
    [],
  )
  return {
    now: past.all[past.at] ?? begin,
    change,
    undo: () => move(-1),
    redo: () => move(1),
    mayUndo: past.at > 0,
    mayRedo: past.at < past.all.length - 1,
  }
}

export function step<T>(was: Past<T>, update: (now: T) => T, mark: string | null, when: number): Past<T> {
  const now = was.all[was.at] as T
  const next = update(now)
  if (next === now) return was
  const joins = mark !== null && mark === was.mark && when - was.when < togetherMs && was.at > 0
  const kept = was.all.slice(0, joins ? was.at : was.at + 1).slice(-most)
  return { all: [...kept, next], at: kept.length, mark, when }
}
