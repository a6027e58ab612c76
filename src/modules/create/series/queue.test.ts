import { expect, test } from 'vitest'
import { PostSeed } from '../posts/contract.ts'
import { join } from '../posts/samples.ts'
import { desk, makeDue, slotsOf } from './series.fixture.ts'
import { changeSeries, readSeries } from './service.ts'

test('posts of a queue take turns and rest; wordings take turns too', async () => {
  const { add, seed, texts } = await desk()
  await add({
    ...{ kind: 'evergreen', rule: 'FREQ=DAILY', startsAt: '2030-03-26T09:00', horizonDays: 6, restDays: 2 },
    items: [{ post: seed('A'), wordings: ['A again'] }, { post: seed('B') }],
  })
  expect(await texts()).toEqual(['A', 'B', 'A again', 'B', 'A'])
})

test('where a network forbids the same words again, nothing is said twice and the post is told to be used up', async () => {
  const { w, actor, add, seed, texts } = await desk()
  const chirp = w.ctx.networks.get('chirp')
  if (!chirp) throw new Error('No network')
  const source = { from: 'test', on: '2026-11-22', confidence: 'primary' } as const
  const strict: typeof chirp = {
    ...chirp,
    manifest: { ...chirp.manifest, noRepeats: { days: null, source } },
  }
  Object.assign(w.ctx, { networks: new Map([...w.ctx.networks]).set('chirp', strict) })
  const { id } = await add({
    ...{ kind: 'evergreen', rule: 'FREQ=DAILY', horizonDays: 6 },
    items: [{ post: seed('A'), wordings: ['A again'] }],
  })
  expect(await texts()).toEqual(['A', 'A again'])
  const told = await readSeries(w.ctx, actor, id)
  expect(told).toMatchObject({ words: 'none_left', items: [{ state: 'stopped', stopped: 'identical' }] })
})

test('a queue without a rule fills the free slots of its channel', async () => {
  const { w, add, seed, channelId, posts } = await desk()
  await w.ctx.db
    .insertInto('slots')
    .values([
      { workspaceId: w.workspaceId, channelId, weekday: 3, atTime: '10:00' },
      { workspaceId: w.workspaceId, channelId, weekday: 5, atTime: '10:00' },
    ])
    .execute()
  await add({
    kind: 'evergreen',
    rule: null,
    startsAt: '2030-03-25T00:00',
    horizonDays: 7,
    items: [{ post: seed('A') }, { post: seed('B') }],
  })
  expect((await posts()).map(({ wishAt }) => String(wishAt).slice(0, 16))).toEqual([
    '2030-03-27T10:00',
    '2030-03-29T10:00',
  ])
})

test('a queue that fills free slots gives each channel posts at its own slots only', async () => {
  const { w, add, channelId } = await desk()
  const other = await join(w, { handle: '@news', name: 'News' })
  await w.ctx.db
    .insertInto('slots')
    .values([
      { workspaceId: w.workspaceId, channelId, weekday: 3, atTime: '10:00' },
      { workspaceId: w.workspaceId, channelId: other, weekday: 5, atTime: '11:00' },
    ])
    .execute()
  const post = (text: string, ids: string[]) => ({
    post: PostSeed.parse({
      content: { parts: [{ text }] },
      variants: ids.map((id) => ({ channelId: id })),
    }),
  })
  await add({
    ...{ kind: 'evergreen', rule: null, startsAt: '2030-03-25T00:00', horizonDays: 13 },
    items: [post('B', [other]), post('A', [channelId])],
  })
  const due = await w.ctx.db
    .selectFrom('deliveries')
    .select(['channelId', 'dueAt'])
    .where('workspaceId', '=', w.workspaceId)
    .orderBy('dueAt')
    .execute()
  expect(due.map(({ channelId: id, dueAt }) => [id === other, dueAt.toISOString()])).toEqual([
    [false, '2030-03-27T08:00:00.000Z'],
    [true, '2030-03-29T09:00:00.000Z'],
    [false, '2030-04-03T07:00:00.000Z'],
    [true, '2030-04-05T08:00:00.000Z'],
  ])
})

test('a post for several channels goes out on each at its own slots, in rounds that the slowest of them sets', async () => {
  const { w, add, channelId } = await desk()
  const other = await join(w, { handle: '@news', name: 'News' })
  const daily = [1, 2, 3, 4, 5, 6, 7].map((day) => [channelId, day, '10:00'] as const)
  await slotsOf(w, [...daily, [other, 4, '15:30']])
  const post = PostSeed.parse({
    content: { parts: [{ text: 'Both' }] },
    variants: [{ channelId }, { channelId: other }],
  })
  await add({
    ...{ kind: 'evergreen', rule: null, startsAt: '2030-03-25T00:00', horizonDays: 9, items: [{ post }] },
  })
  const due = async () =>
    (
      await w.ctx.db
        .selectFrom('deliveries')
        .select(['channelId', 'dueAt'])
        .where('workspaceId', '=', w.workspaceId)
        .orderBy('dueAt')
        .execute()
    ).map(({ channelId: id, dueAt }) => [id === other, dueAt.toISOString().slice(0, 16)])
  const all = [
    [false, '2030-03-26T08:00'],
    [true, '2030-03-28T13:30'],
    [false, '2030-03-29T08:00'],
    [true, '2030-04-04T12:30'],
  ]
  expect(await due()).toEqual(all)
  w.clock.to('2030-03-26T12:00:00Z')
  await makeDue(w)
  expect(await due()).toEqual(all)
})

test('a queue whose last post was changed by hand fills the slots before that one anew', async () => {
  const { w, add, seed, actor, channelId, posts, texts } = await desk()
  await slotsOf(w, [
    [channelId, 3, '10:00'],
    [channelId, 5, '10:00'],
  ])
  const { id, body } = await add({
    ...{ kind: 'evergreen', rule: null, startsAt: '2030-03-25T00:00', horizonDays: 13 },
    items: [{ post: seed('A') }],
  })
  const last = (await posts()).at(-1)?.id ?? ''
  await w.ctx.db.updateTable('posts').set({ version: 7 }).where('id', '=', last).execute()
  const { version, items } = await readSeries(w.ctx, actor, id)
  const changed = items.map((item) => ({
    id: item.id,
    post: seed('B'),
    wordings: [],
    state: 'active' as const,
  }))
  await changeSeries(w.ctx, actor, id, { ...body, version, items: changed })
  await w.runJobs()
  expect(await texts()).toEqual(['B', 'B', 'B', 'A'])
})
