import { expect, test } from 'vitest'
import { chooseKept, type Keep } from './keep.ts'

const none: Keep = { days: 0, weeks: 0, months: 0 }
const on = (text: string) => ({ at: new Date(text.length === 10 ? `${text}T03:30:00Z` : text) })

const kept = (keep: Partial<Keep>, ...times: string[]): string[] =>
  [...chooseKept(times.map(on), { ...none, ...keep })]
    .map(({ at }) => at.toISOString().slice(0, times[0]?.length === 10 ? 10 : 16))
    .sort()

/** One a day from `from` for so many days. */
const daily = (from: string, days: number): string[] =>
  Array.from({ length: days }, (_, n) =>
    new Date(Date.parse(`${from}T03:30:00Z`) + n * 86_400_000).toISOString().slice(0, 10),
  )

test('of several a day the newest stays', () => {
  const times = ['2030-05-01T03:30Z', '2030-05-01T23:59Z', '2030-05-02T00:00Z', '2030-05-02T12:00Z']
  expect(kept({ days: 2 }, ...times)).toEqual(['2030-05-01T23:59', '2030-05-02T12:00'])
})

test('a year of daily ones comes down to days, weeks and months that overlap', () => {
  expect(kept({ days: 7, weeks: 4, months: 12 }, ...daily('2029-01-01', 425))).toEqual([
    ...['2029-04-30', '2029-05-31', '2029-06-30', '2029-07-31', '2029-08-31', '2029-09-30'],
    ...['2029-10-31', '2029-11-30', '2029-12-31', '2030-01-31'],
    // Sundays, the month that ended on one of the days, and the last seven days.
    ...['2030-02-10', '2030-02-17', '2030-02-23', '2030-02-24', '2030-02-25', '2030-02-26'],
    ...['2030-02-27', '2030-02-28', '2030-03-01'],
  ])
})

test('months end on the 28th, 29th, 30th and 31st', () => {
  expect(kept({ months: 4 }, ...daily('2028-01-01', 130))).toEqual([
    '2028-02-29',
    '2028-03-31',
    '2028-04-30',
    '2028-05-09',
  ])
  expect(kept({ months: 2 }, '2030-01-31', '2030-03-01')).toEqual(['2030-01-31', '2030-03-01'])
})

test('a week begins on Monday, over the end of a year too', () => {
  expect(kept({ weeks: 2 }, ...daily('2029-12-24', 12))).toEqual(['2029-12-30', '2030-01-04'])
})

test('days on which none was made do not count', () => {
  expect(kept({ days: 3 }, '2030-01-01', '2030-01-02', '2030-03-20', '2030-06-01')).toEqual([
    '2030-01-02',
    '2030-03-20',
    '2030-06-01',
  ])
})

test('the newest stays whatever the rule says, and nothing is kept of nothing', () => {
  expect(kept({}, '2030-01-01', '2030-01-02')).toEqual(['2030-01-02'])
  expect(kept({ days: 7 })).toEqual([])
})

test('asked every day it leaves the same as when it is asked once', () => {
  const keep = { days: 7, weeks: 4, months: 12 }
  let there: string[] = []
  for (const day of daily('2029-01-01', 425)) there = kept(keep, ...there, day)
  expect(there).toEqual(kept(keep, ...daily('2029-01-01', 425)))
})
