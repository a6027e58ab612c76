import { expect, test } from 'vitest'
import { measureCoverage, share } from './forecast.ts'

test('the 80 % interval of a forecast holds the truth in 75 to 85 of 100 cases', () => {
  const list = measureCoverage(200)
  expect(share(list)).toBeGreaterThan(0.75)
  expect(share(list)).toBeLessThan(0.85)
  // No kind of series may be far off, whichever way the mean comes out.
  for (const one of list) {
    expect(one.inside / one.of, one.name).toBeGreaterThan(0.65)
    expect(one.inside / one.of, one.name).toBeLessThan(0.95)
  }
})
