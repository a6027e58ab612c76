import { expect, test } from 'vitest'
import { rebalance } from './rebalance.ts'

test('the others give way in proportion', () => {
  expect(rebalance([40, 30, 25, 5], 3, 24)).toEqual([32, 24, 20, 24])
})

test('whatever is set, all are whole and 100 together', () => {
  for (const start of [
    [40, 30, 25, 5],
    [100, 0, 0, 0],
    [34, 33, 33],
    [1, 98, 1],
    [50, 50],
  ])
    for (let at = 0; at < start.length; at++)
      for (let value = -5; value <= 105; value++) {
        const next = rebalance(start, at, value)
        expect(next.reduce((a, b) => a + b, 0)).toBe(100)
        expect(next.every((one) => Number.isInteger(one) && one >= 0)).toBe(true)
        expect(next[at]).toBe(Math.min(100, Math.max(0, value)))
      }
})

test('where the others had nothing they share evenly; one alone has all', () => {
  expect(rebalance([100, 0, 0, 0], 0, 40)).toEqual([40, 20, 20, 20])
  expect(rebalance([30], 0, 20)).toEqual([100])
})
