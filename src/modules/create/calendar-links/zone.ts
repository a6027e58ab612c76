import { Temporal } from 'temporal-polyfill'

type Zoned = Temporal.ZonedDateTime

/**
 * A zone as calendar programs want it told (RFC 5545, VTIMEZONE): its offset from an instant on, and each change until
 * another. They keep their own tables for names that they know; this is for those that do not.
 */
export function zoneComponent(zone: string, from: Date, to: Date): string {
  const begin = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone)
  const parts = [observance('STANDARD', civil(begin), begin.offset, begin.offset)]
  for (const { before, after } of changes(begin, to)) {
    const kind = after.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD'
    // The clock on which it happens is the old one.
    const onset = after.toInstant().toZonedDateTimeISO(before.offset)
    parts.push(observance(kind, civil(onset), before.offset, after.offset))
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts.flat(), 'END:VTIMEZONE'].join('\r\n')
}

function changes(begin: Zoned, to: Date): { before: Zoned; after: Zoned }[] {
  const found: { before: Zoned; after: Zoned }[] = []
  let at = begin.getTimeZoneTransition('next')
  while (at && at.epochMilliseconds < to.getTime()) {
    found.push({ before: at.subtract({ seconds: 1 }), after: at })
    at = at.getTimeZoneTransition('next')
  }
  return found
}

const observance = (kind: string, start: string, from: string, to: string): string[] => [
  `BEGIN:${kind}`,
  `DTSTART:${start}`,
  `TZOFFSETFROM:${from.replaceAll(':', '')}`,
  `TZOFFSETTO:${to.replaceAll(':', '')}`,
  `END:${kind}`,
]

const civil = (at: Zoned): string =>
  at.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
