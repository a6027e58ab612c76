import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, makePublication, tell } from '../../../../test/factories/measure.ts'
import { world } from '../../../../test/world.ts'
import type { MetricId } from '../metrics/contract.ts'
import { type NumberValue, type Overview, OverviewQuery } from './contract.ts'
import { readOverview, readSeries } from './service.ts'

const networks = [
  countingNetwork('plain', ['likes', 'reposts', 'replies']),
  countingNetwork('rich', ['likes', 'reposts', 'replies', 'quotes', 'views']),
]

// The clock stands at 10:00 in Riga on 1 January 2030; the workspace's days are Riga's.
const here = () => world({ networks, at: '2030-01-29T08:00:00Z' })
const week = { from: '2030-01-20', to: '2030-01-26' }

const ask = (w: Awaited<ReturnType<typeof here>>, query: Record<string, string> = {}): Promise<Overview> =>
  readOverview(w.ctx, w.actor('owner'), OverviewQuery.parse({ ...week, ...query }))

function pick(numbers: readonly NumberValue[], id: MetricId): NumberValue {
  const found = numbers.find((number) => number.metric === id)
  if (!found) throw new Error(`No number ${id}`)
  return found
}

test('the engagement rate divides by the followers of each post’s own day', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  await tell(w.ctx, w.workspaceId, 'channel', channel, '2030-01-21T09:00Z', { followers: 100 })
  await tell(w.ctx, w.workspaceId, 'channel', channel, '2030-01-23T09:00Z', { followers: 400 })
  // 23:30 UTC is the next day in Riga: this post belongs to the 21st.
  const first = await makePublication(w.ctx, w.workspaceId, channel, '2030-01-20T23:30Z')
  const second = await makePublication(w.ctx, w.workspaceId, channel, '2030-01-23T10:00Z')
  await tell(w.ctx, w.workspaceId, 'publication', first, '2030-01-22T09:00Z', { likes: 8, replies: 2 })
  await tell(w.ctx, w.workspaceId, 'publication', second, '2030-01-24T09:00Z', { likes: 10, reposts: 5 })
  await tell(w.ctx, w.workspaceId, 'publication', second, '2030-01-25T09:00Z', { likes: 20, reposts: 10 })

  const rate = pick((await ask(w)).totals, 'er_followers')
  expect(rate).toMatchObject({ value: 40 / 500, base: { numerator: 40, denominator: 500 } })
  expect(rate.coverage.posts).toEqual({ of: 2, have: 2 })
  expect(rate.asOf).toBe('2030-01-25T09:00:00.000Z')
})

test('a post from before anybody counted followers stays out of the rate, and the answer says so', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  await tell(w.ctx, w.workspaceId, 'channel', channel, '2030-01-25T09:00Z', { followers: 50 })
  const early = await makePublication(w.ctx, w.workspaceId, channel, '2030-01-20T10:00Z')
  const late = await makePublication(w.ctx, w.workspaceId, channel, '2030-01-25T10:00Z')
  for (const id of [early, late])
    await tell(w.ctx, w.workspaceId, 'publication', id, '2030-01-26T09:00Z', { likes: 5 })
  const { totals } = await ask(w)
  expect(pick(totals, 'er_followers')).toMatchObject({ value: 0.1, coverage: { posts: { of: 2, have: 1 } } })
  expect(pick(totals, 'likes')).toMatchObject({ value: 10, coverage: { posts: { of: 2, have: 2 } } })
})

test('a network without views has a dash for views, and the total says that one of two channels has them', async () => {
  const w = await here()
  const plain = await makeChannel(w.ctx, w.workspaceId, 'plain')
  const rich = await makeChannel(w.ctx, w.workspaceId, 'rich')
  for (const [channel, views] of [
    [plain, {}],
    [rich, { views: 1000 }],
  ] as const) {
    const id = await makePublication(w.ctx, w.workspaceId, channel, '2030-01-22T10:00Z')
    await tell(w.ctx, w.workspaceId, 'publication', id, '2030-01-23T09:00Z', { likes: 10, ...views })
  }
  const { totals, channels } = await ask(w)
  expect(pick(totals, 'views')).toMatchObject({ value: 1000, coverage: { channels: { of: 2, have: 1 } } })
  expect(pick(totals, 'views').coverage.lacking).toEqual([{ channelId: plain, reason: 'not_told' }])
  expect(pick(totals, 'er_views').value).toBe(10 / 1000)
  const own = channels.find((channel) => channel.channelId === plain)
  expect(pick(own?.numbers ?? [], 'views')).toMatchObject({ value: null, missing: 'not_told' })
  expect(pick(own?.numbers ?? [], 'saves')).toMatchObject({ value: null, missing: 'not_told' })
})

