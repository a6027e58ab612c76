import { expect, test } from 'vitest'
import { joinChannel } from '../../../../test/factories/account.ts'
import { countingNetwork, makePublication } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Manifest } from '../../../networks/kit/manifest.ts'
import type { NativePost } from '../../../networks/kit/network.ts'
import { latest } from '../facts/index.ts'
import { askForHistories, readOn } from './service.ts'

const start = '2030-06-01T08:00:00Z'
const day = 86_400_000

/** An account with a list of posts, newest first, in pages of ten. */
function fakeNetwork(perMinute = 100, cost: Manifest['cost'] = null) {
  const state = { posts: [] as NativePost[], pages: 0, failAt: null as null | number }
  const network = countingNetwork('fake', ['likes'], {
    history: async (_, __, cursor) => {
      if (state.pages === state.failAt) {
        state.failAt = null
        throw new NetworkFailure('later', 'Down', { code: 'down', outage: true })
      }
      state.pages++
      const from = Number(cursor ?? 0)
      const more = from + 10 < state.posts.length
      return { posts: state.posts.slice(from, from + 10), cursor: more ? String(from + 10) : null }
    },
    insights: {
      postsAtOnce: 10,
      posts: async () => new Map(),
      account: async () => [],
    },
  })
  const source = { from: 'test', on: '2030-01-01', confidence: 'primary' } as const
  const rates = [{ scope: 'account', most: perMinute * 4, perSeconds: 60, of: 'all', source } as const]
  return { state, network: { ...network, manifest: { ...network.manifest, rates, cost } } }
}

const native = (n: number, daysAgo: number, more: Partial<NativePost> = {}): NativePost => ({
  remoteId: `native-${n}`,
  url: `https://fake.example/${n}`,
  text: `Native ${n}`,
  publishedAt: new Date(Date.parse(start) - daysAgo * day),
  kind: 'post',
  measured: [{ metric: 'likes', value: n }],
  ...more,
})

async function here(perMinute?: number, cost?: Manifest['cost']) {
  const fake = fakeNetwork(perMinute, cost)
  const w = await world({ networks: [fake.network], at: start, alone: true })
  const channel = await joinChannel(w.ctx, w.workspaceId)
  const minute = async () => {
    await askForHistories(w.ctx)
    await w.runJobs()
    w.clock.on(60_000)
  }
  return { fake: fake.state, w, channel, minute }
}

const publications = (w: World) =>
  w.ctx.db.selectFrom('publications').selectAll().orderBy('publishedAt', 'desc').execute()

const planned = async (w: World) =>
  (
    await w.ctx.db
      .selectFrom('collections')
      .select('subjectId')
      .where('subjectKind', '=', 'publication')
      .execute()
  ).length

test('what an account published elsewhere is taken over with its numbers, a year and a month back', async () => {
  const { fake, w, minute } = await here()
  fake.posts = Array.from({ length: 45 }, (_, i) => native(i, i * 10))
  await minute()
  const list = await publications(w)
  // Ten days apart: 41 of them lie within 400 days.
  expect(list).toHaveLength(41)
  expect(list[0]).toMatchObject({ text: 'Native 0', origin: 'native', postId: null, kind: 'post' })
  const told = await latest(w.ctx.db, w.workspaceId, 'publication', [list[3]?.id ?? ''])
  expect([...told.values()][0]?.likes?.value).toBe(3)
  // Those of the last year are looked at from now on.
  expect(await planned(w)).toBe(37)
})

test('where each post that is read costs, a month is taken over, and looked for news once a day', async () => {
  const source = { from: 'test', on: '2030-01-01', confidence: 'primary' } as const
  const { fake, w, minute } = await here(100, { post: '1', postWithUrl: '1', currency: 'USD', source })
  fake.posts = Array.from({ length: 60 }, (_, i) => native(i, i))
  await minute()
  expect(await publications(w)).toHaveLength(32)
  expect(fake.pages).toBe(4)
  // Older ones than thirty days are looked at no more.
  expect(await planned(w)).toBe(30)
  w.clock.on(3_600_000)
  await minute()
  expect(fake.pages).toBe(4)
  w.clock.on(day)
  await minute()
  expect(fake.pages).toBe(5)
})

