import { expect, test } from 'vitest'
import { gainOf, measureCoverage, share } from './forecast.ts'

const list = measureCoverage(60)
const weekly = list.filter(({ seasonal }) => seasonal)

test('the 80 % interval of a forecast holds the truth in 75 to 85 of 100 cases', () => {
  expect(share(list)).toBeGreaterThan(0.75)
  expect(share(list)).toBeLessThan(0.85)
  // No kind of series may be far off, whichever way the mean comes out.
  for (const one of list) {
    expect(one.inside / one.of, one.name).toBeGreaterThan(0.65)
    expect(one.inside / one.of, one.name).toBeLessThan(0.95)
  }
})

test('the same where the week has a rhythm', () => {
  expect(share(weekly)).toBeGreaterThan(0.75)
  expect(share(weekly)).toBeLessThan(0.85)
})

test('the rhythm pays where there is one, and costs next to nothing where there is none', () => {
  const flat = measureCoverage(60, { flat: true })
  const of = (seasonal: boolean) => flat.filter((one) => one.seasonal === seasonal)
  expect(gainOf(weekly, of(true)).loss).toBeGreaterThan(0.05)
  const others = list.filter(({ seasonal }) => !seasonal)
  expect(gainOf(others, of(false)).loss).toBeGreaterThan(-0.01)
})
