import { expect, test } from 'vitest'
import { type MetricId, metricOf } from '../metrics/contract.ts'
import type { Missing } from './contract.ts'
import { comparePeriods, type Facts, poolNumber, type Tells } from './pool.ts'

const facts = (channelId: string, more: Partial<Facts> = {}): Facts => ({
  channelId,
  network: 'fake',
  posts: 0,
  sums: {},
  followers: { start: null, end: null, since: null, at: null },
  asOf: null,
  ...more,
})
const followers = (start: number | null, end: number | null) => ({
  followers: { start, end, since: null, at: end === null ? null : new Date('2030-01-02T00:00Z') },
})
const always: Tells = () => true
const never: Tells = () => false

test('a rate over two channels is sum over sum, not the mean of their rates', () => {
  const small = facts('a', { posts: 1, sums: { er_followers: { num: 10, den: 100, n: 1 } } })
  const large = facts('b', { posts: 1, sums: { er_followers: { num: 90, den: 9900, n: 1 } } })
  const pooled = poolNumber(metricOf('er_followers'), [small, large], always)
  expect(pooled.value).toBe(100 / 10_000)
  expect(pooled.base).toEqual({ numerator: 100, denominator: 10_000 })
})

test('a channel that tells nothing is left out and said, never counted as zero', () => {
  const told = facts('a', followers(100, 120))
  const silent = facts('b')
  const pooled = poolNumber(metricOf('followers'), [told, silent], always)
  expect(pooled.value).toBe(120)
  expect(pooled.coverage.channels).toEqual({ of: 2, have: 1 })
  expect(pooled.coverage.lacking).toEqual([{ channelId: 'b', reason: 'no_data' }])
})

const missing: [Missing, MetricId, Facts[], Tells][] = [
  ['not_told', 'er_views', [facts('a', { posts: 3 })], never],
  ['no_data', 'likes', [facts('a', { posts: 3 })], always],
  ['no_data', 'followers', [], always],
  ['no_posts', 'er_followers', [facts('a')], always],
  ['zero_base', 'er_views', [facts('a', { posts: 1, sums: { er_views: { num: 0, den: 0, n: 1 } } })], always],
]

test.each(missing)('a number is missing and not zero: %s (%s)', (reason, id, list, tells) => {
  expect(poolNumber(metricOf(id), list, tells)).toMatchObject({ value: null, missing: reason })
})

test('nothing published means zero likes, which is a number', () => {
  expect(poolNumber(metricOf('likes'), [facts('a')], always)).toMatchObject({ value: 0, missing: null })
})

test('growth is pooled as gained over start', () => {
  const list = [facts('a', followers(100, 150)), facts('b', followers(900, 900))]
  expect(poolNumber(metricOf('audience_growth_rate'), list, always).value).toBe(50 / 1000)
  expect(poolNumber(metricOf('followers_gained'), list, always).value).toBe(50)
})

test('a channel joined between two periods does not look like growth', () => {
  const now = [facts('a', followers(100, 110)), facts('new', followers(500, 500))]
  const then = [facts('a', followers(90, 100)), facts('new')]
  const compared = comparePeriods(metricOf('followers'), now, then, always)
  expect(compared).toEqual({ value: 100, difference: 10, change: 0.1, channels: 1 })
})

test('a change from zero has a difference and no percentage', () => {
  const then = [facts('a', { posts: 1, sums: { likes: { num: 0, den: 0, n: 1 } } })]
  const now = [facts('a', { posts: 1, sums: { likes: { num: 5, den: 0, n: 1 } } })]
  expect(comparePeriods(metricOf('likes'), now, then, always)).toMatchObject({ difference: 5, change: null })
})
