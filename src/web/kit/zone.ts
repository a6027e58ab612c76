/** Civil time, `2026-11-24T09:00`, as a clock on a wall shows it; it needs a zone to become an instant. */
export type Civil = string

export type Resolved =
  | { kind: 'one'; at: Date }
  /** The clocks jump over it; `at` is the first instant after the jump, moved on by as much as was missing. */
  | { kind: 'missing'; at: Date }
  /** The clocks pass it twice; `at` is the first time, `later` the second. */
  | { kind: 'twice'; at: Date; later: Date }

const formats = new Map<string, Intl.DateTimeFormat>()

function partsIn(zone: string, at: Date): number[] {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, format)
  }
  const found = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, Number(part.value)]))
  return ['year', 'month', 'day', 'hour', 'minute', 'second'].map((name) => found[name] ?? 0)
}

const asUtc = ([y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0]: number[]): number =>
  Date.UTC(y, mo - 1, d, h, mi, s)

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
export const offsetAt = (zone: string, at: Date): number =>
  asUtc(partsIn(zone, at)) - Math.floor(at.getTime() / 1000) * 1000

/** What the clock on the wall shows: `2026-11-24T09:00`. */
export function toCivil(at: Date | string, zone: string): Civil {
  const instant = new Date(at)
  return new Date(instant.getTime() + offsetAt(zone, instant)).toISOString().slice(0, 16)
}

/** The instant that a civil time means in a zone, and whether it exists once, twice or not at all. */
export function toInstant(civil: Civil, zone: string): Resolved {
  const wall = Date.parse(`${civil.slice(0, 16)}:00Z`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(civil) || Number.isNaN(wall))
    throw new Error(`"${civil}" is not a date and time.`)
  const day = 86_400_000
  const offsets = [offsetAt(zone, new Date(wall - day)), offsetAt(zone, new Date(wall + day))]
  const fitting = [...new Set(offsets)]
    .map((offset) => new Date(wall - offset))
    .filter((at) => at.getTime() + offsetAt(zone, at) === wall)
    .sort((a, b) => a.getTime() - b.getTime())
  const [at, later] = fitting
  if (at && later) return { kind: 'twice', at, later }
  if (at) return { kind: 'one', at }
  return { kind: 'missing', at: new Date(wall - (offsets[0] ?? 0)) }
}

/** The zone of this machine. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** `GMT+2`, as it is at an instant. */
export function zoneName(zone: string, locale: string, at: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** `Europe/Riga` as people say it: `Riga`. */
export const zoneCity = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
