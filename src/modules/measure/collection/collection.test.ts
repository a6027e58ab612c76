import { expect, test } from 'vitest'
import { joinChannel } from '../../../../test/factories/account.ts'
import { countingNetwork, makePublication } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Account, Insights, Network, Tools } from '../../../networks/kit/network.ts'
import { latest, lifeOf } from '../facts/index.ts'
import { restAfter } from './budget.ts'
import { planCollection, planOld } from './index.ts'
import { countSharing } from './queries.ts'
import { askForDue, collectFrom, collectNow } from './service.ts'

/** A network whose posts have as many likes as it was asked times, and that can be told to fail. */
function fakeNetwork(more: { postsAtOnce?: number; requestsAtOnce?: number; perMinute?: number } = {}) {
  const asked: string[][] = []
  const state = {
    asked,
    accounts: 0,
    gone: new Set<string>(),
    fail: null as null | ((ids: readonly string[]) => unknown),
    killed: false,
  }
  const network: Network = countingNetwork('fake', ['likes'], {
    insights: {
      postsAtOnce: more.postsAtOnce ?? 10,
      requestsAtOnce: more.requestsAtOnce ?? 1,
      posts: async (_, __, ids) => {
        asked.push([...ids])
        if (state.killed) throw new Error('killed')
        const failure = state.fail?.(ids)
        if (failure) throw failure
        const live = ids.filter((id) => !state.gone.has(id))
        return new Map(live.map((id) => [id, [{ metric: 'likes', value: asked.length }]]))
      },
      account: async () => {
        state.accounts++
        const failure = state.fail?.([])
        if (failure) throw failure
        return [{ metric: 'followers', value: 100 + state.accounts }]
      },
    },
  })
  const source = { from: 'test', on: '2030-01-01', confidence: 'primary' } as const
  const rates = more.perMinute
    ? [{ scope: 'account', most: more.perMinute * 4, perSeconds: 60, of: 'all', source } as const]
    : []
  return { ...state, state, network: { ...network, manifest: { ...network.manifest, rates } } }
}

const start = '2030-01-01T08:00:00Z'
const minutes = (n: number) => n * 60_000

async function here(fake: ReturnType<typeof fakeNetwork>) {
  const w = await world({ networks: [fake.network], at: start, alone: true })
  return { w, channel: await joinChannel(w.ctx, w.workspaceId) }
}

async function publish(w: World, channelId: string, remoteId: string, publishedAt = start) {
  const { workspaceId } = w
  const id = await makePublication(w.ctx, workspaceId, channelId, publishedAt, { remoteId })
  const publication = { id, workspaceId, channelId, publishedAt: new Date(publishedAt) }
  await planCollection(w.ctx.db, { publication }, w.clock.now())
  return id
}

const minute = async (w: World) => {
  await askForDue(w.ctx)
  await w.runJobs()
}

const rowsOf = (w: World) =>
  w.ctx.db.selectFrom('collections').selectAll().where('subjectKind', '=', 'publication').execute()

test('a young post is looked at again and again by its age, and an account every six hours', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  const id = await publish(w, channel, 'p1')
  for (let i = 0; i <= 12 * 13; i += 1) {
    await minute(w)
    w.clock.on(minutes(5))
  }
  const life = await lifeOf(w.ctx.db, w.workspaceId, 'publication', id)
  const ages = life.map((point) => (point.at.getTime() - Date.parse(start)) / 60_000)
  expect(ages).toEqual([5, 15, 60, 180, 360, 720])
  expect(fake.state.accounts).toBe(3)
  const told = await latest(w.ctx.db, w.workspaceId, 'channel', [channel])
  expect(told.get(channel)?.followers?.value).toBe(103)
})

