import { useMemo } from 'react'
import { useLocale, useTimeZone } from 'use-intl'

type Instant = Date | string | number
export type Formats = ReturnType<typeof makeFormats>

/** Shown where a number is not known. Missing is never zero. */
export const dash = '–'

const cache = new Map<string, unknown>()

/** Intl's objects cost milliseconds to make and nothing to keep. */
function kept<T>(key: string, make: () => T): T {
  if (!cache.has(key)) cache.set(key, make())
  return cache.get(key) as T
}

const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [45, 'second', 1],
  [45 * 60, 'minute', 60],
  [22 * 3600, 'hour', 3600],
  [26 * 86400, 'day', 86400],
  [320 * 86400, 'month', 30.44 * 86400],
  [Number.POSITIVE_INFINITY, 'year', 365.25 * 86400],
]

/** 09:00 where a day has 24 hours, 9:00 AM where it has twice twelve. */
export const clockOf = (locale: string): Intl.DateTimeFormatOptions =>
  kept(`c${locale}`, () => {
    const { hourCycle = 'h23' } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
    return { hour: hourCycle.startsWith('h2') ? '2-digit' : 'numeric', minute: '2-digit' }
  })

const dayOptions: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }

/** Dates and numbers in a language and a zone. Outside React; inside use `useFormats`. */
export function makeFormats(locale: string, timeZone: string) {
  const dates = (options: Intl.DateTimeFormatOptions, zone: string) =>
    kept(
      `d${locale}${zone}${JSON.stringify(options)}`,
      () => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }),
    )
  const date = (at: Instant, options: Intl.DateTimeFormatOptions, zone = timeZone) =>
    dates(options, zone).format(new Date(at))
  const between = (from: Instant, to: Instant, options: Intl.DateTimeFormatOptions, zone = timeZone) =>
    dates(options, zone).formatRange(new Date(from), new Date(to))
  const number = (value: number | null | undefined, options: Intl.NumberFormatOptions = {}) =>
    value === null || value === undefined
      ? dash
      : kept(`n${locale}${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options))
          .format(value)
          // A hyphen is what machines write.
          .replace('-', '−')
  const clock = clockOf(locale)
  return {
    locale,
    timeZone,
    /** Any shape of Intl's; prefer the named ones below. */
    custom: date,
    /** 24 Nov 2026 */
    day: (at: Instant, zone?: string) => date(at, dayOptions, zone),
    /** Tue 24 Nov */
    weekday: (at: Instant, zone?: string) =>
      date(at, { weekday: 'short', day: 'numeric', month: 'short' }, zone),
    /** 16 – 22 Nov 2026: from one civil day until another, as the language writes it. */
    range: (from: string, to: string, options = dayOptions) =>
      between(`${from}T12:00:00Z`, `${to}T12:00:00Z`, options, 'UTC'),
    /** Mon 16 Nov 2026, 09:00 – 18:00: from one instant until another. */
    span: (from: Instant, to: Instant, zone?: string) =>
      between(from, to, { weekday: 'short', ...dayOptions, ...clock }, zone),
    /** The same of whole days. */
    days: (from: Instant, to: Instant, zone?: string) => between(from, to, dayOptions, zone),
    /** 09:00 */
    time: (at: Instant, zone?: string) => date(at, clock, zone),
    /** Tue 24 Nov 2026, 09:00 */
    moment: (at: Instant, zone?: string) => date(at, { weekday: 'short', ...dayOptions, ...clock }, zone),
    /** November 2026 */
    month: (at: Instant, zone?: string) => date(at, { month: 'long', year: 'numeric' }, zone),
    /** in 3 hours, 2 days ago */
    relative: (at: Instant, now: Instant = Date.now()) => {
      const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000
      const [, unit, size] = steps.find(([limit]) => Math.abs(seconds) < limit) ?? ['', 'year', 31557600]
      const format = kept(`r${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
      return format.format(Math.round(seconds / Number(size)), unit as Intl.RelativeTimeFormatUnit)
    },
    number,
    /** 12.4K */
    compact: (value: number | null | undefined) =>
      number(value, { notation: 'compact', maximumFractionDigits: 1 }),
    /** A share: 0.034 is 3.4 %. */
    percent: (value: number | null | undefined, digits = 1) =>
      number(value, { style: 'percent', maximumFractionDigits: digits }),
    /** A change with its sign: +12 %. */
    change: (value: number | null | undefined) =>
      number(value, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
    /** 1.4 MB */
    bytes: (value: number) => {
      const megabytes = value >= 1e6
      return number(megabytes ? value / 1e6 : value / 1e3, {
        style: 'unit',
        unit: megabytes ? 'megabyte' : 'kilobyte',
        maximumFractionDigits: megabytes ? 1 : 0,
      })
    },
    /** Joins names: A, B and C. */
    list: (items: string[]) =>
      kept(`l${locale}`, () => new Intl.ListFormat(locale, { type: 'conjunction' })).format(items),
  }
}

/** Dates in the workspace's zone, numbers in the chosen language. */
export function useFormats(): Formats {
  const locale = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  return useMemo(() => makeFormats(locale, zone), [locale, zone])
}
