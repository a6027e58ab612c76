/**
 * Does the 80 % interval of a goal's forecast hold the truth in four cases of five?
 * Series of known making are continued past the day on which the forecast is made, and the forecast is held against what came.
 * The makings are those that the method claims (level and trend with chance), and some it does not: counts, weekly rhythm, bursts.
 */

import { fitTrend } from '../src/modules/plan/goals/forecast.ts'
import { type Figure, round } from './frame/figure.ts'

type Making = {
  name: string
  grain: number
  /** Values that make up the number: one day, or the last four weeks. */
  span: number
  /** What one of them is; days may have a rhythm of the week. */
  of: 'day' | 'week'
  /** Whether it has a rhythm of the week that can be told. */
  seasonal?: true
  /** Lengths of the past and steps ahead. */
  cases: readonly [past: number, ahead: number][]
  make(chance: Chance, n: number): number[]
  /** Which days of the past are not known. */
  isMissing?(chance: Chance, past: number): (day: number) => boolean
}

/** `loss`: what a wrong forecast costs (pinball loss of the 10, 50 and 90 % quantiles); `width` of the interval. Both are means, in units of the series' own steps. */
export type Coverage = {
  name: string
  seasonal: boolean
  inside: number
  of: number
  loss: number
  width: number
}

const days: Making['cases'] = [
  [21, 14],
  [30, 30],
  [90, 30],
  [90, 90],
  [180, 60],
]
/** Near ones too: what a rhythm can tell, it tells of the next days. */
const seasonalDays: Making['cases'] = [
  [30, 4],
  [60, 10],
  [90, 3],
  [90, 30],
  [180, 5],
  [180, 60],
]
const weeks: Making['cases'] = [
  [8, 4],
  [16, 8],
  [26, 12],
  [52, 13],
]

