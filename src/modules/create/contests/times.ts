const minute = 60_000

/** So long after the end posts are still read once more: what a network does not date counts when it is found by then. */
export const graceMs = 15 * minute

/** How often a post is read through; towards the end more often, so that little comes late. */
export const readEveryMs = 30 * minute
export const nearEndMs = 2 * 60 * minute
export const readNearEndMs = 10 * minute

/**
 * When a post that was read through is read again; null: never, the contest is over. What began before the end may have passed
 * by what came last, so another reading follows.
 */
export function nextReading(now: Date, endsAt: Date, began: Date | null): Date | null {
  const [at, end] = [now.getTime(), endsAt.getTime()]
  if (at >= end) return began && began < endsAt ? new Date(at + 1000) : null
  const every = end - at <= nearEndMs ? readNearEndMs : readEveryMs
  // The last reading begins a moment after the end.
  return new Date(Math.min(at + every, end + 1000))
}
