import { expect, test } from 'vitest'
import { civilOf, dayOf, isZone, resolveCivil } from './civil.ts'

test('nine in the morning in Riga is another instant after the clocks change', () => {
  expect(resolveCivil('2026-03-24T09:00', 'Europe/Riga')).toEqual({
    kind: 'exact',
    at: new Date('2026-03-24T07:00Z'),
  })
  expect(resolveCivil('2026-03-31T09:00', 'Europe/Riga')).toEqual({
    kind: 'exact',
    at: new Date('2026-03-31T06:00Z'),
  })
})

test('a time that the clocks jump over is told with its neighbours', () => {
  expect(resolveCivil('2026-03-29T03:30', 'Europe/Riga')).toEqual({
    kind: 'missing',
    at: new Date('2026-03-29T01:30Z'),
    before: '2026-03-29T02:30',
    after: '2026-03-29T04:30',
  })
})

test('a time that the clocks show twice is told with both instants', () => {
  expect(resolveCivil('2026-10-25T03:30', 'Europe/Riga')).toEqual({
    kind: 'ambiguous',
    at: new Date('2026-10-25T00:30Z'),
    second: new Date('2026-10-25T01:30Z'),
  })
})

test('a zone that does not exist is not taken', () => {
  expect(isZone('Europe/Riga')).toBe(true)
  expect(isZone('Europe/Atlantis')).toBe(false)
  expect(isZone('')).toBe(false)
})

test('an instant has a day of its own in each zone', () => {
  const at = new Date('2026-11-22T22:30:00Z')
  expect(dayOf(at, 'Asia/Bangkok')).toBe('2026-11-23')
  expect(civilOf(at, 'America/New_York')).toBe('2026-11-22T17:30')
})
