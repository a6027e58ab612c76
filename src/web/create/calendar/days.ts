/** Days are their civil names, `2026-11-22`: no instant, no zone, so no change of clocks can shift them. */
export type Day = string

const ms = 86_400_000
const parse = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const name = (at: number): Day => new Date(at).toISOString().slice(0, 10)

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(parse(text))

export const addDays = (day: Day, count: number): Day => name(parse(day) + count * ms)

export const daysBetween = (from: Day, to: Day): number => Math.round((parse(to) - parse(from)) / ms)

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => new Date(parse(day)).getUTCDay() || 7

/** The first day of the week that holds `day`, in weeks that begin on `firstWeekday` (1 Monday … 7 Sunday). */
export const startOfWeek = (day: Day, firstWeekday: number): Day =>
  addDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7))

export const startOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`

/** The same day `count` months on, or the last one of a shorter month. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = Date.UTC(year, month - 1 + count, 1)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return name(first + (Math.min(date, last) - 1) * ms)
}

export const daysFrom = (first: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, place) => addDays(first, place))

/** The whole weeks that a month touches: four to six of them. */
export function weeksOfMonth(day: Day, firstWeekday: number): Day[][] {
  const first = startOfWeek(startOfMonth(day), firstWeekday)
  const end = addMonths(startOfMonth(day), 1)
  const weeks = Math.ceil(daysBetween(first, end) / 7)
  return Array.from({ length: weeks }, (_, week) => daysFrom(addDays(first, week * 7), 7))
}

/** A day as an instant that every zone's formatter, told UTC, shows as that day. */
export const asUtc = (day: Day): Date => new Date(parse(day))
