/** Same number, same chances (Mulberry32). */
export type Chance = {
  even(): number
  upTo(n: number): number
  is(share: number): boolean
  one<T>(list: readonly T[]): T
  /** Around a middle, by a factor; long to the right, as followers are. */
  wide(middle: number, spread: number): number
}

export function chanceOf(seed: number): Chance {
  let state = seed
  const even = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const upTo = (n: number) => Math.floor(even() * n)
  const normal = () => Math.sqrt(-2 * Math.log(even() + 1e-12)) * Math.cos(2 * Math.PI * even())
  return {
    even,
    upTo,
    is: (share) => even() < share,
    one: (list) => {
      const found = list[upTo(list.length)]
      if (found === undefined) throw new Error('Nothing to choose from')
      return found
    },
    wide: (middle, spread) => Math.max(0, Math.round(middle * Math.exp(spread * normal()))),
  }
}