test('where the network tells late, a post is not looked at before', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  const { workspaceId } = w
  const id = await makePublication(w.ctx, workspaceId, channel, start, { remoteId: 'late' })
  const publication = { id, workspaceId, channelId: channel, publishedAt: new Date(start) }
  await planCollection(w.ctx.db, { publication, lag: 24 * 60 * 60_000 }, w.clock.now())
  expect((await rowsOf(w)).map(({ nextAt }) => nextAt)).toEqual([new Date('2030-01-02T08:00:00Z')])
})

test('posts are asked for in batches of the network’s size, and no faster than its share of a minute', async () => {
  const fake = fakeNetwork({ postsAtOnce: 4, perMinute: 2 })
  const { w, channel } = await here(fake)
  for (let i = 0; i < 11; i++) await publish(w, channel, `p${i}`)
  w.clock.on(minutes(5))
  await minute(w)
  expect(fake.state.asked.map((ids) => ids.length)).toEqual([4, 4])
  await minute(w)
  expect(fake.state.asked.map((ids) => ids.length)).toEqual([4, 4, 3])
  expect(new Set(fake.state.asked.flat()).size).toBe(11)
})

test('a batch that costs a request for each post counts as so many', async () => {
  const fake = fakeNetwork({ postsAtOnce: 2, requestsAtOnce: 3, perMinute: 6 })
  const { w, channel } = await here(fake)
  for (let i = 0; i < 7; i++) await publish(w, channel, `p${i}`)
  w.clock.on(minutes(5))
  await minute(w)
  expect(fake.state.asked.map((ids) => ids.length)).toEqual([2, 2])
})

test('of what came from elsewhere, nobody pays for old posts where looks are spared', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  for (const at of ['2029-12-20T08:00:00Z', '2029-09-01T08:00:00Z'])
    await makePublication(w.ctx, w.workspaceId, channel, at, { remoteId: at })
  const planned = async (perDay: number) => {
    const source = { from: 'test', on: '2030-01-01', confidence: 'primary' } as const
    const rate = { scope: 'account', most: perDay, perSeconds: 86_400, of: 'all', source } as const
    await w.ctx.db.deleteFrom('collections').where('subjectKind', '=', 'publication').execute()
    const manifest = { ...fake.network.manifest, rates: [rate] }
    await planOld(w.ctx.db, w.workspaceId, w.clock.now(), [{ manifest }])
    return (await rowsOf(w)).length
  }
  expect([await planned(100), await planned(100_000)]).toEqual([1, 2])
})

test('two workers never ask for the same post at the same time', async () => {
  const fake = fakeNetwork({ postsAtOnce: 5 })
  const { w, channel } = await here(fake)
  for (let i = 0; i < 23; i++) await publish(w, channel, `p${i}`)
  w.clock.on(minutes(5))
  await Promise.all([1, 2, 3, 4].map(() => collectFrom(w.ctx, channel)))
  const all = fake.state.asked.flat()
  expect(all).toHaveLength(23)
  expect(new Set(all).size).toBe(23)
})

test('a worker that dies in the middle costs ten minutes, not a post', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  await publish(w, channel, 'p1')
  w.clock.on(minutes(5))
  fake.state.killed = true
  await expect(collectFrom(w.ctx, channel)).rejects.toThrow('killed')
  fake.state.killed = false
  w.clock.on(minutes(9))
  await minute(w)
  expect(fake.state.asked).toHaveLength(1)
  w.clock.on(minutes(1))
  await minute(w)
  expect(fake.state.asked).toHaveLength(2)
})

test('a limit holds all of the account until it ends, and the dispatcher learns of it', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  await publish(w, channel, 'p1')
  await publish(w, channel, 'p2')
  w.clock.on(minutes(5))
  const retryAt = new Date(w.clock.now().getTime() + minutes(30))
  fake.state.fail = () => new NetworkFailure('later', 'Too many requests', { code: 'limited', retryAt })
  await minute(w)
  const before = fake.state.asked.length + fake.state.accounts
  fake.state.fail = null
  w.clock.on(minutes(29))
  await minute(w)
  expect(fake.state.asked.length + fake.state.accounts).toBe(before)
  const limit = await w.ctx.db
    .selectFrom('limits')
    .selectAll()
    .where('scope', '=', `account:${channel}`)
    .executeTakeFirst()
  expect(limit?.blockedUntil).toEqual(retryAt)
  w.clock.on(minutes(1))
  await minute(w)
  expect(fake.state.asked.at(-1)).toHaveLength(2)
})

