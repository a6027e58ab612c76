import { expect, test } from 'vitest'
import { dueOf, forecastOf, type LineOf, outlookOf, standingOf } from './forecast.ts'

const june = (planned: number, spent: number) => ({ month: '2030-06-01', planned, spent })

test('a month that is over counts as it was, one to come as planned', () => {
  expect(forecastOf(june(100, 40), 'even', '2030-07-01')).toBe(40)
  expect(forecastOf(june(100, 0), 'even', '2030-05-31')).toBe(100)
  expect(forecastOf(june(100, 130), 'once', '2030-05-31')).toBe(130)
})

test('what goes at once is not taken for a pace', () => {
  expect(forecastOf(june(3000, 3000), 'once', '2030-06-01')).toBe(3000)
  expect(forecastOf(june(3000, 0), 'once', '2030-06-29')).toBe(3000)
  expect(dueOf(june(3000, 0), 'once', '2030-06-29')).toBe(0)
})

test('what goes evenly and is on its pace ends where it was planned, on every day', () => {
  for (let day = 1; day <= 30; day++) {
    const today = `2030-06-${String(day).padStart(2, '0')}`
    const spent = dueOf(june(3000, 0), 'even', today)
    expect(forecastOf(june(3000, spent), 'even', today)).toBe(3000)
  }
})

test('a forecast is never less than what is spent, grows with it, and is exact on the last day', () => {
  for (const today of ['2030-06-01', '2030-06-10', '2030-06-29', '2030-06-30'])
    for (let spent = 0, before = -1; spent <= 9000; spent += 37) {
      const found = forecastOf(june(3000, spent), 'even', today)
      expect(found).toBeGreaterThanOrEqual(spent)
      expect(found).toBeGreaterThanOrEqual(before)
      if (today.endsWith('30')) expect(found).toBe(spent)
      before = found
    }
})

test('the standing says what is so, and what is to be feared', () => {
  const stand = (planned: number, spent: number, forecast: number) => standingOf({ planned, spent, forecast })
  expect(stand(0, 0, 0)).toBe('empty')
  expect(stand(0, 5, 5)).toBe('unplanned')
  expect(stand(100, 101, 101)).toBe('over')
  expect(stand(100, 50, 106)).toBe('will_be_over')
  expect(stand(100, 50, 105)).toBe('on')
  expect(stand(100, 50, 89)).toBe('under')
})

test('the lines that make the difference are named, largest first, and only those on its side', () => {
  const line = (id: string, planned: number, spent: number): LineOf => ({
    ...{ id, spread: 'once' as const, months: [{ month: '2030-05-01', planned, spent }] },
  })
  const lines = [line('a', 100, 150), line('b', 100, 300), line('c', 100, 20), line('d', 100, 100)]
  const { drivers, ...sums } = outlookOf(lines, '2030-06-10')
  expect(sums).toEqual({ planned: 400, spent: 570, due: 400, forecast: 570, standing: 'over' })
  expect(drivers).toEqual([
    { lineId: 'b', minor: 200 },
    { lineId: 'a', minor: 50 },
  ])
})
