import { addDays, type Day, daysBetween } from '../../measure/numbers/index.ts'
import type { Interval } from './contract.ts'
import { type Fit, fitTrend } from './forecast.ts'
import type { Lesson, Reading } from './reading.ts'

/** So many values a forecast needs at least: three weeks of days, two months of weeks. */
export const leastValues = { day: 21, week: 8 } as const

/** It is not looked farther ahead than so many times the past that is known. */
const farthest = 4

export type Outlook = {
  on(day: Day): Interval | null
  /** Probability of ending at least at `target`, or at most, when it is to fall. */
  chance(day: Day, target: number, rising: boolean): number | null
  /** The day on which the middle of the forecast passes the target, up to two years ahead. */
  reaches(target: number, rising: boolean): Day | null
  fan(to: Day): (Interval & { day: Day })[]
  /** Whether the week has a rhythm that is reckoned with. */
  weekly: boolean
}

/** Looks ahead from what was learned; null when that is too little. */
export function lookAhead({ grain, learn }: Reading): Outlook | null {
  const fit = fitOf(learn, grain)
  if (!fit) return null
  const known = learn.values.length
  const forecast = (day: Day) => {
    const steps = Math.max(1, Math.round(daysBetween(learn.last, day) / lengthOf(learn)))
    return steps > farthest * known ? null : fit.ahead(steps, learn.span)
  }
  const on = (day: Day): Interval | null => {
    const found = forecast(day)
    if (!found) return null
    // None of our numbers can be negative.
    const scaled = (x: number) => Math.max(0, x * learn.factor)
    return { median: scaled(found.median), low: scaled(found.low), high: scaled(found.high) }
  }
  return {
    on,
    weekly: (fit.rhythm ?? 0) > 0.5,
    chance(day, target, rising) {
      const atLeast = forecast(day)?.chanceOfAtLeast(target / learn.factor)
      if (atLeast === undefined) return null
      return rising ? atLeast : 1 - atLeast
    },
    reaches(target, rising) {
      const { level, slope } = fit.line
      const steps = Math.ceil((target / learn.factor - level) / slope + (learn.span - 1) / 2)
      const towards = rising ? slope > 0 : slope < 0
      const days = steps * lengthOf(learn)
      return towards && days <= 730 ? addDays(learn.last, Math.max(lengthOf(learn), days)) : null
    },
    fan: (to) =>
      daysTo(learn, to).flatMap((day) => {
        const interval = on(day)
        return interval ? [{ day, ...interval }] : []
      }),
  }
}

/** A page of goals asks the same series many times. */
const fits = new WeakMap<Lesson, Fit | null>()

function fitOf(learn: Lesson, grain: number): Fit | null {
  const known = fits.get(learn)
  if (known !== undefined) return known
  const fit = fitTrend(learn.values, grain, leastValues[learn.of], learn.of)
  fits.set(learn, fit)
  return fit
}

const lengthOf = ({ of }: Lesson): number => (of === 'day' ? 1 : 7)

const mostPoints = 40

/** Days from the last known one to the end, evenly, the end itself among them. */
function daysTo(learn: Lesson, to: Day): Day[] {
  const steps = Math.floor(daysBetween(learn.last, to) / lengthOf(learn))
  const stride = Math.max(1, Math.ceil(steps / mostPoints))
  const days: Day[] = []
  for (let step = stride; step < steps; step += stride) days.push(addDays(learn.last, step * lengthOf(learn)))
  if (steps > 0) days.push(to)
  return days
}
