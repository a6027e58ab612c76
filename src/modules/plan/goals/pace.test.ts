import { expect, test } from 'vitest'
import { addDays } from '../../measure/numbers/index.ts'
import { type PaceFacts, paceAhead } from './pace.ts'

const today = '2030-04-01'
const facts = (more: Partial<PaceFacts> = {}): PaceFacts => ({
  ...{ today, deadline: addDays(today, 28), value: 0, weeks: [3, 3, 2, 4, 3, 3, 2, 4], scheduled: new Map() },
  kept: { out: 40, of: 40 },
  ...more,
})
const everyOther = (count: number) =>
  new Map(Array.from({ length: count }, (_, i) => [addDays(today, 2 * i), 1]))

test('a pace of three a week reaches ten in four weeks, hardly sixteen, and by about the third week', () => {
  const ahead = paceAhead(facts())
  expect(ahead.chance(10)).toBeGreaterThan(0.6)
  expect(ahead.chance(10)).toBeLessThan(0.95)
  expect(ahead.chance(16)).toBeLessThan(0.25)
  expect(ahead.outlook?.median).toBeGreaterThanOrEqual(11)
  expect(ahead.outlook?.median).toBeLessThanOrEqual(13)
  expect(ahead.reaches(9)).toBe(addDays(today, 21))
})

test('what is scheduled counts where it is more than the pace brings, and not on top of it', () => {
  const ahead = paceAhead(facts({ scheduled: everyOther(14) }))
  expect(ahead.chance(14)).toBeGreaterThan(0.6)
  // Fourteen are scheduled where twelve are usual: together they are no twenty-six.
  expect(ahead.chance(26)).toBeLessThan(0.02)
  expect(ahead.reaches(14)).toBe(addDays(today, 26))
  expect(ahead.madeOf).toMatchObject({ perWeek: 3, weeks: 8, scheduled: 14 })
})

test('what is scheduled and seldom goes out is worth less', () => {
  const chance = (out: number) =>
    paceAhead(facts({ weeks: [], scheduled: everyOther(12), kept: { out, of: 40 } })).chance(12) ?? 0
  expect(chance(40)).toBeGreaterThan(0.75)
  expect(chance(20)).toBeLessThan(0.05)
})

test('nothing is told where nothing can be: no past and too few scheduled, or too far ahead', () => {
  expect(paceAhead(facts({ weeks: [3, 3, 3] })).chance(5)).toBeNull()
  expect(paceAhead(facts({ weeks: [3, 3, 3] })).outlook).toBeNull()
  expect(paceAhead(facts({ weeks: [3, 3, 3], scheduled: everyOther(6) })).chance(5)).toBeGreaterThan(0.9)
  expect(paceAhead(facts({ deadline: addDays(today, 365) })).chance(100)).toBeNull()
  expect(paceAhead(facts({ weeks: [0, 0, 0, 0] })).reaches(3)).toBeNull()
})

test('weeks that scatter make the interval wider, and the chances come to one', () => {
  const width = (weeks: number[]) => {
    const { outlook } = paceAhead(facts({ weeks }))
    return (outlook?.high ?? 0) - (outlook?.low ?? 0)
  }
  expect(width([0, 10, 0, 8, 1, 9, 0, 12])).toBeGreaterThan(width([5, 5, 5, 5, 5, 5, 5, 5]))
  expect(paceAhead(facts()).chance(0)).toBe(1)
  expect(paceAhead(facts()).chance(1)).toBeGreaterThan(0.999)
})

test('many posts are told like few: where both ways of reckoning meet, and beyond', () => {
  const busy = (weeks: number, perWeek: number) =>
    paceAhead(
      facts({ deadline: addDays(today, 7 * weeks), weeks: Array.from({ length: 12 }, () => perWeek) }),
    )
  // 12 weeks of 24 are counted one by one, of 27 by the curve.
  for (const perWeek of [24, 27]) {
    const { outlook, chance } = busy(12, perWeek)
    expect(Math.abs((outlook?.median ?? 0) - 12 * perWeek)).toBeLessThan(4)
    expect(chance(outlook?.high ?? 0)).toBeGreaterThan(0.08)
    expect(chance(outlook?.high ?? 0)).toBeLessThan(0.13)
    expect(chance(outlook?.low ?? 0)).toBeGreaterThan(0.88)
  }
  const { outlook, chance } = busy(48, 100)
  expect(chance(3500)).toBeGreaterThan(0.999)
  expect(chance(6500)).toBeLessThan(0.001)
  expect(outlook?.median).toBeGreaterThan(4700)
  expect(outlook?.median).toBeLessThan(4900)
})

/** Teams of known pace, each held against what then came. */
test('chances of one half come true about half of the time', () => {
  let state = 99
  const even = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const count = (mean: number) => {
    let [n, product] = [0, even()]
    for (const limit = Math.exp(-mean); product > limit; n++) product *= even()
    return n
  }
  const bins = [0, 0, 0].map(() => ({ said: 0, came: 0, of: 0 }))
  for (let team = 0; team < 600; team++) {
    const rate = 1 + 5 * even()
    const weeks = Array.from({ length: 8 }, () => count(rate))
    const target = Math.round(rate * 4 * (0.6 + 0.8 * even()))
    const said = paceAhead(facts({ weeks })).chance(target) ?? 0
    const bin = bins[Math.min(2, Math.floor(said * 3))]
    if (!bin) continue
    bin.of++
    bin.said += said
    if (count(rate * 4) >= target) bin.came++
  }
  for (const { said, came, of } of bins) expect(Math.abs(said - came) / of).toBeLessThan(0.1)
})
