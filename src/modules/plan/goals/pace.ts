/**
 * Whether so many posts will be out, or planned, by a day: made of what is scheduled and of the pace of the last weeks.
 *
 * Of each week to come it is expected what is scheduled, or what a week usually brings, whichever is more: what is scheduled is
 * a part of the pace, and later weeks are seldom full yet. What is scheduled goes out as often as it did lately; a usual week
 * scatters as the last ones did (negative binomial), and its mean is not known better than from so many weeks.
 */
import { addDays, type Day, daysBetween } from '../../measure/numbers/index.ts'
import type { Interval } from './contract.ts'

/** Fewer whole weeks do not tell a pace. */
export const leastWeeks = 4
/** It is not looked farther ahead than so many times the weeks that are known. */
const farthest = 4
/** A day is promised no later than so many weeks ahead. */
const latest = 104

export type PaceFacts = {
  today: Day
  deadline: Day
  /** So many are there already. */
  value: number
  /** What the last whole weeks brought, since there was anything. */
  weeks: readonly number[]
  /** How many are scheduled on which day, from today on. */
  scheduled: ReadonlyMap<Day, number>
  /** Of those that were due lately: how many went out. */
  kept: { out: number; of: number }
}

export type PaceAhead = {
  chance(target: number): number | null
  outlook: Interval | null
  reaches(target: number): Day | null
  madeOf: { perWeek: number | null; weeks: number; scheduled: number; kept: number }
}

export function paceAhead(facts: PaceFacts): PaceAhead {
  const { today, deadline, value, weeks, scheduled } = facts
  // As if twenty had been due before, and one had failed: a few do not tell how sure one may be.
  const kept = (facts.kept.out + 19) / (facts.kept.of + 20)
  const known = weeks.length >= leastWeeks ? weeks : []
  const days = Math.max(0, daysBetween(today, deadline))
  const chunks = chunksOf(today, days, scheduled)
  const isFar = days > farthest * weeks.length * 7
  const rates = known.length === 0 || isFar ? null : ratesOf(known)
  const { atLeast, at } = sumOf(chunks, kept, rates ?? [0], dispersionOf(known))
  const isSaid = [...scheduled.values()].reduce((all, one) => all + one, 0)
  return {
    chance(target) {
      const need = Math.ceil(target - value)
      // Without a pace one can tell of what is scheduled alone, and only when it is enough.
      return rates === null && need > isSaid ? null : Math.min(1, atLeast(need))
    },
    outlook: rates === null ? null : { median: value + at(0.5), low: value + at(0.1), high: value + at(0.9) },
    reaches: (target) =>
      reachedOn(target - value, { today, scheduled, rates: known.length > 0 ? meanOf(known) : null }),
    madeOf: {
      perWeek: known.length > 0 ? meanOf(known) : null,
      weeks: weeks.length,
      scheduled: isSaid,
      kept,
    },
  }
}

type Chunk = { scheduled: number; share: number }

