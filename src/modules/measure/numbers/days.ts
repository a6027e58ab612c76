import { dayOf } from '../../../platform/civil.ts'
import type { Compare, Period } from './contract.ts'
import { numbersError } from './errors.ts'

export type Day = string

const dayMs = 86_400_000

/** A civil day some days later; no zone is involved, so no clock change is either. */
export const addDays = (day: Day, n: number): Day =>
  new Date(Date.parse(day) + n * dayMs).toISOString().slice(0, 10)

export const earlier = (...days: [Day, ...Day[]]): Day => days.toSorted()[0] ?? days[0]

export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/** All days from the first to the last, both included. */
export const daysOf = (from: Day, to: Day): Day[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, i) => addDays(from, i))

/** The same date a year earlier; 29 February becomes the 28th. */
export function yearBefore(day: Day): Day {
  const [year = '', rest = ''] = [day.slice(0, 4), day.slice(4)]
  return `${String(Number(year) - 1).padStart(4, '0')}${rest === '-02-29' ? '-02-28' : rest}`
}

const longest = 1100
const usual = 28

/** The period that was asked for, or the 28 days that end today. */
export function periodOf(asked: { from?: Day; to?: Day }, zone: string, now: Date): Period {
  const today = dayOf(now, zone)
  const to = asked.to ?? today
  const from = asked.from ?? addDays(to, 1 - usual)
  const days = daysBetween(from, to) + 1
  if (days < 1 || days > longest) throw numbersError('bad_period', { days: longest })
  return { from, to, days, zone, partial: to >= today }
}

/** The period that stands beside it: as many days just before, or the same dates a year before. */
export function comparedTo(period: Period, compare: Compare): Period | null {
  if (compare === 'none') return null
  const to = compare === 'year' ? yearBefore(period.to) : addDays(period.from, -1)
  const from = compare === 'year' ? yearBefore(period.from) : addDays(period.from, -period.days)
  return { from, to, days: daysBetween(from, to) + 1, zone: period.zone, partial: false }
}
