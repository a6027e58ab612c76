/**
 * Where a number will be, and how sure that is.
 *
 * Method: local level and trend (structural time series). The level moves by the slope and by chance, the slope changes by
 * chance, and each value is seen with noise; days may have a rhythm of the week beside it, and single steps jump. How strong the chances are, and
 * the rhythm, is not known: a grid of ratios is weighed by how well each explains the series (Kalman filter; the common
 * scale integrated out, which gives Student's t), and the forecast is the mixture. Days without a value are passed over.
 * Harvey, Forecasting, Structural Time Series Models and the Kalman Filter (1989), chapters 2–4; De Jong, The diffuse Kalman
 * filter (1991), for the rhythm beside it.
 */
import { doubtAhead, type Filtered, filter, type Line, type Ratios, reachOf } from './filter.ts'
import { findJumps, jumpWidth } from './jumps.ts'
import { flat, type Rhythm, rhythmOf, tellsWeek, tried, wavesAt } from './season.ts'

export type Forecast = {
  median: number
  /** The interval holds the true value four times in five. */
  low: number
  high: number
  /** Probability of ending at `x` or above. */
  chanceOfAtLeast(x: number): number
}

export type Fit = {
  /** The mean of the `span` values that end `steps` after the last one of the series; `span` 1 is that value itself. */
  ahead(steps: number, span?: number): Forecast
  /** The straight line that the forecast's middle follows: its height at the last value, and its rise per step. */
  line: { level: number; slope: number }
  /** How likely it is that the week has a rhythm; null where there is too little to tell one. */
  rhythm: number | null
}

/** One way to explain the series: these chances, and a rhythm so wide. */
type Explained = {
  ratios: Ratios
  filtered: Filtered
  rhythm: Rhythm
  waves: boolean
  weight: number
  scale: number
}

/** Which chances are tried, and how likely each is held before a series is seen: steady trends and pure noise more than wild slopes. */
const noiseShares = [
  [0, 2],
  [0.1, 1],
  [0.5, 0.7],
  [0.9, 0.5],
  [0.99, 0.5],
  [0.999, 1],
  [1, 14],
] as const
const slopeShares = [
  [0, 5],
  [1e-6, 0.5],
  [1e-5, 0.5],
  [1e-4, 1],
  [1e-3, 1.5],
  [1e-2, 1.5],
  [1e-1, 0.5],
] as const

const grid: readonly (Ratios & { prior: number })[] = noiseShares.flatMap(([noise, ofNoise]) =>
  slopeShares.map(([slope, ofSlope]) => ({ noise, level: 1 - noise, slope, prior: ofNoise * ofSlope })),
)

/**
 * Learns from values at equal steps, oldest first, null where nothing is known. Answers null when fewer than `least` values are known.
 * `grain` is the step in which the number can change at all (1 for counts): nothing is known more precisely. `of` days a
 * rhythm of the week is looked for, once they are enough to tell it.
 */
export function fitTrend(
  values: readonly (number | null)[],
  grain: number,
  least: number,
  of: 'day' | 'week' = 'week',
): Fit | null {
  const known = values.filter((value) => value !== null)
  if (known.length < Math.max(least, 4)) return null
  const n = known.length - 2
  const weekly = of === 'day' && tellsWeek(values)
  const beside: Beside = { weekly, jumps: of === 'day' ? findJumps(values, grain, weekly) : [] }
  const parts = explain(values, beside, { n, floor: (n * grain ** 2) / 12 })
  const lines = parts.map((part) => ({ weight: part.weight, ...lineOf(part, beside, values.length) }))
  const middle = (of: keyof Line) => lines.reduce((all, line) => all + line.weight * line[of], 0)
  return {
    ahead: (steps, span = 1) => mix(parts, values, { steps, span, n, beside }),
    line: { level: middle('level'), slope: middle('slope') },
    rhythm: weekly ? sumOf(parts.filter(({ waves }) => waves).map(({ weight }) => weight)) : null,
  }
}

/** What stands beside level and trend: the waves of the week, and where it jumped. */
type Beside = { weekly: boolean; jumps: readonly number[] }

const besideAt = ({ weekly, jumps }: Beside, at: number): number[] => [
  ...(weekly ? wavesAt(at) : []),
  ...jumps.map((jump) => (at >= jump ? 1 : 0)),
]

