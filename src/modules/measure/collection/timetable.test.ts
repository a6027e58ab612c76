import { expect, test } from 'vitest'
import { puppet } from '../../../../test/networks/puppet.ts'
import { isSparing, requestsPerMinute } from './budget.ts'
import { backoff, nextLook } from './timetable.ts'

const start = new Date('2030-01-01T00:00:00Z')
const after = (ms: number) => new Date(start.getTime() + ms)
const hours = (at: Date | null) => (at ? (at.getTime() - start.getTime()) / 3_600_000 : null)

function life(lag = 0): number[] {
  const looks: number[] = []
  for (let at = nextLook(start, start, lag); at; at = nextLook(start, at, lag)) looks.push(hours(at) ?? 0)
  return looks
}

test('a post is looked at often on its first day, daily for a month, weekly for a year, then no more', () => {
  const looks = life()
  expect(looks.slice(0, 8)).toEqual([1 / 12, 0.25, 1, 3, 6, 12, 24, 48])
  expect(looks.filter((at) => at >= 24 && at <= 30 * 24)).toHaveLength(30)
  const late = looks.filter((at) => at > 30 * 24)
  expect(late[0]).toBe(35 * 24)
  expect(late.every((at, i) => i === 0 || at - (late[i - 1] ?? 0) === 7 * 24)).toBe(true)
  expect(looks.at(-1)).toBe(364 * 24)
})

test('where each look costs, there are four in all', () => {
  const looks: (number | null)[] = []
  for (let at = nextLook(start, start, 0, true); at; at = nextLook(start, at, 0, true)) looks.push(hours(at))
  expect(looks).toEqual([1 / 12, 3, 72, 720])
})

test('requests are spared where they are charged for, or where there are few in a day', () => {
  const { manifest } = puppet().network
  const source = { from: 'test', on: '2030-01-01', confidence: 'primary' } as const
  const rate = { scope: 'account', perSeconds: 86_400, source } as const
  const rated = (most: number, of: 'all' | 'publish') => ({ ...manifest, rates: [{ ...rate, most, of }] })
  expect(isSparing(rated(100, 'all'))).toBe(true)
  expect(isSparing(rated(100, 'publish'))).toBe(false)
  expect(isSparing(rated(10_000, 'all'))).toBe(false)
  const cost = { post: '0.01', postWithUrl: '0.01', currency: 'USD', source }
  expect(isSparing({ ...manifest, cost })).toBe(true)
  // The account's own app may be on trial, where others have plenty.
  expect(isSparing(rated(10_000, 'all'), { requestsADay: 100 })).toBe(true)
  expect(requestsPerMinute(manifest, { requestsADay: 100 })).toBe(1)
})

test('looks that were missed while the program stood still are not made up for', () => {
  expect(hours(nextLook(start, after(50 * 3_600_000)))).toBe(72)
})

test('a network that tells after two days is not asked before', () => {
  expect(life(48 * 3_600_000)[0]).toBe(48)
})

test('failures rest longer each time, and never more than a quarter of a day and its spread', () => {
  const rests = [0, 1, 2, 3, 20].map((n) => backoff(n, () => 0.5) / 60_000)
  expect(rests).toEqual([5, 10, 20, 40, 360])
  expect(backoff(0, () => 0)).not.toBe(backoff(0, () => 1))
})
