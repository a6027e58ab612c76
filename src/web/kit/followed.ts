import { useState } from 'react'

export type Followed<T> = {
  /** What somebody began from. */
  start: T
  value: T
  /** What was kept when they last did something. */
  seen: T
  /** What is known as theirs from before one's own was saved, until it is read anew. */
  stale?: T
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * What is shown in a form of something that others may change, too: theirs as long as nothing was touched, else one's own; and
 * whether theirs has become another one meanwhile.
 */
export function followedOf<T>({ start, value, seen, stale }: Followed<T>, theirs: T) {
  const touched = !isSame(start, value)
  const shown = touched || isSame(theirs, seen) ? value : theirs
  const isOther = ![start, value, stale].some((one) => isSame(theirs, one))
  return { shown, touched, overtaken: touched && isOther }
}

/** After `sent` was saved as `answer`: what somebody chose while it was on its way stays chosen. */
export function savedOf<T extends object>(now: Followed<T>, sent: T, answer: T, theirs: T): Followed<T> {
  const known: Partial<T> = sent
  const since = Object.entries(followedOf(now, theirs).shown).filter(
    ([name, one]) => !isSame(one, known[name as keyof T]),
  )
  const next = { ...answer, ...Object.fromEntries(since) }
  return { start: answer, value: next, seen: theirs, stale: theirs }
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
        const { stale } = now
        const still = stale !== undefined && isSame(stale, theirs)
        return { start, value: { ...before.shown, ...some }, seen: theirs, ...(still && { stale }) }
      }),
    /** What was sent is saved, as this. */
    saved: (sent: T, answer: T) => setState((now) => savedOf(now, sent, answer, theirs)),
    takeTheirs: () => take(theirs),
    keepMine: () => setState({ ...state, start: theirs, seen: theirs }),
  }
}
