/**
 * What is believed of each channel after the results that came: Bayes, on logarithms.
 *
 * A post's count x is taken as y = ln(1 + x), because results of posts are many small ones and few large ones, and a mean would
 * tell of the largest alone. y is normal with mean and variance of its own on each channel; the prior says nothing of the mean,
 * and of the variance as much as two posts would, from all channels together. What is believed of a mean is then Student's t.
 * A typical result is e^mean − 1. What a channel brings for a post, over many, is more: e^(mean + variance/2) − 1, because few
 * posts bring much of it. By that it is judged which is best and what a choice gives up (`givenUp`): in posts, clicks or whatever
 * is counted, not in their logarithms. Drawn with the same seed always.
 */

export type Belief = {
  /** 80 %: of a typical post. */
  typical: { low: number; mid: number; high: number }
  best: number
  loss: number
  risk: number
}

const usualDraws = 4000
const priorPosts = 2
/** Where all results are the same number, some spread is left. */
const leastVariance = 0.01

/** Null where a channel has fewer than two results: nothing can be compared then. */
export function beliefs(
  results: readonly (readonly number[])[],
  care: number,
  draws = usualDraws,
): Belief[] | null {
  if (results.length === 0 || results.some(({ length }) => length < 2)) return null
  const logs = results.map((list) => list.map((value) => Math.log1p(Math.max(0, value))))
  const means = logs.map(mean)
  const squares = logs.map((list, i) => list.reduce((sum, y) => sum + (y - (means[i] ?? 0)) ** 2, 0))
  const degrees = logs.reduce((sum, { length }) => sum + length - 1, 0)
  const pooled = Math.max(leastVariance, squares.reduce((a, b) => a + b, 0) / degrees)
  const chance = chanceOf(seedOf(results))
  const drawn = logs.map((list, i) => {
    const [typical, brings] = [new Float64Array(draws), new Float64Array(draws)]
    const df = list.length - 1 + priorPosts
    const sum = priorPosts * pooled + (squares[i] ?? 0)
    for (let d = 0; d < draws; d++) {
      const variance = sum / chance.chiSquared(df)
      const middle = (means[i] ?? 0) + Math.sqrt(variance / list.length) * chance.normal()
      typical[d] = middle
      brings[d] = Math.max(0, Math.expm1(middle + variance / 2))
    }
    return { typical, brings }
  })
  const best = new Array<number>(logs.length).fill(0)
  const loss = new Array<number>(logs.length).fill(0)
  const risk = new Array<number>(logs.length).fill(0)
  for (let d = 0; d < draws; d++) {
    let top = 0
    for (let i = 1; i < drawn.length; i++) if (at(drawn, i, d) > at(drawn, top, d)) top = i
    best[top] = (best[top] ?? 0) + 1
    for (let i = 0; i < drawn.length; i++) {
      const given = givenUp(at(drawn, i, d), at(drawn, top, d))
      loss[i] = (loss[i] ?? 0) + given
      if (given > care) risk[i] = (risk[i] ?? 0) + 1
    }
  }
  return drawn.map(({ typical }, i) => {
    const sorted = typical.toSorted()
    const quantile = (share: number) => Math.max(0, Math.expm1(sorted[Math.floor(share * (draws - 1))] ?? 0))
    return {
      typical: { low: quantile(0.1), mid: Math.max(0, Math.expm1(means[i] ?? 0)), high: quantile(0.9) },
      best: (best[i] ?? 0) / draws,
      loss: (loss[i] ?? 0) / draws,
      risk: (risk[i] ?? 0) / draws,
    }
  })
}

/** The share of what the best brings that is given up with another. Where nothing brings anything, nothing is. */
const givenUp = (brings: number, most: number): number => (most > 0 ? 1 - brings / most : 0)

type Drawn = readonly { brings: Float64Array }[]
const at = (drawn: Drawn, i: number, d: number): number => drawn[i]?.brings[d] ?? 0
const mean = (list: readonly number[]): number => list.reduce((sum, y) => sum + y, 0) / list.length

/** The same results give the same answer. */
function seedOf(results: readonly (readonly number[])[]): number {
  let seed = 0x9e3779b9
  for (const list of results)
    for (const value of [...list, -1])
      seed = Math.imul(seed ^ Math.round(value * 64), 0x85ebca6b) ^ (seed >>> 13)
  return seed | 0
}

/** Mulberry32, and what is made of it. */
function chanceOf(seed: number): { normal(): number; chiSquared(df: number): number } {
  let state = seed
  const even = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const normal = () => Math.sqrt(-2 * Math.log(even() + 1e-12)) * Math.cos(2 * Math.PI * even())
  /** Marsaglia and Tsang's way to a gamma of shape ≥ 1. */
  const gamma = (shape: number): number => {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(even() + 1e-300) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  return { normal, chiSquared: (df) => 2 * gamma(df / 2) }
}
