import { addDays, addMonths, type Day, startOfWeek } from '../../kit/days.ts'

const ms = 86_400_000
const parse = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(parse(text))

export const startOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`

export const daysFrom = (first: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, place) => addDays(first, place))

/** The whole weeks that a month touches, four to six of them: a large calendar draws no empty week. */
export function weeksOfMonth(day: Day, firstWeekday: number): Day[][] {
  const first = startOfWeek(startOfMonth(day), firstWeekday)
  const end = addMonths(startOfMonth(day), 1)
  const weeks = Math.ceil((parse(end) - parse(first)) / ms / 7)
  return Array.from({ length: weeks }, (_, week) => daysFrom(addDays(first, week * 7), 7))
}

/** A day as an instant that every zone's formatter, told UTC, shows as that day. */
export const asUtc = (day: Day): Date => new Date(parse(day))
