import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Actor } from '../../../app/actor.ts'
import { whomToTell } from '../../people/callers/index.ts'
import { NotificationQuery } from '../../publish/notifications/contract.ts'
import { listNotifications } from '../../publish/notifications/service.ts'
import { join } from '../posts/samples.ts'
import { SeriesBody } from './contract.ts'
import { desk, makeDue, notices, personIn, slotsOf } from './series.fixture.ts'
import { addSeries, endSeries, pageSeries, pauseSeries, readSeries } from './service.ts'
import { turnsOfSeries } from './to-come.ts'

test('whoever answers for a series has left: it makes nothing and says so', async () => {
  const { w, actor, add, posts } = await desk()
  const { id } = await add({ horizonDays: 1 })
  await w.ctx.db
    .deleteFrom('members')
    .where('userId', '=', actor.id ?? '')
    .execute()
  w.clock.to('2030-04-01T08:00:00Z')
  await makeDue(w)
  expect(await posts()).toHaveLength(1)
  expect((await readSeries(w.ctx, w.actor('owner'), id)).words).toBe('asker_gone')
})

test('whoever answers for a series may not write any more: it makes nothing and says so', async () => {
  const { w, actor, add, posts } = await desk()
  const { id } = await add({ horizonDays: 1, publish: 'draft' })
  await w.ctx.db
    .updateTable('members')
    .set({ role: 'client' })
    .where('userId', '=', actor.id ?? '')
    .execute()
  w.clock.to('2030-04-01T08:00:00Z')
  await makeDue(w)
  expect(await posts()).toHaveLength(1)
  expect((await readSeries(w.ctx, w.actor('owner'), id)).words).toBe('may_not_write')
})

test('who made a series is told once that it finds no slot; slots end that', async () => {
  const { w, add, actor, seed, channelId } = await desk()
  await add({ kind: 'evergreen', rule: null, startsAt: '2030-03-25T00:00', items: [{ post: seed('A') }] })
  const stuck = { kind: 'series.stuck', forPeople: [actor.id], facts: { title: 'Tip', trouble: 'no_slot' } }
  expect(await notices(w)).toMatchObject([{ ...stuck, count: 1, resolvedAt: null }])
  await makeDue(w)
  expect(await notices(w)).toMatchObject([{ ...stuck, count: 1, resolvedAt: null }])
  await slotsOf(w, [[channelId, 3, '10:00']])
  await makeDue(w)
  expect(await notices(w)).toMatchObject([{ ...stuck, resolvedAt: expect.any(Date) }])
})

test('a key of some channels is not told of the trouble of a series elsewhere', async () => {
  const { w, add, actor, seed } = await desk()
  const own = await join(w, { name: 'Own' })
  await add({ kind: 'evergreen', rule: null, startsAt: '2030-03-25T00:00', items: [{ post: seed('A') }] })
  const channels = { chosenOnly: true, parts: { [own]: 'own' } } as const
  const key: Actor = { ...w.actor('editor'), kind: 'key', id: randomUUID(), channels }
  const query = NotificationQuery.parse({})
  expect((await listNotifications(w.ctx, key, query)).items).toEqual([])
  expect((await listNotifications(w.ctx, { ...key, channels: null }, query)).items).toHaveLength(1)
  const guest: Actor = { ...actor, channels }
  expect((await listNotifications(w.ctx, guest, query)).items).toHaveLength(1)
})

test('when who made it has left, all who may are told; a series that was ended needs nobody', async () => {
  const { w, add, actor } = await desk()
  const { id } = await add({ horizonDays: 1 })
  await w.ctx.db
    .deleteFrom('members')
    .where('userId', '=', actor.id ?? '')
    .execute()
  await makeDue(w)
  expect(await notices(w)).toMatchObject([
    { kind: 'series.stuck', forPeople: null, facts: { trouble: 'asker_gone' }, resolvedAt: null },
  ])
  await endSeries(w.ctx, w.actor('owner'), id)
  expect(await notices(w)).toMatchObject([{ kind: 'series.stuck', resolvedAt: expect.any(Date) }])
})

test('a series whose rule is over says so; one whose channel is gone says what to do', async () => {
  const { w, add, channelId } = await desk()
  await add({ rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=1', name: 'Short' })
  w.clock.to('2030-03-27T08:00:00Z')
  await makeDue(w)
  expect(await notices(w)).toMatchObject([{ kind: 'series.ended', facts: { title: 'Short' } }])
  await add({ name: 'Gone' })
  await w.ctx.db.updateTable('channels').set({ state: 'removed' }).where('id', '=', channelId).execute()
  w.clock.to('2030-04-20T08:00:00Z')
  await makeDue(w)
  expect((await notices(w)).at(-1)).toMatchObject({
    kind: 'series.stuck',
    facts: { title: 'Gone', trouble: 'channel_gone' },
  })
})

test('who works on some channels has series there, sees none that also goes elsewhere, and is told of their own trouble', async () => {
  const { w, channelId, seed, add } = await desk()
  const [reads, hidden] = [await join(w, { name: 'Read only' }), await join(w, { name: 'Hidden' })]
  const channels = { chosenOnly: true, parts: { [channelId]: 'own', [reads]: 'analyst' } } as const
  const guest: Actor = { ...(await personIn(w)), channels }
  await w.ctx.db
    .updateTable('members')
    .set({ channelRoles: JSON.stringify(channels) })
    .where('userId', '=', guest.id)
    .execute()
  const to = (...ids: string[]) => [
    { post: { ...seed('Tip'), variants: ids.map((id) => ({ channelId: id, content: null })) } },
  ]
  const here = await add({ name: 'Here' })
  const there = await add({ name: 'There', items: to(reads) })
  const both = await add({ name: 'Both', items: to(channelId, hidden) })
  const mine = SeriesBody.parse({ ...here.body, name: 'Mine' })
  const made = await addSeries(w.ctx, guest, mine)
  await w.runJobs()
  expect(
    (await turnsOfSeries(w.ctx, guest, made.id, {})).filter(({ state }) => state === 'made'),
  ).toHaveLength(2)
  const list = await pageSeries(w.ctx, guest, { limit: 10 })
  expect(list.items.map(({ name }) => name)).toEqual(['Mine', 'There', 'Here'])
  await expect(readSeries(w.ctx, guest, both.id)).rejects.toMatchObject({ code: 'series.not_found' })
  await expect(pauseSeries(w.ctx, guest, both.id)).rejects.toMatchObject({ code: 'series.not_found' })
  await expect(pauseSeries(w.ctx, guest, there.id)).rejects.toMatchObject({ code: 'reach.not_there' })
  await expect(
    addSeries(w.ctx, guest, SeriesBody.parse({ ...mine, items: to(reads) })),
  ).rejects.toMatchObject({ code: 'reach.not_there' })
  await expect(
    addSeries(w.ctx, guest, SeriesBody.parse({ ...mine, items: to(hidden) })),
  ).rejects.toMatchObject({ code: 'post.no_channel' })
  expect(await pauseSeries(w.ctx, guest, here.id)).toMatchObject({ state: 'paused' })
  expect(
    await whomToTell(w.ctx, w.workspaceId, { madeBy: guest.id, madeKey: null }, 'post.publish', [channelId]),
  ).toEqual([guest.id])
  expect(
    await whomToTell(w.ctx, w.workspaceId, { madeBy: guest.id, madeKey: null }, 'post.publish', [reads]),
  ).toBeNull()
})
