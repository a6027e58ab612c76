import { expect, test } from 'vitest'
import { fitTrend } from './forecast.ts'

const line = (n: number, slope: number) => Array.from({ length: n }, (_, i) => 100 + slope * i)

function learn(values: readonly (number | null)[], grain = 1) {
  const made = fitTrend(values, grain, 4)
  if (!made) throw new Error('Too little to fit')
  return made
}

test('a straight line goes on straight, and is not more certain than its grain', () => {
  const { median, low, high } = learn(line(30, 2)).ahead(10)
  expect(median).toBeCloseTo(100 + 2 * 39, 0)
  expect(low).toBeLessThan(median)
  expect(high).toBeGreaterThan(median)
  expect(high - low).toBeLessThan(12)
})

test('a number that stands still is expected to stand still', () => {
  const { median, chanceOfAtLeast } = learn(line(60, 0)).ahead(30)
  expect(median).toBeCloseTo(100, 0)
  expect(chanceOfAtLeast(120)).toBeLessThan(0.05)
  expect(chanceOfAtLeast(80)).toBeGreaterThan(0.95)
})

test('the farther ahead, the wider the interval', () => {
  const values = [3, 5, 4, 8, 7, 9, 12, 10, 13, 15, 14, 18, 17, 20, 22, 21]
  const made = learn(values)
  const widths = [1, 5, 20, 60].map((steps) => made.ahead(steps).high - made.ahead(steps).low)
  expect(widths).toEqual(widths.toSorted((a, b) => a - b))
})

test('days without a value are passed over, not taken for zero', () => {
  const whole = line(40, 3)
  const gaps = whole.map((value, i) => (i % 3 === 1 ? null : value))
  expect(learn(gaps).ahead(7).median).toBeCloseTo(learn(whole).ahead(7).median, 0)
})

test('a mean of four weeks to come is surer than one week', () => {
  const weeks = [50, 70, 40, 66, 52, 48, 61, 55, 72, 43, 58, 60]
  const made = learn(weeks)
  const width = (span: number) => made.ahead(8, span).high - made.ahead(8, span).low
  expect(width(4)).toBeLessThan(width(1))
})

test('of four weeks that are partly over, what is over is certain', () => {
  const weeks = [50, 70, 40, 66, 52, 48, 61, 55, 72, 43, 100, 100]
  const soon = learn(weeks).ahead(1, 4)
  // Three of the four weeks are known: 43, 100, 100.
  expect(soon.median).toBeGreaterThan((43 + 100 + 100 + 40) / 4)
  expect(soon.median).toBeLessThan((43 + 100 + 100 + 100) / 4)
})

test('too few values give no forecast at all', () => {
  expect(fitTrend([1, null, 2, 3], 1, 4)).toBeNull()
  expect(fitTrend(line(20, 1), 1, 21)).toBeNull()
  expect(fitTrend(line(21, 1), 1, 21)).not.toBeNull()
})
