import { expect, test } from 'vitest'
import { dispatch, fakeChannel, planText } from '../../../../test/factories/delivery.ts'
import { minutes, nine, plain, w } from '../../../../test/factories/publishing.ts'
import { blockedUntil } from '../../publish/limits/index.ts'
import { StatusQuery } from './contract.ts'
import { pageStatus } from './service.ts'

let channelId: string

const query = StatusQuery.parse({})
const read = async (role: 'manager' | 'owner' = 'manager') =>
  (await pageStatus(w.ctx, w.actor(role), query)).items.find(({ id }) => id === channelId)

test('a channel tells how late its posts came out, what failed last, and what is left of its limits', async () => {
  channelId = (await fakeChannel(w, plain, 'blind')).id
  expect(await read()).toMatchObject({ published: 0, lateMs: null, failure: null, limits: [] })
  await planText(w, channelId, 'on time', nine)
  w.clock.to(nine)
  await dispatch(w)
  const late = await planText(w, channelId, 'three minutes late', minutes(1))
  w.clock.to(minutes(4))
  await dispatch(w)
  expect(await read()).toMatchObject({
    published: 2,
    lateMs: { median: 90_000, most: 180_000 },
    failure: null,
  })
  plain.treatNext(1, { mode: 'refuse' })
  const refused = await planText(w, channelId, 'no', minutes(5))
  w.clock.to(minutes(5))
  await dispatch(w)
  expect(await read()).toMatchObject({ published: 2, failure: { deliveryId: refused, words: /./ } })
  expect(late).not.toBe(refused)
})

test('a limit is told while it holds, and not when its span is over', async () => {
  channelId = (await fakeChannel(w, plain, 'blind')).id
  const row = await w.ctx.db
    .selectFrom('channels')
    .selectAll()
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow()
  const until = new Date(w.clock.now().getTime() + 60_000)
  await w.ctx.db
    .insertInto('limits')
    .values({ scope: `account:${channelId}`, remaining: 0, resetsAt: until, blockedUntil: until })
    .execute()
  expect(await blockedUntil(w.ctx, { ...row, channelId })).toEqual(until)
  expect((await read())?.limits).toMatchObject([{ scope: 'account', remaining: 0 }])
  w.clock.on(60_001)
  expect((await read())?.limits).toEqual([])
})

test('of our own cap is told what is left, as the dispatcher counts: what went out, or may have, in 24 hours', async () => {
  channelId = (await fakeChannel(w, plain, 'blind')).id
  expect(await read()).toMatchObject({ cap: null, byHand: false })
  await w.ctx.db.updateTable('channels').set({ dailyCap: 2 }).where('id', '=', channelId).execute()
  await planText(w, channelId, 'one', nine)
  w.clock.to(nine)
  await dispatch(w)
  expect((await read())?.cap).toEqual({ most: 2, left: 1 })
  plain.treatNext(1, { mode: 'accept-then-500' })
  await planText(w, channelId, 'two', minutes(1))
  w.clock.to(minutes(1))
  await dispatch(w)
  expect((await read())?.cap).toEqual({ most: 2, left: 0 })
  w.clock.on(24 * 3_600_000)
  expect((await read())?.cap).toEqual({ most: 2, left: 2 })
})

test('another workspace sees nothing of it', async () => {
  const other = await w.tenant()
  expect((await pageStatus(w.ctx, other.actor('owner'), query)).items).toEqual([])
})
