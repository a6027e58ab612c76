/** Chance that is the same for the same seed. Not for secrets. */
export type Chance = {
  /** Evenly from 0 up to 1. */
  even(): number
  normal(): number
  /** How many of something that happens `mean` times on average. */
  count(mean: number): number
  pick<T>(from: readonly [T, ...T[]]): T
}

/** Mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0
  const even = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const normal = () => Math.sqrt(-2 * Math.log(even() + 1e-12)) * Math.cos(2 * Math.PI * even())
  return {
    even,
    normal,
    count(mean) {
      if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      const limit = Math.exp(-mean)
      let n = 0
      for (let product = even(); product > limit; product *= even()) n++
      return n
    },
    pick: (from) => from[Math.floor(even() * from.length)] ?? from[0],
  }
}