/** The weeks from today to the deadline, the last perhaps shorter; today is in the first. */
function chunksOf(today: Day, days: number, scheduled: ReadonlyMap<Day, number>): Chunk[] {
  const count = Math.max(1, Math.ceil(days / 7))
  const chunks = Array.from(
    { length: count },
    (_, place): Chunk => ({
      scheduled: 0,
      share: Math.min(7, Math.max(0, days - 7 * place)) / 7,
    }),
  )
  for (const [day, posts] of scheduled) {
    const after = daysBetween(today, day)
    if (after < 0 || after > days) continue
    const chunk = chunks[Math.max(0, Math.ceil(after / 7) - 1)]
    if (chunk) chunk.scheduled += posts
  }
  return chunks
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length

/** How much more than chance the weeks scatter; 1 for plain chance. */
function dispersionOf(weeks: readonly number[]): number {
  const mean = meanOf(weeks)
  if (weeks.length < 2 || mean === 0) return 1
  const variance = weeks.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (weeks.length - 1)
  return Math.min(6, Math.max(1, variance / mean))
}

const steps = 12

/** What a usual week may be in the mean: a dozen values, each as likely (gamma, by Wilson and Hilferty). */
function ratesOf(weeks: readonly number[]): number[] {
  const scatter = dispersionOf(weeks)
  const shape = (meanOf(weeks) * weeks.length + 0.5) / scatter
  const scale = scatter / weeks.length
  return Array.from({ length: steps }, (_, i) => {
    const z = normalAt((i + 0.5) / steps)
    return scale * shape * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3
  })
}

/** More than so many are not reckoned one by one: sums of that many weeks and posts lie close to the normal curve. */
const mostCounted = 300

/** How many posts come in all. */
type Sum = {
  /** How likely it is that so many come, or more. */
  atLeast(need: number): number
  /** So many come with this chance, or fewer. */
  at(share: number): number
}

function sumOf(chunks: readonly Chunk[], kept: number, rates: readonly number[], scatter: number): Sum {
  const highest = Math.max(...rates)
  const expected = chunks.reduce((all, { scheduled, share }) => all + Math.max(scheduled, highest * share), 0)
  const each = rates.map((rate) => weeksAt(chunks, kept, rate, scatter))
  return expected <= mostCounted ? counted(each) : smooth(each)
}

/** Of each week how likely each number of posts is; weeks that are alike are reckoned once. */
function weeksAt(chunks: readonly Chunk[], kept: number, rate: number, scatter: number): number[][] {
  const known = new Map<string, number[]>()
  return chunks.map(({ scheduled, share }) => {
    const name = `${scheduled} ${share}`
    const week = known.get(name) ?? larger(goingOut(scheduled, kept), usual(rate * share, scatter))
    known.set(name, week)
    return week
  })
}

function counted(each: readonly (readonly number[][])[]): Sum {
  const whole: number[] = []
  for (const weeks of each)
    weeks
      .reduce((sum, week) => added(sum, week), [1])
      .forEach((chance, posts) => {
        whole[posts] = (whole[posts] ?? 0) + chance / each.length
      })
  const sum = Array.from(whole, (chance) => chance ?? 0)
  return {
    atLeast: (need) => (need <= 0 ? 1 : sum.slice(need).reduce((all, one) => all + one, 0)),
    at(share) {
      let below = 0
      const found = sum.findIndex((chance) => {
        below += chance
        return below >= share
      })
      return found < 0 ? sum.length - 1 : found
    },
  }
}

function smooth(each: readonly (readonly number[][])[]): Sum {
  const curves = each.map((weeks) => {
    const [mean, variance] = weeks
      .map(momentsOf)
      .reduce(([m, v], [mean, spread]) => [m + mean, v + spread], [0, 0])
    return { mean, deviation: Math.sqrt(Math.max(variance, 1e-9)) }
  })
  const atLeast = (need: number) =>
    need <= 0
      ? 1
      : curves.reduce((all, { mean, deviation }) => all + above((need - 0.5 - mean) / deviation), 0) /
        curves.length
  return {
    atLeast,
    at(share) {
      let [low, high] = [0, Math.ceil(Math.max(...curves.map(({ mean, deviation }) => mean + 8 * deviation)))]
      while (low < high) {
        const middle = Math.floor((low + high) / 2)
        if (1 - atLeast(middle + 1) >= share) high = middle
        else low = middle + 1
      }
      return low
    },
  }
}

function momentsOf(week: readonly number[]): [mean: number, variance: number] {
  let [mean, square] = [0, 0]
  week.forEach((chance, posts) => {
    mean += chance * posts
    square += chance * posts * posts
  })
  return [mean, square - mean * mean]
}

/** How much of the normal curve lies above. Abramowitz and Stegun 26.2.17; within 0.0000001. */
function above(z: number): number {
  if (z < 0) return 1 - above(-z)
  const t = 1 / (1 + 0.2316419 * z)
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
}

function added(a: readonly number[], b: readonly number[]): number[] {
  const sum = new Array<number>(a.length + b.length - 1).fill(0)
  a.forEach((one, i) => {
    if (one < 1e-12) return
    b.forEach((other, j) => {
      sum[i + j] = (sum[i + j] ?? 0) + one * other
    })
  })
  return sum
}

/** Of the larger of two numbers. */
function larger(a: readonly number[], b: readonly number[]): number[] {
  let [belowA, belowB, before] = [0, 0, 0]
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    belowA += a[i] ?? 0
    belowB += b[i] ?? 0
    const below = belowA * belowB
    const chance = below - before
    before = below
    return Math.max(0, chance)
  })
}

function goingOut(scheduled: number, kept: number): number[] {
  let chances = [1]
  // Of so many in one week hardly any doubt is left.
  if (scheduled > 500) return [...new Array<number>(Math.round(scheduled * kept)).fill(0), 1]
  for (let i = 0; i < scheduled; i++)
    chances = Array.from(
      { length: chances.length + 1 },
      (_, k) => (chances[k] ?? 0) * (1 - kept) + (chances[k - 1] ?? 0) * kept,
    )
  return chances
}

/** Negative binomial with this mean, scattered so many times as much as plain chance. */
function usual(mean: number, scatter: number): number[] {
  if (mean <= 0) return [1]
  const extra = Math.max(scatter, 1.001)
  const size = mean / (extra - 1)
  const share = 1 - 1 / extra
  const most = Math.ceil(mean + 8 * Math.sqrt(mean * extra) + 8)
  let log = -size * Math.log(extra)
  const chances = [Math.exp(log)]
  for (let k = 1; k <= Math.min(most, 20_000); k++) {
    log += Math.log((size + k - 1) / k) + Math.log(share)
    chances.push(Math.exp(log))
  }
  const sum = chances.reduce((a, b) => a + b, 0)
  return chances.map((chance) => chance / sum)
}

/** The day of the post that makes it whole: of a scheduled one, or by the pace, whichever is sooner. */
function reachedOn(
  need: number,
  { today, scheduled, rates }: { today: Day; scheduled: ReadonlyMap<Day, number>; rates: number | null },
): Day | null {
  if (need <= 0) return null
  let posts = 0
  const firm = [...scheduled]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .find(([, count]) => {
      posts += count
      return posts >= need
    })
  const days = rates === null || rates <= 0 ? Number.POSITIVE_INFINITY : Math.ceil((7 * need) / rates)
  const paced = days <= latest * 7 ? addDays(today, days) : null
  const found = [firm?.[0], paced].filter((day) => day != null).sort()
  return found[0] ?? null
}

/** Abramowitz and Stegun 26.2.23; within 0.0005. */
function normalAt(share: number): number {
  const tail = Math.min(share, 1 - share)
  const t = Math.sqrt(-2 * Math.log(tail))
  const z =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t ** 2) / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3)
  return share < 0.5 ? -z : z
}
