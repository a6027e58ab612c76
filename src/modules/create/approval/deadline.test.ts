import { expect, test } from 'vitest'
import { locate } from './contract.ts'
import { deadlineAfter } from './deadline.ts'

test('hours run through the night, working hours rest from Friday to Monday where the workspace is', () => {
  // A Friday, 20:00 in Riga.
  const friday = new Date('2030-01-04T18:00:00Z')
  const after = (hours: number, working: boolean) =>
    deadlineAfter(friday, hours, working, 'Europe/Riga').toISOString()
  expect(after(24, false)).toBe('2030-01-05T18:00:00.000Z')
  expect(after(4, true)).toBe('2030-01-04T22:00:00.000Z')
  expect(after(5, true)).toBe('2030-01-06T23:00:00.000Z')
  const saturday = new Date('2030-01-05T10:00:00Z')
  expect(deadlineAfter(saturday, 1, true, 'Europe/Riga').toISOString()).toBe('2030-01-06T23:00:00.000Z')
})

test('on the night when the clocks change a working day has as many hours as it has', () => {
  // Sunday, 30 March 2031: the clocks jump. The deadline counts from Monday.
  const sunday = new Date('2031-03-30T10:00:00Z')
  expect(deadlineAfter(sunday, 2, true, 'Europe/Riga').toISOString()).toBe('2031-03-30T23:00:00.000Z')
})

test('quoted words are found again after an edit, at the nearest place, or told to be gone', () => {
  const anchor = { part: 0, start: 4, end: 9, quote: 'bread' }
  expect(locate('Our bread is warm', anchor)).toEqual({ start: 4, end: 9 })
  expect(locate('Bread? Our bread is bread', anchor)).toEqual({ start: 11, end: 16 })
  expect(locate('Our cake is warm', anchor)).toBeNull()
  expect(locate('', anchor)).toBeNull()
})
