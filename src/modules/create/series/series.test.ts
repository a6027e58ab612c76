import { expect, test } from 'vitest'
import { clientIdOf } from './client-id.ts'
import * as queries from './queries.ts'
import { desk, makeDue } from './series.fixture.ts'
import { changeSeries, endSeries, pauseSeries, readSeries, resumeSeries } from './service.ts'
import { skipTime, timesToCome, turnsOfSeries } from './to-come.ts'

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
