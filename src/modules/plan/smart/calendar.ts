/** Reckoning with civil days. No zone is involved, so no clock change is either. */
import { addDays, type Day } from '../../measure/numbers/index.ts'

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const pad = (n: number): string => String(n).padStart(2, '0')
export const dayFrom = (year: number, month: number, day: number): Day =>
  `${year}-${pad(month)}-${pad(Math.min(day, daysIn(year, month)))}`
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

export function plus(day: Day, count: number, unit: Unit): Day {
  if (unit === 'day' || unit === 'week') return addDays(day, count * (unit === 'week' ? 7 : 1))
  const more = count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12)
  const { year, month, date } = parts(day)
  const at = year * 12 + month - 1 + more
  return dayFrom(Math.floor(at / 12), (at % 12) + 1, date)
}

export const parts = (day: Day) => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { year, month, date }
}

/** The last day of the week (Sunday), month, quarter or year in which a day lies. */
export function endOf(day: Day, unit: Unit): Day {
  const { year, month } = parts(day)
  if (unit === 'day') return day
  if (unit === 'week') return addDays(day, (7 - new Date(`${day}T00:00Z`).getUTCDay()) % 7)
  const last = unit === 'month' ? month : unit === 'quarter' ? Math.ceil(month / 3) * 3 : 12
  return dayFrom(year, last, 31)
}