/** Every way that says something, with its weight. */
function explain(
  values: readonly (number | null)[],
  beside: Beside,
  { n, floor }: { n: number; floor: number },
): Explained[] {
  const rows = values.map((value, at) => (value === null ? null : [value, ...besideAt(beside, at)]))
  const scored = grid.flatMap(({ prior: ofRatios, ...ratios }) => {
    const filtered = filter(rows, ratios)
    return (beside.weekly ? tried : flat).map(({ waves, prior }) => {
      const rhythm = rhythmOf(filtered.products, [...waves, ...beside.jumps.map(() => jumpWidth)])
      const scale = rhythm.errors + floor
      const score =
        Math.log(ofRatios * prior) - (filtered.logF + rhythm.logWidth) / 2 - (n / 2) * Math.log(scale)
      return { ratios, filtered, rhythm, waves: waves.some((width) => width > 0), score, scale: scale / n }
    })
  })
  const best = Math.max(...scored.map(({ score }) => score))
  const heard = scored
    .map(({ score, ...one }) => ({ ...one, weight: Math.exp(score - best) }))
    .filter(({ weight }) => weight > 1e-3)
  const sum = sumOf(heard.map(({ weight }) => weight))
  return heard.map((one) => ({ ...one, weight: one.weight / sum }))
}

/** The line of the value, less what of it is rhythm; where it jumped it stands on its new height, and may jump again. */
function lineOf(
  { filtered: { lines }, rhythm: { heights } }: Explained,
  beside: Beside,
  length: number,
): Line {
  const [own = { level: 0, slope: 0 }, ...along] = lines
  const jumps = jumpsIn(heights, beside)
  const line = heights.reduce((rest, height, i) => {
    const stays = i >= heights.length - jumps.length ? 1 : 0
    return {
      level: rest.level + height * (stays - (along[i]?.level ?? 0)),
      slope: rest.slope - height * (along[i]?.slope ?? 0),
    }
  }, own)
  return { level: line.level, slope: line.slope + sumOf(jumps) / length }
}

const jumpsIn = (heights: readonly number[], { jumps }: Beside): readonly number[] =>
  heights.slice(heights.length - jumps.length)

type Normal = { weight: number; mean: number; deviation: number }

function mix(
  parts: readonly Explained[],
  values: readonly (number | null)[],
  { steps, span, n, beside }: { steps: number; span: number; n: number; beside: Beside },
): Forecast {
  const ahead = Math.min(span, steps)
  const behind = meanOf(values.slice(values.length - (span - ahead)))
  const share = behind === null ? 1 : ahead / span
  const base = behind === null ? 0 : behind * (1 - share)
  const normals = parts.map((part) => {
    const { mean, variance } = predict(part, beside, { length: values.length, steps, span: ahead })
    return {
      weight: part.weight,
      mean: base + share * mean,
      deviation: share * Math.sqrt(part.scale * variance),
    }
  })
  const below = (x: number) =>
    normals.reduce(
      (sum, { weight, mean, deviation }) => sum + weight * studentBelow((x - mean) / deviation, n),
      0,
    )
  return {
    median: quantile(normals, below, 0.5),
    low: quantile(normals, below, 0.1),
    high: quantile(normals, below, 0.9),
    chanceOfAtLeast: (x) => 1 - below(x),
  }
}

/** Mean and variance of the mean of the last `span` of `steps` values to come, after `length` that are past. */
function predict(
  { filtered, ratios, rhythm, scale }: Explained,
  beside: Beside,
  { length, steps, span }: { length: number; steps: number; span: number },
) {
  const reach = reachOf(steps, span)
  const [own = 0, ...along] = filtered.lines.map(({ level, slope }) => level + slope * reach)
  const last = length - 1 + steps
  const ahead = Array.from({ length: span }, (_, back) => besideAt(beside, last - back))
  // Where each will stand, against where the line alone would carry it.
  const apart = along.map((carried, i) => ahead.reduce((sum, one) => sum + (one[i] ?? 0), 0) / span - carried)
  // What jumped may jump again, as far and as often.
  const jumps = jumpsIn(rhythm.heights, beside)
  const level = ratios.level + sumOf(jumps.map((height) => height ** 2)) / (length * scale)
  const mean = rhythm.heights.reduce((sum, height, i) => sum + height * (apart[i] ?? 0), own)
  return {
    mean: mean + (sumOf(jumps) * reach) / length,
    variance: doubtAhead(filtered.doubt, { ...ratios, level }, steps, span) + rhythm.doubt(apart),
  }
}

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length
}

function quantile(normals: readonly Normal[], below: (x: number) => number, p: number): number {
  let low = Math.min(...normals.map(({ mean, deviation }) => mean - 20 * deviation))
  let high = Math.max(...normals.map(({ mean, deviation }) => mean + 20 * deviation))
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (below(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Student's t by way of the normal distribution; within 0.002 from 3 degrees of freedom on (Wallace 1959). */
function studentBelow(t: number, n: number): number {
  const z = Math.sign(t) * ((8 * n + 1) / (8 * n + 3)) * Math.sqrt(n * Math.log1p(t ** 2 / n))
  return normalBelow(z)
}

/** Abramowitz and Stegun 7.1.26; within 1e-7. */
function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
  const half = (poly * Math.exp(-(x ** 2))) / 2
  return z > 0 ? 1 - half : half
}
