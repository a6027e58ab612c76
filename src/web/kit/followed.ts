import { useState } from 'react'

export type Followed<T> = {
  /** What somebody began from. */
  start: T
  value: T
  /** What was kept when they last did something. */
  seen: T
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * What is shown in a form of something that others may change, too: theirs as long as nothing was touched, else one's own; and
 * whether theirs has become another one meanwhile.
 */
export function followedOf<T>({ start, value, seen }: Followed<T>, theirs: T) {
  const touched = !isSame(start, value)
  const shown = touched || isSame(theirs, seen) ? value : theirs
  return { shown, touched, overtaken: touched && !isSame(theirs, start) && !isSame(theirs, value) }
}

/** Settings that are edited beside others who may save them first: nothing that was chosen is lost by that. Plain data. */
export function useFollowed<T extends object>(theirs: T) {
  const [state, setState] = useState<Followed<T>>({ start: theirs, value: theirs, seen: theirs })
  const { shown, touched, overtaken } = followedOf(state, theirs)
  const take = (value: T) => setState({ start: value, value, seen: theirs })
  return {
    value: shown,
    touched,
    overtaken,
    change: (some: Partial<T>) =>
      setState((now) => {
        const before = followedOf(now, theirs)
        const start = before.touched ? now.start : before.shown
        return { start, value: { ...before.shown, ...some }, seen: theirs }
      }),
    /** They are saved, as this. */
    saved: take,
    takeTheirs: () => take(theirs),
    keepMine: () => setState({ ...state, start: theirs, seen: theirs }),
  }
}
