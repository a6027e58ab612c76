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
  /** Lengths of the past and steps ahead. */
  cases: readonly [past: number, ahead: number][]
  make(chance: Chance, n: number): number[]
}

export type Coverage = { name: string; inside: number; of: number }

const days: Making['cases'] = [
  [21, 14],
  [30, 30],
  [90, 30],
  [90, 90],
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
]

/** How often the truth lay inside, for each making; `rounds` series for each length. Same seed, same answer. */
export function measureCoverage(rounds: number, seed = 12345): Coverage[] {
  const chance = chanceOf(seed)
  return makings.map(({ name, cases, make, grain, span }) => {
    let inside = 0
    for (const [past, ahead] of cases)
      for (let round = 0; round < rounds; round++) {
        const series = make(chance, past + ahead)
        const forecast = fitTrend(series.slice(0, past), grain, 4)?.ahead(ahead, span)
        const truth = mean(series.slice(-span))
        if (forecast && truth >= forecast.low && truth <= forecast.high) inside++
      }
    return { name, inside, of: rounds * cases.length }
  })
}

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

export const names = ['forecast-coverage-80'] as const

const rounds = 500

export async function run(): Promise<Figure[]> {
  const list = measureCoverage(rounds)
  const percent = ({ inside, of }: Coverage) => round((100 * inside) / of)
  const each = list.map((one) => `${one.name} ${percent(one)} %`).join(', ')
  return [
    {
      name: 'forecast-coverage-80',
      value: round(100 * share(list)),
      unit: '%',
      target: 75,
      better: 'more',
      most: 85,
      peer: null,
      how: `How often the truth lies in the 80 % interval, in ${list.reduce((sum, { of }) => sum + of, 0)} forecasts of series whose making is known, ${rounds} for each length of the past: ${each}.`,
    },
  ]
}