test('followers and their growth stand beside the period before', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  for (const [at, followers] of [
    ['2030-01-12T12:00Z', 80],
    ['2030-01-19T12:00Z', 100],
    ['2030-01-26T12:00Z', 130],
  ] as const)
    await tell(w.ctx, w.workspaceId, 'channel', channel, at, { followers })
  const { totals, compare } = await ask(w)
  expect(compare).toMatchObject({ from: '2030-01-13', to: '2030-01-19', days: 7 })
  expect(pick(totals, 'followers')).toMatchObject({
    value: 130,
    compare: { value: 100, difference: 30, change: 0.3 },
  })
  expect(pick(totals, 'followers_gained')).toMatchObject({
    value: 30,
    compare: { value: 20, difference: 10 },
  })
  expect(pick(totals, 'audience_growth_rate')).toMatchObject({ value: 0.3, compare: { value: 0.25 } })
})

test('growth since a channel was joined inside the period says since when it is known', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  await tell(w.ctx, w.workspaceId, 'channel', channel, '2030-01-24T12:00Z', { followers: 100 })
  const alone = pick((await ask(w)).totals, 'followers_gained')
  expect(alone).toMatchObject({ value: null, missing: 'no_data' })
  await tell(w.ctx, w.workspaceId, 'channel', channel, '2030-01-26T12:00Z', { followers: 104 })
  const gained = pick((await ask(w)).totals, 'followers_gained')
  expect(gained.value).toBe(4)
  expect(gained.coverage.since).toEqual([{ channelId: channel, at: '2030-01-24T12:00:00.000Z' }])
})

test('the same dates of last year can be compared with, 29 February too', async () => {
  const w = await world({ networks, at: '2032-03-05T08:00:00Z' })
  const answer = await readOverview(
    w.ctx,
    w.actor('owner'),
    OverviewQuery.parse({ from: '2032-02-29', to: '2032-03-02', compare: 'year' }),
  )
  expect(answer.compare).toMatchObject({ from: '2031-02-28', to: '2031-03-02' })
})

test('replies and reposts are not posts, and posts of another workspace are nobody’s business here', async () => {
  const w = await here()
  const there = await w.tenant()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  const foreign = await makeChannel(w.ctx, there.workspaceId, 'plain')
  await makePublication(w.ctx, w.workspaceId, channel, '2030-01-22T10:00Z')
  await makePublication(w.ctx, w.workspaceId, channel, '2030-01-22T11:00Z', { kind: 'reply' })
  await makePublication(w.ctx, w.workspaceId, channel, '2030-01-22T12:00Z', { kind: 'repost' })
  await makePublication(w.ctx, there.workspaceId, foreign, '2030-01-22T10:00Z')
  expect(pick((await ask(w)).totals, 'posts').value).toBe(1)
  await expect(ask(w, { channels: foreign })).rejects.toMatchObject({ code: 'numbers.no_channel' })
})

test('posts of the last three days are said to be still growing', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  await makePublication(w.ctx, w.workspaceId, channel, '2030-01-25T10:00Z')
  await makePublication(w.ctx, w.workspaceId, channel, '2030-01-28T10:00Z')
  const answer = await ask(w, { from: '2030-01-20', to: '2030-01-29' })
  expect(answer.settling).toEqual({ posts: 1, hours: 72 })
  expect(answer.period).toMatchObject({ partial: true, days: 10 })
})

test('a day on which one channel was not asked is a gap in the sum, not a dip', async () => {
  const w = await here()
  const [a, b] = [
    await makeChannel(w.ctx, w.workspaceId, 'plain'),
    await makeChannel(w.ctx, w.workspaceId, 'plain'),
  ]
  const days = ['2030-01-20', '2030-01-21', '2030-01-22', '2030-01-23']
  for (const day of days) await tell(w.ctx, w.workspaceId, 'channel', a, `${day}T10:00Z`, { followers: 100 })
  for (const day of [days[1], days[3]])
    await tell(w.ctx, w.workspaceId, 'channel', b, `${day}T10:00Z`, { followers: 10 })
  const series = await readSeries(w.ctx, w.actor('owner'), {
    metric: 'followers',
    compare: 'none',
    from: '2030-01-20',
    to: '2030-01-23',
  })
  expect(series.points).toEqual([
    { day: '2030-01-20', value: 100, have: 1, of: 1 },
    { day: '2030-01-21', value: 110, have: 2, of: 2 },
    { day: '2030-01-22', value: null, have: 1, of: 2 },
    { day: '2030-01-23', value: 110, have: 2, of: 2 },
  ])
})

test('a day without posts has zero likes and no rate', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  const id = await makePublication(w.ctx, w.workspaceId, channel, '2030-01-21T10:00Z')
  await tell(w.ctx, w.workspaceId, 'publication', id, '2030-01-22T10:00Z', { likes: 3 })
  const of = async (metric: MetricId) => {
    const query = { metric, compare: 'none', from: '2030-01-20', to: '2030-01-21' } as const
    return (await readSeries(w.ctx, w.actor('owner'), query)).points.map((point) => point.value)
  }
  expect(await of('likes')).toEqual([0, 3])
  expect(await of('applause')).toEqual([null, 3])
})
