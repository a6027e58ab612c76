import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { findEntries } from './queries.ts'

const november = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }

async function channelIn(w: World): Promise<string> {
  const { id } = await w.ctx.db
    .insertInto('channels')
    .values({
      workspaceId: w.workspaceId,
      network: 'fake',
      remoteId: crypto.randomUUID(),
      server: 'https://fake.test',
      handle: '@fake',
      name: 'Fake',
      profileUrl: 'https://fake.test/@fake',
      timeZone: 'UTC',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Given = { text?: string; category?: string; wish?: [at: string, zone: string]; stage?: string }

async function postIn(w: World, given: Given = {}): Promise<string> {
  const text = given.text ?? 'hello'
  const { id } = await w.ctx.db
    .insertInto('posts')
    .values({
      workspaceId: w.workspaceId,
      content: JSON.stringify({ parts: [{ text, media: [] }] }),
      searchText: text.toLowerCase(),
      category: given.category ?? null,
      stage: given.stage ?? 'scheduled',
      wishAt: given.wish?.[0] ?? null,
      wishZone: given.wish?.[1] ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function due(
  w: World,
  postId: string,
  channelId: string,
  at: string,
  state = 'scheduled',
): Promise<void> {
  const row = { workspaceId: w.workspaceId, postId, channelId, network: 'fake', dueAt: at, nextAt: at, state }
  await w.ctx.db
    .insertInto('deliveries')
    .values({ ...row, key: crypto.randomUUID(), content: '{}', digest: '' })
    .execute()
}

test('a post on two channels at one instant is one entry, at two instants two', async () => {
  const w = await world()
  const [here, there] = [await channelIn(w), await channelIn(w)]
  const together = await postIn(w)
  await due(w, together, here, '2026-11-10T09:00:00Z')
  await due(w, together, there, '2026-11-10T09:00:00Z', 'failed')
  const apart = await postIn(w)
  await due(w, apart, here, '2026-11-11T09:00:00Z')
  await due(w, apart, there, '2026-11-12T09:00:00Z')
  const entries = await findEntries(w.ctx.db, w.actor('owner'), november)
  expect(entries.map((entry) => [entry.postId, entry.deliveries.length, entry.alone])).toEqual([
    [together, 2, true],
    [apart, 1, false],
    [apart, 1, false],
  ])
})

test('a draft stands where its author wished it, in the zone the author meant', async () => {
  const w = await world()
  const id = await postIn(w, { stage: 'draft', wish: ['2026-12-01T01:00', 'Europe/Riga'] })
  await postIn(w, { stage: 'draft', wish: ['2026-12-01T01:00', 'UTC'] })
  const entries = await findEntries(w.ctx.db, w.actor('owner'), november)
  expect(entries).toMatchObject([
    { postId: id, at: '2026-11-30T23:00:00.000Z', stage: 'draft', deliveries: [] },
  ])
})

test('filters narrow what is seen, and take their signs literally', async () => {
  const w = await world()
  const channelId = await channelIn(w)
  const sale = await postIn(w, { text: '50% off', category: 'promotional' })
  const tale = await postIn(w, { text: 'A tale of 500 bells' })
  await due(w, sale, channelId, '2026-11-10T09:00:00Z')
  await due(w, tale, channelId, '2026-11-11T09:00:00Z', 'published')
  const ids = async (filter: object) =>
    (await findEntries(w.ctx.db, w.actor('owner'), { ...november, ...filter })).map((entry) => entry.postId)
  expect(await ids({ text: '50%' })).toEqual([sale])
  expect(await ids({ categories: ['promotional'] })).toEqual([sale])
  expect(await ids({ categories: ['none'] })).toEqual([tale])
  expect(await ids({ states: ['published'] })).toEqual([tale])
  expect(await ids({ channels: [channelId] })).toEqual([sale, tale])
  expect(await ids({ channels: [crypto.randomUUID()] })).toEqual([])
})

test('another tenant sees nothing of it', async () => {
  const w = await world()
  await due(w, await postIn(w), await channelIn(w), '2026-11-10T09:00:00Z')
  const there = await w.tenant()
  expect(await findEntries(w.ctx.db, there.actor('owner'), november)).toEqual([])
})
