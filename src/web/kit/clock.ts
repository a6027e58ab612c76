import { clockOf } from './format.ts'

/** A time of day, `09:30`. */
export type ClockTime = string

const pattern = /^(\d{1,2})(?:[:.h\s]?(\d{2}))?\s*(a|p)?\.?m?\.?$/i

/** Reads what people type: `9`, `930`, `9.30`, `21:30`, `9 pm`. Null when it is no time. */
export function readTime(text: string): ClockTime | null {
  const [, first, second, half] = pattern.exec(text.trim()) ?? []
  if (first === undefined) return null
  const said = Number(first)
  if (half && (said < 1 || said > 12)) return null
  const hour = half ? (said % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : said
  const minute = Number(second ?? 0)
  return hour < 24 && minute < 60 ? write(hour, minute) : null
}

const write = (hour: number, minute: number): ClockTime =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

/** The same clock some minutes on, to the next full step; it stays within the day. */
export function stepTime(time: ClockTime, minutes: number): ClockTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const size = Math.abs(minutes)
  const now = hour * 60 + minute
  const next = minutes > 0 ? Math.floor(now / size + 1) * size : Math.ceil(now / size - 1) * size
  const kept = Math.min(Math.max(next, 0), 24 * 60 - size)
  return write(Math.floor(kept / 60), kept % 60)
}

/** As the language writes it: 9:30 AM, 09:30. */
export const sayTime = (time: ClockTime, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...clockOf(locale) }).format(
    new Date(`2000-01-01T${time}:00Z`),
  )