test('a limit of what was asked for alone is none for the dispatcher', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  await publish(w, channel, 'p1')
  w.clock.on(minutes(5))
  const retryAt = new Date(w.clock.now().getTime() + minutes(30))
  const facts = { code: 'limited', retryAt, alone: true }
  fake.state.fail = () => new NetworkFailure('later', 'No more of these', facts)
  await minute(w)
  const before = fake.state.asked.length
  w.clock.on(minutes(29))
  await minute(w)
  expect(fake.state.asked).toHaveLength(before)
  expect(
    await w.ctx.db.selectFrom('limits').selectAll().where('scope', 'like', `%${channel}`).execute(),
  ).toEqual([])
})

test('one post that the network refuses does not silence its neighbours', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  const good = await publish(w, channel, 'good')
  const bad = await publish(w, channel, 'bad')
  w.clock.on(minutes(5))
  fake.state.fail = (ids) =>
    ids.includes('bad') ? new NetworkFailure('rejected', 'No such id', { code: 'bad_id' }) : null
  await minute(w)
  const told = await latest(w.ctx.db, w.workspaceId, 'publication', [good, bad])
  expect([...told.keys()]).toEqual([good])
  const rows = await rowsOf(w)
  expect(rows.find((row) => row.subjectId === bad)?.failures).toBe(1)
  expect(rows.find((row) => row.subjectId === good)?.failures).toBe(0)
})

test('a post that stays away is taken for gone only after hours, and keeps its last numbers', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  const id = await publish(w, channel, 'p1')
  w.clock.on(minutes(5))
  await minute(w)
  fake.state.gone.add('p1')
  const goneAt = async () =>
    (await w.ctx.db.selectFrom('publications').select('goneAt').where('id', '=', id).executeTakeFirst())
      ?.goneAt ?? null
  w.clock.on(minutes(10))
  await minute(w)
  expect(await goneAt()).toBeNull()
  for (let hour = 0; hour < 12; hour++) {
    w.clock.on(minutes(60))
    await minute(w)
  }
  expect(await goneAt()).not.toBeNull()
  expect(await rowsOf(w)).toEqual([])
  const told = await latest(w.ctx.db, w.workspaceId, 'publication', [id])
  expect(told.get(id)?.likes?.value).toBe(1)
})

test('a post of which only the address is known is not taken for gone, and is asked about no more', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  const address = 'https://social.example/ours/1'
  const id = await publish(w, channel, address)
  fake.state.gone.add(address)
  for (let hour = 0; hour < 14; hour++) {
    w.clock.on(minutes(60))
    await minute(w)
  }
  const row = await w.ctx.db
    .selectFrom('publications')
    .select('goneAt')
    .where('id', '=', id)
    .executeTakeFirst()
  expect(row?.goneAt).toBeNull()
  expect(await rowsOf(w)).toEqual([])
})

test('a refused sign-in is told once, and nothing is asked until the account is joined again', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  await publish(w, channel, 'p1')
  w.clock.on(minutes(5))
  fake.state.fail = () => new NetworkFailure('reconnect', 'Sign in again', { code: 'revoked' })
  await minute(w)
  const row = await w.ctx.db
    .selectFrom('channels')
    .select('state')
    .where('id', '=', channel)
    .executeTakeFirst()
  expect(row?.state).toBe('reconnect')
  const before = fake.state.accounts
  w.clock.on(minutes(60))
  await minute(w)
  expect(fake.state.accounts).toBe(before)
})

