import { expect, test } from 'vitest'
import { driftOf } from './drift.ts'

const shares = { engaging: 40, brand: 30, educational: 25, promotional: 5 }
const gauge = (engaging: number, brand: number, educational: number, promotional: number) => ({
  categories: { engaging, brand, educational, promotional, none: 3 },
})

test('under twenty posts nothing is judged, however they lie', () => {
  expect(driftOf([gauge(0, 19, 0, 0)], shares)).toEqual({ state: 'few', posts: 19, away: [] })
})

test('two posts of twenty away are within what whole posts allow', () => {
  expect(driftOf([gauge(5, 4, 3, 1), gauge(3, 2, 2, 0)], shares).state).toBe('kept')
})

test('what is away is told with how many posts would mend it, and what lacks comes first', () => {
  const { state, posts, away } = driftOf([gauge(10, 2, 2, 6)], shares)
  expect({ state, posts }).toEqual({ state: 'away', posts: 20 })
  expect(away.map(({ category, share, more }) => [category, share, more])).toEqual([
    ['brand', 0.1, 6],
    ['educational', 0.1, 4],
    ['promotional', 0.3, 0],
  ])
  // Six more of brand: 8 of 26 is the thirty percent that were planned.
  expect((2 + 6) / 26).toBeGreaterThan(0.3)
})

test('a plan of one category only has nothing to divide by', () => {
  const whole = { engaging: 100, brand: 0, educational: 0, promotional: 0 }
  expect(driftOf([gauge(10, 10, 0, 0)], whole).away[0]).toMatchObject({ category: 'engaging', more: 0 })
})
