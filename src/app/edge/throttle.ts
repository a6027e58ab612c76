/** Both say how many seconds to wait, or 0 to go on. `look` counts nothing. */
export type Throttle = { take(who: string): number; look(who: string): number }

type Bucket = { tokens: number; at: number }

const mostKept = 20_000

/**
 * A token bucket each: `perMinute` at once, refilled evenly. It counts in this process alone, which is enough
 * against a runaway script; what must hold over all processes (sign-in) is counted in the database.
 */
export function createThrottle(perMinute: number, now: () => number = Date.now): Throttle {
  const buckets = new Map<string, Bucket>()
  const perMs = perMinute / 60_000
  const tokensOf = (who: string, at: number): number => {
    const old = buckets.get(who)
    return old ? Math.min(perMinute, old.tokens + Math.max(0, at - old.at) * perMs) : perMinute
  }
  const wait = (tokens: number): number => (tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs / 1000))
  return {
    look: (who) => wait(tokensOf(who, now())),
    take(who) {
      const at = now()
      const tokens = tokensOf(who, at)
      // Set anew so that the map stays sorted by last use and the longest unused goes first.
      buckets.delete(who)
      buckets.set(who, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      if (buckets.size > mostKept) forgetOldest(buckets)
      return wait(tokens)
    },
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next()
  if (!oldest.done) buckets.delete(oldest.value)
}
