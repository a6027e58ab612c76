import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { whomToTell } from '../../people/callers/index.ts'
import { NotificationQuery } from '../../publish/notifications/contract.ts'
import { listNotifications } from '../../publish/notifications/service.ts'
import { PostSeed } from '../posts/contract.ts'
import { join, newsroom } from '../posts/samples.ts'
import { clientIdOf } from './client-id.ts'
import { SeriesBody } from './contract.ts'
import * as queries from './queries.ts'
import {
  addSeries,
  changeSeries,
  endSeries,
  pageSeries,
  pauseSeries,
  readSeries,
  resumeSeries,
} from './service.ts'
import { skipTime, timesToCome, turnsOfSeries } from './to-come.ts'

async function personIn(w: World): Promise<Actor> {
  const id = randomUUID()
  await w.ctx.db
    .insertInto('users')
    .values({ id, name: 'Ed', email: `${id}@example.org` })
    .execute()
  await w.ctx.db
    .insertInto('members')
    .values({ workspaceId: w.workspaceId, userId: id, role: 'editor' })
    .execute()
  return { ...w.actor('editor'), kind: 'person', id }
}

async function desk(at = '2030-03-25T08:00:00Z') {
  const w = await newsroom({ at })
  const channelId = await join(w)
  const actor = await personIn(w)
  const seed = (text: string) => PostSeed.parse({ content: { parts: [{ text }] }, variants: [{ channelId }] })
  const add = async (more: object) => {
    const body = SeriesBody.parse({
      ...{ name: 'Tip', rule: 'FREQ=WEEKLY;BYDAY=TU', startsAt: '2030-03-26T09:00', zone: 'Europe/Riga' },
      ...{ publish: 'scheduled', horizonDays: 14, items: [{ post: seed('Tip') }], ...more },
    })
    const made = await addSeries(w.ctx, actor, body)
    await w.runJobs()
    return { id: made.id, body }
  }
  const posts = async () =>
    w.ctx.db
      .selectFrom('posts')
      .select(['id', 'wishAt', 'stage', 'content', 'version'])
      .where('workspaceId', '=', w.workspaceId)
      .where('deletedAt', 'is', null)
      .orderBy('wishAt')
      .execute()
  const texts = async () =>
    (await posts()).map(({ content }) => (content as { parts: { text: string }[] }).parts[0]?.text)
  return { w, actor, channelId, seed, add, posts, texts }
}

test('nine stays nine when the clocks change, and each time is made once however often the job runs', async () => {
  const { w, add, posts, actor } = await desk()
  const { id } = await add({})
  await w.runJobs()
  const due = await w.ctx.db
    .selectFrom('deliveries')
    .select('dueAt')
    .where('workspaceId', '=', w.workspaceId)
    .orderBy('dueAt')
    .execute()
  expect(due.map(({ dueAt }) => dueAt.toISOString())).toEqual([
    '2030-03-26T07:00:00.000Z',
    '2030-04-02T06:00:00.000Z',
  ])
  expect(await posts()).toHaveLength(2)
  const coming = await timesToCome(w.ctx, actor, { from: '2030-03-25T00:00:00Z', to: '2030-04-20T00:00:00Z' })
  expect(coming.map(({ civil }) => civil)).toEqual(['2030-04-09T09:00', '2030-04-16T09:00'])
  expect((await readSeries(w.ctx, actor, id)).next).toBe('2030-03-26T07:00:00.000Z')
})

test('a rule that counts ends, days that are named and public holidays are left out', async () => {
  const { w, actor, add, posts } = await desk('2030-06-20T08:00:00Z')
  const { id } = await add({
    ...{ rule: 'FREQ=DAILY;COUNT=5', startsAt: '2030-06-22T09:00', excluded: ['2030-06-25'], holidays: 'LV' },
  })
  expect((await posts()).map(({ wishAt }) => String(wishAt).slice(0, 10))).toEqual([
    '2030-06-22',
    '2030-06-26',
  ])
  w.clock.to('2030-06-27T08:00:00Z')
  await makeDue(w)
  expect((await readSeries(w.ctx, actor, id)).state).toBe('ended')
  await expect(resumeSeries(w.ctx, actor, id)).rejects.toMatchObject({ code: 'series.ended' })
})

test('a change of all makes anew what nobody touched; a post changed by hand stays', async () => {
  const { w, actor, seed, add, posts, texts } = await desk()
  const { id, body } = await add({})
  const [first] = await posts()
  await w.ctx.db
    .updateTable('posts')
    .set({ version: 9 })
    .where('id', '=', first?.id ?? '')
    .execute()
  const { version } = await readSeries(w.ctx, actor, id)
  await changeSeries(w.ctx, actor, id, {
    ...body,
    version,
    items: [{ post: seed('New'), wordings: [], state: 'active' }],
  })
  await w.runJobs()
  expect(await texts()).toEqual(['Tip', 'New'])
})

