import type { TimeFormat } from './contract.ts'

/** A day and perhaps a time as somebody wrote them. `offset`: it is that very instant. */
export type Written = { day: string; time: string | null; offset: string | null }

export type TimeFault = 'no_time' | 'no_day' | 'two_digit_year' | 'buddhist_year' | 'christian_year'

/** Day of week and its comma may stand before; they say nothing that the date does not. */
const shape = /^(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})\.?(?:(?:[T,]|\s)\s*(.{1,24}))?$/u
const clock =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,6})?)?\s*([ap])?\.?(?:m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$/iu

/** Reads by the format that was named, and by no other; a year that stands first is always understood. */
export function readWritten(text: string, format: TimeFormat): Written | TimeFault {
  const found = shape.exec(text.trim())
  if (!found) return 'no_time'
  const [, a = '', b = '', c = '', rest] = found
  const day = a.length === 4 ? dayOf(a, b, c) : inOrder(a, b, c, format)
  if (!isDay(day)) return day
  if (rest === undefined) return { day, time: null, offset: null }
  const at = readClock(rest)
  return at ? { day, ...at } : 'no_time'
}

function inOrder(a: string, b: string, c: string, format: TimeFormat): string | TimeFault {
  if (format === 'ymd') return 'no_time'
  if (c.length !== 4) return c.length === 2 ? 'two_digit_year' : 'no_time'
  const year = Number(c)
  if (format === 'dmy_buddhist') return year < 2400 ? 'christian_year' : dayOf(String(year - 543), b, a)
  if (year > 2400) return 'buddhist_year'
  return format === 'dmy' ? dayOf(c, b, a) : dayOf(c, a, b)
}

const isDay = (day: string | TimeFault): day is string => /^\d{4}-\d\d-\d\d$/.test(day)

function dayOf(year: string, month: string, day: string): string | TimeFault {
  if (year.length !== 4 || day.length > 2) return 'no_time'
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : 'no_day'
}

/** `9:30`, `21.30`, `9:30 pm`, `07:30:00Z`. */
export function readClock(text: string): { time: string; offset: string | null } | null {
  const found = clock.exec(text.trim())
  if (!found) return null
  const [, h = '', m = '', , half, offset] = found
  const hour = half ? (Number(h) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(h)
  if (hour > 23 || Number(m) > 59 || (half && (Number(h) < 1 || Number(h) > 12))) return null
  const zone = offset && offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : (offset ?? null)
  return { time: `${String(hour).padStart(2, '0')}:${m}`, offset: zone?.toUpperCase() ?? null }
}

const order: readonly TimeFormat[] = ['ymd', 'dmy', 'mdy', 'dmy_buddhist']

/** Which formats all of these values could be written in. One only: that is it. Several: somebody must say. */
export function fittingFormats(values: readonly string[]): TimeFormat[] {
  const written = values.map((value) => value.trim()).filter(Boolean)
  if (written.length === 0) return []
  const fits = (format: TimeFormat): boolean =>
    written.every((value) => typeof readWritten(value, format) !== 'string')
  return fits('ymd') ? ['ymd'] : order.filter(fits)
}
