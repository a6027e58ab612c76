import { expect, test } from 'vitest'
import { countedOf, endOf, lengthOf } from './days.ts'
import { beliefs } from './posterior.ts'
import { judge } from './standing.ts'

const good = [30, 42, 28, 35, 51, 33, 40, 29]
const poor = [3, 5, 2, 4, 6, 3, 5, 2]

test('clearly better results are believed to be better, with intervals around what was seen', () => {
  const [a, b] = beliefs([good, poor], 0.1) ?? []
  expect(a?.best).toBeGreaterThan(0.99)
  expect(a?.risk).toBeLessThan(0.01)
  expect(b?.loss).toBeGreaterThan(0.7)
  expect(a?.typical.low).toBeGreaterThan(25)
  expect(a?.typical.high).toBeLessThan(45)
  expect(b?.typical.low).toBeLessThan(b?.typical.mid ?? 0)
})

test('the same results give the same belief; one result, or none, gives none', () => {
  expect(beliefs([good, poor], 0.1)).toEqual(beliefs([good, poor], 0.1))
  expect(beliefs([good, [3]], 0.1)).toBeNull()
  expect(beliefs([good, []], 0.1)).toBeNull()
  expect(beliefs([], 0.1)).toBeNull()
})

test('chances of being the best come to one, and nothing is taken as no result at all', () => {
  const found = beliefs([good, good.map((one) => one + 1), poor], 0.1) ?? []
  expect(found.reduce((sum, { best }) => sum + best, 0)).toBeCloseTo(1, 9)
  const zeros =
    beliefs(
      [
        [0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0],
      ],
      0.1,
    ) ?? []
  for (const { typical, best } of zeros) {
    expect(typical.low).toBe(0)
    expect(best).toBeGreaterThan(0.3)
  }
})

test('a pilot is not called sure in its first weeks or with few posts, and says when its weeks are over', () => {
  expect(judge([good, poor], 0.1, { done: 1, of: 4 })).toMatchObject({ standing: 'early', keep: [] })
  expect(judge([good, poor], 0.1, { done: 2, of: 4 })).toMatchObject({ standing: 'sure', keep: [0] })
  expect(judge([good, poor.slice(0, 4)], 0.1, { done: 2, of: 4 })).toMatchObject({ standing: 'few' })
  const alike = [0, 1].map((shift) => good.map((one, i) => one + ((i + shift) % 2) * 30))
  expect(judge(alike, 0.02, { done: 3, of: 4 }).standing).toBe('open')
  expect(judge(alike, 0.02, { done: 4, of: 4 })).toMatchObject({ standing: 'over', keep: [] })
  expect(judge([good, []], 0.1, { done: 4, of: 4 })).toMatchObject({ standing: 'over', beliefs: null })
})

const span = { startsOn: '2030-01-07', weeks: 2, state: 'running', haltedOn: null, pauses: [] } as const

test('days that were paused do not count, and the end moves by as many', () => {
  expect(endOf({ ...span, pauses: [] })).toBe('2030-01-20')
  const pauses = [{ from: '2030-01-09', to: '2030-01-11' }]
  expect(endOf({ ...span, pauses })).toBe('2030-01-23')
  expect(countedOf({ ...span, pauses }, '2030-01-13')).toEqual([
    { from: '2030-01-07', to: '2030-01-08' },
    { from: '2030-01-12', to: '2030-01-13' },
  ])
  expect(lengthOf(countedOf({ ...span, pauses }, '2030-03-01'))).toBe(14)
  expect(countedOf({ ...span, pauses: [] }, '2030-01-01')).toEqual([])
  expect(
    lengthOf(countedOf({ ...span, pauses: [], state: 'stopped', haltedOn: '2030-01-10' }, '2030-03-01')),
  ).toBe(3)
})

/** As many results as one likes, whose logarithms are normal. */
function lots(count: number, mean: number, spread: number): number[] {
  return Array.from({ length: count }, (_, n) => {
    // Evenly through the normal, by its quantiles.
    const p = (n + 0.5) / count
    const z = Math.sign(p - 0.5) * Math.sqrt(2) * inverseErf(Math.abs(2 * p - 1))
    return Math.expm1(mean + spread * z)
  })
}

/** Winitzki's; to three digits. */
function inverseErf(x: number): number {
  const a = 0.147
  const log = Math.log(1 - x * x)
  const half = 2 / (Math.PI * a) + log / 2
  return Math.sqrt(Math.sqrt(half * half - log / a) - half)
}

test('what is given up is a share of what comes in: half as many small results give up a half, and not a quarter', () => {
  // One and two for a post: in 1 + x that would be two and three, and a third given up.
  const [, less] = beliefs([Array(400).fill(2), Array(400).fill(1)], 0.1) ?? []
  expect(less?.loss).toBeCloseTo(0.5, 1)
  // Nothing is no share of anything.
  const [none, some] = beliefs([Array(60).fill(0), Array(60).fill(1)], 0.1) ?? []
  expect(none?.loss).toBeGreaterThan(0.98)
  expect(some?.loss).toBeLessThan(0.01)
})

test('a channel whose few large posts bring more is not given up for one whose typical post is as good', () => {
  const [steady, lucky] = beliefs([lots(300, 3, 0.4), lots(300, 3, 1.2)], 0.1) ?? []
  expect(steady?.typical.mid).toBeCloseTo(lucky?.typical.mid ?? 0, 0)
  // e^(0.72 − 0.08) times as much.
  expect(steady?.loss).toBeCloseTo(1 - Math.exp(0.08 - 0.72), 1)
  expect(lucky?.best).toBeGreaterThan(0.99)
})