const makings: readonly Making[] = [
  {
    name: 'a straight line under noise',
    grain: 0.001,
    span: 1,
    of: 'day',
    cases: days,
    make(chance, n) {
      const slope = chance.normal()
      const noise = 1 + 3 * chance.even()
      return many(n, (i) => 100 + slope * i + noise * chance.normal())
    },
  },
  {
    name: 'a walk with drift',
    grain: 1,
    span: 1,
    of: 'day',
    cases: days,
    make(chance, n) {
      const drift = 5 * chance.normal()
      const width = 1 + 5 * chance.even()
      let level = 1000
      return many(n, () => {
        level += drift + width * chance.normal()
        return Math.round(level)
      })
    },
  },
  {
    name: 'level and trend that both wander',
    grain: 0.001,
    span: 1,
    of: 'day',
    cases: days,
    make(chance, n) {
      const [ofLevel, ofSlope, noise] = [
        1 + 3 * chance.even(),
        10 ** (-3 + 2 * chance.even()),
        3 * chance.even(),
      ]
      let [level, slope] = [1000, chance.normal()]
      return many(n, () => {
        level += slope + ofLevel * chance.normal()
        slope += ofSlope * chance.normal()
        return level + noise * chance.normal()
      })
    },
  },
  {
    name: 'followers that come and go, with a week’s rhythm',
    grain: 1,
    span: 1,
    of: 'day',
    cases: days,
    make(chance, n) {
      const rate = 0.5 + 20 * chance.even()
      const rhythm = 0.4 * chance.even()
      let level = 800 + 3000 * chance.even()
      return many(n, (i) => {
        const come = chance.count(rate * (1 + rhythm * Math.sin((i * 2 * Math.PI) / 7)))
        level = Math.round(level + come - chance.count(rate * 0.3))
        return level
      })
    },
  },
  {
    name: 'followers with bursts',
    grain: 1,
    span: 1,
    of: 'day',
    cases: days,
    make(chance, n) {
      const rate = 1 + 10 * chance.even()
      let level = 2000
      return many(n, () => {
        level += chance.count(rate * (chance.even() < 0.04 ? 6 : 0.8))
        return level
      })
    },
  },
  {
    name: 'followers whose growth itself changes',
    grain: 1,
    span: 1,
    of: 'day',
    cases: days,
    make(chance, n) {
      let growth = Math.log(5 + 10 * chance.even())
      let level = 2000
      return many(n, () => {
        growth += 0.02 * chance.normal()
        level += chance.count(Math.exp(growth))
        return level
      })
    },
  },
  {
    name: 'a weekly rate',
    grain: 1e-6,
    span: 4,
    of: 'week',
    cases: weeks,
    make(chance, n) {
      const [noise, width] = [0.002 + 0.006 * chance.even(), 0.0005 * chance.even()]
      let level = 0.03
      return many(n, () => {
        level += width * chance.normal()
        return level + noise * chance.normal()
      })
    },
  },
  {
    name: 'weekly counts that grow',
    grain: 1,
    span: 4,
    of: 'week',
    cases: weeks,
    make(chance, n) {
      const growth = 1 + 0.01 * chance.normal()
      const uneven = 0.1 + 0.3 * chance.even()
      let rate = 50 + 200 * chance.even()
      return many(n, () => {
        rate *= growth
        return chance.count(rate * Math.exp(uneven * chance.normal() - uneven ** 2 / 2))
      })
    },
  },
  {
    name: 'a rhythm of the week under noise',
    grain: 0.001,
    span: 1,
    of: 'day',
    seasonal: true,
    cases: seasonalDays,
    make(chance, n) {
      const slope = 0.5 * chance.normal()
      const heights = many(7, () => (1 + 2 * chance.even()) * chance.normal())
      return many(n, (i) => 500 + slope * i + (heights[i % 7] ?? 0) + chance.normal())
    },
  },
  {
    name: 'followers who come by the day of the week',
    grain: 1,
    span: 1,
    of: 'day',
    seasonal: true,
    cases: seasonalDays,
    make(chance, n) {
      const rate = 5 + 30 * chance.even()
      const weekend = 0.2 + 2.3 * chance.even()
      let level = 3000
      return many(n, (i) => {
        level += chance.count(rate * (i % 7 > 4 ? weekend : 1)) - chance.count(rate * 0.2)
        return level
      })
    },
  },
  {
    name: 'a rhythm of the week with a sudden jump and days that are not known',
    grain: 1,
    span: 1,
    of: 'day',
    seasonal: true,
    cases: seasonalDays,
    make(chance, n) {
      const rate = 5 + 30 * chance.even()
      const heights = many(7, () => Math.exp(0.8 * chance.normal()))
      const jump = Math.floor(n * chance.even())
      let level = 3000
      return many(n, (i) => {
        level += chance.count(rate * (heights[i % 7] ?? 1)) + (i === jump ? rate * 15 : 0)
        return Math.round(level)
      })
    },
    isMissing: gaps,
  },
  {
    name: 'followers with sudden jumps',
    grain: 1,
    span: 1,
    of: 'day',
    cases: days,
    make(chance, n) {
      const rate = 3 + 20 * chance.even()
      let level = 3000
      return many(n, () => {
        level += chance.count(rate) + (chance.even() < 0.01 ? Math.round(rate * (5 + 20 * chance.even())) : 0)
        return level
      })
    },
  },
  {
    name: 'followers with days that are not known',
    grain: 1,
    span: 1,
    of: 'day',
    cases: days,
    make(chance, n) {
      const rate = 1 + 20 * chance.even()
      let level = 1000
      return many(n, () => {
        level += chance.count(rate)
        return level
      })
    },
    isMissing: gaps,
  },
]

/** One day in five is not known, and of longer pasts a whole week. */
function gaps(chance: Chance, past: number): (day: number) => boolean {
  const week = past < 60 ? past : Math.floor(chance.even() * (past - 8))
  const lost = new Set(many(past, (day) => (chance.even() < 0.2 ? day : -1)))
  return (day) => (lost.has(day) && day > 0 && day < past - 1) || (day >= week && day < week + 7 && day > 1)
}

/** How often the truth lay inside, for each making; `rounds` series for each length. Same seed, same answer. `flat`: as it would be without the rhythm. */
export function measureCoverage(rounds: number, { seed = 12345, flat = false } = {}): Coverage[] {
  return makings.map(({ name, cases, make, grain, span, of, seasonal, isMissing }) => {
    const chance = chanceOf(seed)
    const found = { inside: 0, of: 0, loss: 0, width: 0 }
    for (const [past, ahead] of cases)
      for (let round = 0; round < rounds; round++) {
        const series = make(chance, past + ahead)
        const isGone = isMissing?.(chance, past)
        const known = series.slice(0, past).map((value, day) => (isGone?.(day) ? null : value))
        const forecast = fitTrend(known, grain, 4, flat ? 'week' : of)?.ahead(ahead, span)
        if (!forecast) continue
        const truth = mean(series.slice(-span))
        const unit = stepOf(series)
        const { low, median, high } = forecast
        found.of++
        if (truth >= low && truth <= high) found.inside++
        found.width += (high - low) / unit
        found.loss +=
          (pinball(low, truth, 0.1) + pinball(median, truth, 0.5) + pinball(high, truth, 0.9)) / 3 / unit
      }
    return {
      ...{ name, seasonal: seasonal ?? false, inside: found.inside, of: found.of },
      ...{ loss: found.loss / found.of, width: found.width / found.of },
    }
  })
}

