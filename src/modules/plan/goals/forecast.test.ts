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

/** Fewer than four of one weekday are too few to tell a rhythm from chance. */
test('a rhythm of the week is told once each day was seen four times', () => {
  const saturdays = (n: number) => Array.from({ length: n }, (_, i) => 100 + (i % 7 === 5 ? 20 : 0))
  const next = (n: number, of: 'day' | 'week') => fitTrend(saturdays(n), 1, 4, of)?.ahead(1).median ?? 0
  // The day after 33 days is the 34th: a Saturday.
  expect(next(33, 'day')).toBeGreaterThan(115)
  expect(next(33, 'week')).toBeLessThan(110)
  expect(next(26, 'day')).toBeLessThan(110)
})

test('a number without a rhythm is foreseen as if none were looked for', () => {
  const walk = Array.from({ length: 60 }, (_, i) => 100 + 2 * i + ((i * i * 31 + i * 17) % 23))
  const [with_, without] = (['day', 'week'] as const).map((of) => fitTrend(walk, 1, 4, of)?.ahead(10))
  expect(with_?.median).toBeCloseTo(without?.median ?? 0, -1)
  expect(with_?.high).toBeCloseTo(without?.high ?? 0, -1)
})

test('one day on which everybody came does not bend the way ahead', () => {
  const jumped = Array.from({ length: 60 }, (_, i) => 1000 + 2 * i + (i > 40 ? 500 : 0) + (i % 3))
  const made = fitTrend(jumped, 1, 4, 'day')
  const { median, low, high } = made?.ahead(10) ?? { median: 0, low: 0, high: 0 }
  // 1638 by the trend alone; a jump in sixty days may come again.
  expect(median).toBeGreaterThan(1630)
  expect(median).toBeLessThan(1760)
  expect(high - low).toBeGreaterThan(100)
  expect(made?.line.slope).toBeLessThan(12)
})
