import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { nextFreeSlots, setWeek } from './service.ts'

async function channelIn(w: World, zone: string): Promise<string> {
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
      timeZone: zone,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function dueAt(w: World, channelId: string, at: string): Promise<void> {
  const post = await w.ctx.db
    .insertInto('posts')
    .values({ workspaceId: w.workspaceId, content: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await w.ctx.db
    .insertInto('deliveries')
    .values({
      workspaceId: w.workspaceId,
      postId: post.id,
      channelId,
      network: 'fake',
      dueAt: at,
      nextAt: at,
      key: crypto.randomUUID(),
      content: '{}',
      digest: '',
    })
    .execute()
}

const tuesdayAtNine = [{ weekday: 2, time: '09:00', category: null }]

test('every Tuesday at nine in Riga stays nine in Riga when the clocks change', async () => {
  const w = await world({ at: '2026-03-20T12:00:00Z' })
  const channelId = await channelIn(w, 'Europe/Riga')
  await setWeek(w.ctx, w.actor('editor'), channelId, tuesdayAtNine)
  const [before] = await nextFreeSlots(w.ctx.db, w.workspaceId, [channelId], w.clock.now())
  expect(before).toMatchObject({ at: '2026-03-24T07:00:00.000Z', civil: '2026-03-24T09:00' })
  const [after] = await nextFreeSlots(w.ctx.db, w.workspaceId, [channelId], new Date('2026-03-24T07:00:00Z'))
  expect(after).toMatchObject({ at: '2026-03-31T06:00:00.000Z', civil: '2026-03-31T09:00' })
})

test('a slot at which something is due already is passed over', async () => {
  const w = await world({ at: '2026-11-22T12:00:00Z' })
  const channelId = await channelIn(w, 'UTC')
  await setWeek(w.ctx, w.actor('editor'), channelId, tuesdayAtNine)
  await dueAt(w, channelId, '2026-11-24T09:00:00Z')
  const [free] = await nextFreeSlots(w.ctx.db, w.workspaceId, [channelId], w.clock.now())
  expect(free?.at).toBe('2026-12-01T09:00:00.000Z')
})

test('a slot in the missing hour goes out when the hour is over', async () => {
  const w = await world({ at: '2026-03-28T12:00:00Z' })
  const channelId = await channelIn(w, 'Europe/Riga')
  await setWeek(w.ctx, w.actor('editor'), channelId, [{ weekday: 7, time: '03:30', category: null }])
  const [free] = await nextFreeSlots(w.ctx.db, w.workspaceId, [channelId], w.clock.now())
  expect(free).toMatchObject({ at: '2026-03-29T01:30:00.000Z', civil: '2026-03-29T04:30' })
})

test('the same time twice on one day is refused', async () => {
  const w = await world()
  const channelId = await channelIn(w, 'UTC')
  const twice = [...tuesdayAtNine, ...tuesdayAtNine]
  await expect(setWeek(w.ctx, w.actor('editor'), channelId, twice)).rejects.toMatchObject({
    code: 'slot.twice',
  })
})

test("another tenant's channel has no week to set and no slots to see", async () => {
  const w = await world()
  const channelId = await channelIn(w, 'UTC')
  await setWeek(w.ctx, w.actor('editor'), channelId, tuesdayAtNine)
  const there = await w.tenant()
  await expect(setWeek(w.ctx, there.actor('owner'), channelId, [])).rejects.toMatchObject({
    code: 'slot.no_channel',
  })
  expect(await nextFreeSlots(w.ctx.db, there.workspaceId, [channelId], w.clock.now())).toEqual([])
})