const pinball = (said: number, truth: number, share: number): number =>
  truth >= said ? share * (truth - said) : (1 - share) * (said - truth)

/** How much a series changes from one value to the next, so that large ones do not drown small ones. */
const stepOf = (series: readonly number[]): number =>
  Math.max(1e-9, mean(series.slice(1).map((value, i) => Math.abs(value - (series[i] ?? 0)))))

export const share = (list: readonly Coverage[]): number =>
  list.reduce((sum, one) => sum + one.inside, 0) / list.reduce((sum, one) => sum + one.of, 0)

type Chance = { even(): number; normal(): number; count(mean: number): number }

/** Mulberry32, and what is made of it. */
function chanceOf(seed: number): Chance {
  let state = seed
  const even = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const normal = () => Math.sqrt(-2 * Math.log(even() + 1e-12)) * Math.cos(2 * Math.PI * even())
  const count = (rate: number) => {
    if (rate > 50) return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal()))
    const limit = Math.exp(-rate)
    let n = 0
    for (let product = even(); product > limit; product *= even()) n++
    return n
  }
  return { even, normal, count }
}

const many = (n: number, make: (i: number) => number): number[] =>
  Array.from({ length: n }, (_, i) => make(i))
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

export const names = ['forecast-coverage-80', 'forecast-coverage-80-weekly', 'forecast-rhythm-gain'] as const

const rounds = 500

/** How much less wrong forecasts cost with the rhythm than without it, and how much narrower the interval is; in parts of one. */
export function gainOf(
  list: readonly Coverage[],
  without: readonly Coverage[],
): { loss: number; width: number } {
  const gain = (of: 'loss' | 'width') =>
    1 - mean(list.map((one, i) => one[of] / (without[i]?.[of] ?? one[of])))
  return { loss: gain('loss'), width: gain('width') }
}

export async function run(): Promise<Figure[]> {
  const list = measureCoverage(rounds)
  const without = measureCoverage(rounds, { flat: true })
  const percent = ({ inside, of }: Coverage) => round((100 * inside) / of)
  const each = (some: readonly Coverage[]) => some.map((one) => `${one.name} ${percent(one)} %`).join(', ')
  const weekly = list.filter(({ seasonal }) => seasonal)
  const of = (yes: boolean) => {
    const is = ({ seasonal }: Coverage) => seasonal === yes
    const { loss, width } = gainOf(list.filter(is), without.filter(is))
    return { loss: round(100 * loss), width: round(100 * width) }
  }
  const [gain, elsewhere] = [of(true), of(false)]
  const detail = weekly.map((one) => {
    const twin = without.find(({ name }) => name === one.name) ?? one
    return `${one.name}: loss ${round(twin.loss)} → ${round(one.loss)}, width ${round(twin.width)} → ${round(one.width)}, inside ${percent(twin)} → ${percent(one)} %`
  })
  return [
    {
      name: 'forecast-coverage-80',
      value: round(100 * share(list)),
      unit: '%',
      target: 75,
      better: 'more',
      most: 85,
      peer: null,
      how: `How often the truth lies in the 80 % interval, in ${list.reduce((sum, { of }) => sum + of, 0)} forecasts of series whose making is known, ${rounds} for each length of the past: ${each(list)}.`,
    },
    {
      name: 'forecast-coverage-80-weekly',
      value: round(100 * share(weekly)),
      unit: '%',
      target: 75,
      better: 'more',
      most: 85,
      peer: null,
      how: `The same of those that have a rhythm of the week: ${each(weekly)}.`,
    },
    {
      name: 'forecast-rhythm-gain',
      value: gain.loss,
      unit: '%',
      target: 3,
      better: 'more',
      peer: null,
      how: `How much less a wrong forecast costs (pinball loss at 10, 50 and 90 %) where the week has a rhythm; intervals are ${gain.width} % narrower. Elsewhere it gains ${elsewhere.loss} %, and ${elsewhere.width} % of width. ${detail.join('; ')}.`,
    },
  ]
}
