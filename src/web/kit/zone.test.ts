import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { toCivil, toInstant } from './zone.ts'

const zones = [
  'Europe/Riga',
  'Asia/Bangkok',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
]

test('civil time and instant agree with Temporal every three hours and a bit of two years, in zones of all kinds', () => {
  const start = Date.UTC(2025, 0, 1)
  for (const zone of zones)
    for (let at = start; at < start + 730 * 86_400_000; at += 3 * 3_600_000 + 420_000) {
      const instant = Temporal.Instant.fromEpochMilliseconds(at)
      const wall = instant.toZonedDateTimeISO(zone).toPlainDateTime()
      const civil = wall.toString({ smallestUnit: 'minute' })
      expect(toCivil(new Date(at), zone)).toBe(civil)
      const minute = Temporal.PlainDateTime.from(civil)
      expect(toInstant(civil, zone).at.getTime()).toBe(minute.toZonedDateTime(zone).epochMilliseconds)
    }
})

test('an hour that the clocks jump over is told, and moved on by the jump', () => {
  const found = toInstant('2026-03-29T03:30', 'Europe/Riga')
  expect(found.kind).toBe('missing')
  expect(toCivil(found.at, 'Europe/Riga')).toBe('2026-03-29T04:30')
})

test('an hour that comes twice is told with both its instants', () => {
  const found = toInstant('2026-10-25T03:30', 'Europe/Riga')
  expect(found).toEqual({
    kind: 'twice',
    at: new Date('2026-10-25T00:30:00Z'),
    later: new Date('2026-10-25T01:30:00Z'),
  })
})

test('half an hour missing on Lord Howe Island is found too', () => {
  expect(toInstant('2026-10-04T02:15', 'Australia/Lord_Howe').kind).toBe('missing')
  expect(toInstant('2026-10-04T02:30', 'Australia/Lord_Howe').kind).toBe('one')
})

test('what is no date is refused', () => {
  expect(() => toInstant('tomorrow', 'UTC')).toThrow('is not a date')
})