test('a change of one time and what follows leaves what was before as it is', async () => {
  const { w, actor, seed, add, texts } = await desk()
  const { id, body } = await add({ horizonDays: 28 })
  const { version } = await readSeries(w.ctx, actor, id)
  const next = await changeSeries(w.ctx, actor, id, {
    ...{ ...body, version, from: '2030-04-09T09:00' },
    items: [{ post: seed('Later'), wordings: [], state: 'active' }],
  })
  await w.runJobs()
  expect(next.id).not.toBe(id)
  expect((await readSeries(w.ctx, actor, id)).rule).toContain('UNTIL=20300409T085900Z')
  expect(await texts()).toEqual(['Tip', 'Tip', 'Later', 'Later'])
})

test('one time is left out and comes back; a paused series makes nothing', async () => {
  const { w, actor, add, posts } = await desk()
  const { id } = await add({})
  await skipTime(w.ctx, actor, id, { at: '2030-04-02T09:00', skipped: true })
  await w.runJobs()
  expect(await posts()).toHaveLength(1)
  await pauseSeries(w.ctx, actor, id)
  await skipTime(w.ctx, actor, id, { at: '2030-04-02T09:00', skipped: false })
  await w.runJobs()
  expect(await posts()).toHaveLength(1)
  await resumeSeries(w.ctx, actor, id)
  await w.clock.on(60_000)
  await makeDue(w)
  const turns = await turnsOfSeries(w.ctx, actor, id, {})
  expect(turns.slice(0, 2).map(({ state }) => state)).toEqual(['made', 'made'])
})

async function makeDue(w: World): Promise<void> {
  const { askForDue } = await import('./make.ts')
  await askForDue(w.ctx)
  await w.runJobs()
}

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

test('a series that was ended, paused or changed while it was being made makes nothing more', async () => {
  const { w, actor, add } = await desk()
  const { id } = await add({ horizonDays: 1 })
  const seen = await queries.findSeries(w.ctx.db, w.workspaceId, id)
  if (!seen) throw new Error('No series')
  const at = new Date('2030-04-02T06:00:00Z')
  const turn = { occursAt: '2030-04-02T09:00', itemId: seen.items[0]?.id ?? '', wording: 0, at, until: at }
  const claim = () => queries.claimTurn(w.ctx.db, w.workspaceId, seen, turn, w.clock.now())
  await pauseSeries(w.ctx, actor, id)
  expect(await claim()).toBe('over')
  await resumeSeries(w.ctx, actor, id)
  expect(await claim()).toBe('over')
  await endSeries(w.ctx, actor, id)
  expect(await claim()).toBe('over')
})

test('a time whose process died is made after some minutes, once; and is taken back with the others', async () => {
  const { w, actor, add, posts } = await desk()
  const { id } = await add({})
  const [first] = await posts()
  const died = (claimedAt: Date) =>
    w.ctx.db
      .updateTable('seriesTurns')
      .set({ postId: null, madeVersion: null, claimedAt })
      .where('seriesId', '=', id)
      .where('occursAt', '=', '2030-03-26T09:00' as never)
      .execute()
  await died(w.clock.now())
  await makeDue(w)
  expect((await turnsOfSeries(w.ctx, actor, id, {}))[0]?.postId).toBe(null)
  w.clock.on(6 * 60_000)
  await makeDue(w)
  expect((await turnsOfSeries(w.ctx, actor, id, {}))[0]?.postId).toBe(first?.id)
  expect(await posts()).toHaveLength(2)
  expect(first?.id).toBeDefined()
  expect((await queries.findMade(w.ctx.db, w.workspaceId, [clientIdOf(id, '2030-03-26T09:00')])).size).toBe(1)
  await died(w.clock.now())
  await endSeries(w.ctx, actor, id)
  expect(await posts()).toEqual([])
})

test('in the hour that the clocks skip a post is made as much later as they jump', async () => {
  const { w, add, posts } = await desk('2030-03-30T08:00:00Z')
  await add({ rule: 'FREQ=DAILY', startsAt: '2030-03-31T03:30', horizonDays: 1 })
  await add({ rule: 'FREQ=DAILY', startsAt: '2030-03-31T03:30', horizonDays: 1, publish: 'draft' })
  expect((await posts()).map(({ wishAt }) => String(wishAt).slice(0, 16))).toEqual([
    '2030-03-31T04:30',
    '2030-03-31T04:30',
  ])
  const due = await w.ctx.db
    .selectFrom('deliveries')
    .select('dueAt')
    .where('workspaceId', '=', w.workspaceId)
    .execute()
  expect(due.map(({ dueAt }) => dueAt.toISOString())).toEqual(['2030-03-31T01:30:00.000Z'])
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

const notices = (w: World) =>
  w.ctx.db
    .selectFrom('notifications')
    .select(['kind', 'forPeople', 'facts', 'count', 'resolvedAt'])
    .where('workspaceId', '=', w.workspaceId)
    .orderBy('id')
    .execute()

const slotsOf = (w: World, all: readonly (readonly [string, number, string])[]) =>
  w.ctx.db
    .insertInto('slots')
    .values(
      all.map(([channelId, weekday, atTime]) => ({ workspaceId: w.workspaceId, channelId, weekday, atTime })),
    )
    .execute()

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