test('a person can have the numbers of now, but not more often than every five minutes', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  await publish(w, channel, 'p1')
  await minute(w)
  w.clock.on(minutes(20))
  await minute(w)
  const before = fake.state.asked.length
  expect(await collectNow(w.ctx, w.actor('analyst'))).toEqual({ channels: 1 })
  await w.runJobs()
  // Looked at a moment ago: the account was not.
  expect(fake.state.asked).toHaveLength(before)
  expect(fake.state.accounts).toBe(2)
  w.clock.on(minutes(6))
  await collectNow(w.ctx, w.actor('analyst'))
  await w.runJobs()
  expect(fake.state.asked).toHaveLength(before + 1)
  expect(await collectNow(w.ctx, w.actor('analyst'))).toEqual({ channels: 0 })
})

test('the demonstration is never asked about, whatever its rows say', async () => {
  const fake = fakeNetwork()
  const { w, channel } = await here(fake)
  await w.ctx.db.updateTable('workspaces').set({ demo: true }).where('id', '=', w.workspaceId).execute()
  await publish(w, channel, 'p1')
  w.clock.on(minutes(60))
  await minute(w)
  expect(fake.state.asked).toEqual([])
  expect(fake.state.accounts).toBe(0)
})

test('of an account with few requests in a day, numbers take a quarter, and the channels of its app share it', async () => {
  const fake = fakeNetwork({ postsAtOnce: 10, requestsAtOnce: 60 })
  let requests = 0
  const insights = {
    ...fake.network.insights,
    posts: async (tools: Tools, account: Account, ids: readonly string[]) => {
      for (let asked = 0; asked < ids.length * 6; asked++) await tools.fetch('https://few.example/numbers')
      return fake.network.insights?.posts(tools, account, ids) ?? new Map()
    },
  } as Insights
  const w = await world({
    ...{ networks: [{ ...fake.network, insights }], at: start, alone: true },
    fetch: async () => {
      requests++
      return new Response('{}')
    },
  })
  const channel = await joinChannel(w.ctx, w.workspaceId)
  const limits = JSON.stringify({ requestsADay: 100 })
  await w.ctx.db.updateTable('channels').set({ limits }).where('id', '=', channel).execute()
  for (let i = 0; i < 40; i++) await publish(w, channel, `p${i}`)
  const day = async () => {
    const before = requests
    for (let hour = 0; hour < 24; hour++) {
      await minute(w)
      w.clock.on(minutes(60))
    }
    return requests - before
  }
  w.clock.on(minutes(5))
  expect(await day()).toBe(24)
  expect(fake.state.asked.map((ids) => ids.length)).toEqual([4])
  expect(await day()).toBeLessThanOrEqual(25)
  // Put off together, they come in turns: nobody is asked about again before all were.
  for (let days = 0; days < 2; days++) await day()
  const asked = fake.state.asked.flat()
  expect(asked.length).toBeGreaterThan(12)
  expect(new Set(asked).size).toBe(asked.length)
})

test('channels of one app share what its accounts have in a day', async () => {
  const { w, channel } = await here(fakeNetwork())
  const other = await joinChannel(w.ctx, w.workspaceId, '@other')
  const at = w.clock.now()
  const { id: appId } = await w.ctx.db
    .insertInto('apps')
    .values({
      ...{ workspaceId: w.workspaceId, network: 'fake', name: 'Ours', sealed: Buffer.from(''), keyId: 'k' },
      ...{ createdAt: at, updatedAt: at },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await w.ctx.db.updateTable('channels').set({ appId }).where('id', 'in', [channel, other]).execute()
  expect(await countSharing(w.ctx.db, { id: channel, appId })).toBe(2)
  expect(await countSharing(w.ctx.db, { id: channel, appId: null })).toBe(1)
  expect(restAfter(25, 100)).toBe(86_400_000)
})
