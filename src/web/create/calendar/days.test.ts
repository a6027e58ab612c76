import { expect, test } from 'vitest'
import { addDays, addMonths, startOfWeek, weekdayOf } from '../../kit/days.ts'
import { weeksOfMonth } from './days.ts'

test('a day after the change of clocks is still the next day', () => {
  expect(addDays('2026-03-28', 1)).toBe('2026-03-29')
  expect(addDays('2026-03-29', 1)).toBe('2026-03-30')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
})

test('a month on from the last of January is the last of February', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
})

test('weeks begin on the day that the workspace says', () => {
  expect(weekdayOf('2026-11-22')).toBe(7)
  expect(startOfWeek('2026-11-22', 1)).toBe('2026-11-16')
  expect(startOfWeek('2026-11-22', 7)).toBe('2026-11-22')
})

test('a month shows the whole weeks it touches, no more', () => {
  expect(weeksOfMonth('2026-02-10', 7)).toHaveLength(4)
  expect(weeksOfMonth('2026-11-10', 1)).toHaveLength(6)
  expect(weeksOfMonth('2026-11-10', 1)[0]?.[0]).toBe('2026-10-26')
})
