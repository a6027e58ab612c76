/** A day of the calendar without zone, `2026-11-24`. */
export type Day = string

const ms = 86_400_000
const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10)

export const addDays = (day: Day, days: number): Day => dayOf(new Date(utc(day).getTime() + days * ms))

/** The same day some months on; the last of the month where that day is missing. */
export function addMonths(day: Day, months: number): Day {
  const from = utc(day)
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1)
  const last = new Date(first)
  last.setUTCMonth(last.getUTCMonth() + 1, 0)
  return dayOf(new Date(first + (Math.min(from.getUTCDate(), last.getUTCDate()) - 1) * ms))
}

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => ((utc(day).getUTCDay() + 6) % 7) + 1

export const startOfWeek = (day: Day, weekStartsOn: number): Day =>
  addDays(day, -((weekdayOf(day) - weekStartsOn + 7) % 7))

/** Six weeks that hold the month of `day`, so that the grid never changes its height. */
export function monthGrid(day: Day, weekStartsOn: number): Day[][] {
  const start = startOfWeek(`${day.slice(0, 7)}-01`, weekStartsOn)
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, place) => addDays(start, week * 7 + place)),
  )
}

export const sayDay = (day: Day, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(utc(day))