test('an import that stops in the middle goes on from there, and takes nothing twice', async () => {
  const { fake, w, minute } = await here()
  fake.posts = Array.from({ length: 35 }, (_, i) => native(i, i))
  fake.failAt = 2
  await minute()
  expect(await publications(w)).toHaveLength(20)
  for (let i = 0; i < 12; i++) await minute()
  expect(await publications(w)).toHaveLength(35)
  expect(fake.pages).toBe(4)
})

test('a long list is read a piece each minute, within the network’s share', async () => {
  const { fake, w, minute } = await here(2)
  fake.posts = Array.from({ length: 50 }, (_, i) => native(i, i))
  const counts: number[] = []
  for (let i = 0; i < 3; i++) {
    await minute()
    counts.push((await publications(w)).length)
  }
  expect(counts).toEqual([20, 40, 50])
})

test('afterwards only the first page is read each hour, until a page brings nothing new', async () => {
  const { fake, w, minute } = await here()
  fake.posts = Array.from({ length: 35 }, (_, i) => native(i, i + 1))
  await minute()
  expect(fake.pages).toBe(4)
  await minute()
  expect(fake.pages).toBe(4)
  fake.posts.unshift(native(100, 0), native(101, 0.1))
  w.clock.on(3_600_000)
  await minute()
  expect(await publications(w)).toHaveLength(37)
  // The first page had news; the second had none, and the third was not asked for.
  expect(fake.pages).toBe(6)
})

test('our own posts are not taken for native ones, nor the later parts of our threads', async () => {
  const { fake, w, channel, minute } = await here()
  const { workspaceId } = w
  await makePublication(w.ctx, workspaceId, channel, start, { remoteId: 'native-1' })
  const post = await w.ctx.db
    .insertInto('posts')
    .values({ workspaceId, content: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await w.ctx.db
    .insertInto('deliveries')
    .values({
      workspaceId,
      postId: post.id,
      channelId: channel,
      network: 'fake',
      state: 'published',
      dueAt: new Date(Date.parse(start) - 2 * day),
      nextAt: new Date(start),
      key: 'k1',
      content: '{}',
      digest: 'd',
      parts: JSON.stringify([{ remoteId: 'native-1' }, { remoteId: 'native-2' }]),
    })
    .execute()
  fake.posts = [native(1, 2), native(2, 2, { kind: 'reply' }), native(3, 3)]
  await minute()
  expect((await publications(w)).map((one) => one.remoteId).toSorted()).toEqual(['native-1', 'native-3'])
})

test('a post that a delivery in doubt may have made is left for that delivery', async () => {
  const { fake, w, channel, minute } = await here()
  const { workspaceId } = w
  const post = await w.ctx.db
    .insertInto('posts')
    .values({ workspaceId, content: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const doubt = await w.ctx.db
    .insertInto('deliveries')
    .values({
      workspaceId,
      postId: post.id,
      channelId: channel,
      network: 'fake',
      state: 'in_doubt',
      dueAt: new Date(start),
      nextAt: new Date(start),
      firstAttemptAt: new Date(start),
      updatedAt: new Date(start),
      key: 'k2',
      content: '{}',
      digest: 'd',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  fake.posts = [native(1, 0), native(2, 1)]
  await minute()
  expect((await publications(w)).map((one) => one.remoteId)).toEqual(['native-2'])
  // Decided: it was not ours. The next reading takes it over.
  await w.ctx.db.updateTable('deliveries').set({ state: 'failed' }).where('id', '=', doubt.id).execute()
  w.clock.on(3_600_000)
  await minute()
  expect(await publications(w)).toHaveLength(2)
})

test('replies are kept apart from posts, and a repost brings no numbers of somebody else', async () => {
  const { fake, w, channel } = await here()
  fake.posts = [native(1, 1, { kind: 'repost' }), native(2, 2, { kind: 'reply' })]
  await askForHistories(w.ctx)
  await readOn(w.ctx, channel)
  const list = await publications(w)
  expect(list.map((one) => one.kind)).toEqual(['repost', 'reply'])
  const told = await latest(
    w.ctx.db,
    w.workspaceId,
    'publication',
    list.map((one) => one.id),
  )
  expect([...told.keys()]).toEqual([list[1]?.id])
  expect(await planned(w)).toBe(0)
})
