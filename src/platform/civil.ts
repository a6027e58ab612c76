import { Temporal } from 'temporal-polyfill'

/** A civil time `2030-03-31T03:30` in a zone, as an instant, and whether the clocks make it doubtful. */
export type Resolved =
  | { kind: 'exact'; at: Date }
  /** The clocks jump over it; `before` and `after` are the nearest civil times that exist. */
  | { kind: 'missing'; at: Date; before: string; after: string }
  /** The clocks show it twice; `at` is the first, `second` the other. */
  | { kind: 'ambiguous'; at: Date; second: Date }

export function isZone(zone: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(zone)
    return zone.length > 0
  } catch {
    return false
  }
}

/** What instant a person meant. In the missing hour the time is moved on by the jump, as clocks on the wall do. */
export function resolveCivil(civil: string, zone: string): Resolved {
  const plain = Temporal.PlainDateTime.from(civil)
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' })
  const at = dateOf(earlier)
  if (earlier.equals(later)) return { kind: 'exact', at }
  if (earlier.toPlainDateTime().equals(plain)) return { kind: 'ambiguous', at, second: dateOf(later) }
  return { kind: 'missing', at: dateOf(later), before: minutes(earlier), after: minutes(later) }
}

/** The civil time of an instant in a zone, to the minute. */
export const civilOf = (at: Date, zone: string): string =>
  minutes(Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone))

/** The day `2030-03-31` of an instant in a zone. */
export const dayOf = (at: Date, zone: string): string => civilOf(at, zone).slice(0, 10)

const dateOf = (time: Temporal.ZonedDateTime): Date => new Date(time.epochMilliseconds)

const minutes = (time: Temporal.ZonedDateTime): string =>
  time.toPlainDateTime().toString({ smallestUnit: 'minute' })
