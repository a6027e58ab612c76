import { expect, test } from 'vitest'
import { coverage, playPilots, wrongShare } from './pilot.ts'

test('the 80 % interval of a pilot holds the truth in 75 to 85 of 100 cases, and its stop rule errs in at most ten of a hundred', () => {
  const list = playPilots(60)
  expect(coverage(list)).toBeGreaterThan(0.75)
  expect(coverage(list)).toBeLessThan(0.85)
  expect(wrongShare(list)).toBeLessThan(0.1)
  // No kind of results may be far off, whichever way the mean comes out; and pilots do stop.
  for (const one of list) {
    expect(one.inside / one.intervals, one.name).toBeGreaterThan(0.68)
    expect(one.wrong / one.stopped, one.name).toBeLessThan(0.2)
    expect(one.stopped, one.name).toBeGreaterThan(15)
  }
}, 60_000)
