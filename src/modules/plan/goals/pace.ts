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
  const sum = distribution(chunks, kept, rates ?? [0], dispersionOf(known))
  const atLeast = (need: number) => (need <= 0 ? 1 : sum.slice(need).reduce((all, one) => all + one, 0))
  const isSaid = [...scheduled.values()].reduce((all, one) => all + one, 0)
  return {
    chance(target) {
      const need = Math.ceil(target - value)
      // Without a pace one can tell of what is scheduled alone, and only when it is enough.
      return rates === null && need > isSaid ? null : Math.min(1, atLeast(need))
    },
    outlook: rates === null ? null : intervalOf(sum, value),
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

/** So many at most are reckoned one by one; a team that makes more has no doubt about its pace. */
const mostCounted = 3000

/** How likely each number of posts is, over all that a usual week may be. */
function distribution(
  chunks: readonly Chunk[],
  kept: number,
  rates: readonly number[],
  scatter: number,
): number[] {
  const whole: number[] = []
  for (const rate of rates) {
    let sum = [1]
    for (const { scheduled, share } of chunks)
      sum = added(sum, larger(goingOut(scheduled, kept), usual(rate * share, scatter)))
    sum.forEach((chance, posts) => {
      whole[posts] = (whole[posts] ?? 0) + chance / rates.length
    })
  }
  return Array.from(whole, (chance) => chance ?? 0)
}

function added(a: readonly number[], b: readonly number[]): number[] {
  const sum = new Array<number>(Math.min(mostCounted, a.length + b.length - 1)).fill(0)
  a.forEach((one, i) => {
    if (one < 1e-12) return
    b.forEach((other, j) => {
      const place = Math.min(i + j, sum.length - 1)
      sum[place] = (sum[place] ?? 0) + one * other
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
  for (let i = 0; i < Math.min(scheduled, 500); i++)
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
  for (let k = 1; k <= Math.min(most, mostCounted); k++) {
    log += Math.log((size + k - 1) / k) + Math.log(share)
    chances.push(Math.exp(log))
  }
  const sum = chances.reduce((a, b) => a + b, 0)
  return chances.map((chance) => chance / sum)
}

function intervalOf(sum: readonly number[], value: number): Interval {
  const at = (share: number): number => {
    let below = 0
    const found = sum.findIndex((chance) => {
      below += chance
      return below >= share
    })
    return value + (found < 0 ? sum.length - 1 : found)
  }
  return { median: at(0.5), low: at(0.1), high: at(0.9) }
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
