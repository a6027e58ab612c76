import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dispatch, draftOf, fakeChannel, planText, rowOf } from '../../../../test/factories/delivery.ts'
import { fakeNetworks } from '../../../../test/fake-network.ts'
import { type FakeServer, startFakeServer } from '../../../../test/fake-server.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Guarantee } from '../../../networks/kit/manifest.ts'
import { freeze } from '../content/index.ts'
import { cancelDelivery, lookAgain, publishNow, rescheduleDelivery, retryDelivery } from './act.ts'
import { DeliveryDetail, DeliveryList, DeliveryQuery } from './contract.ts'
import { cancelDeliveries, planDeliveries, refreezeDeliveries, replanDeliveries } from './index.ts'
import { markPublished } from './mark.ts'
import { listDeliveries, readDelivery } from './read.ts'

let server: FakeServer
let w: World

beforeAll(async () => {
  server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
})
afterAll(() => server.stop())
beforeEach(async () => {
  server.reset()
  server.treat({ mode: 'ok' })
  w = await world({ networks: fakeNetworks(), fetch: globalThis.fetch, alone: true })
})

const nine = new Date('2030-01-01T09:00:00Z')
const later = (minutes: number) => new Date(nine.getTime() + minutes * 60_000)
const editor = () => w.actor('editor')

async function due(guarantee: Guarantee = 'findable', text = 'hello') {
  const channel = await fakeChannel(w, server, guarantee)
  return { channel, id: await planText(w, channel.id, text, nine) }
}

/** A delivery that has come to the state by living through what leads there. */
async function inState(state: 'failed' | 'in_doubt' | 'missed', guarantee: Guarantee = 'blind') {
  const made = await due(guarantee)
  server.treat({ mode: state === 'failed' ? 'refuse' : 'accept-then-500' })
  w.clock.to(state === 'missed' ? later(120) : nine)
  await dispatch(w)
  server.treat({ mode: 'ok' })
  expect((await rowOf(w.ctx, made.id)).state).toBe(state)
  return made
}

const openTroubles = () =>
  w.ctx.db.selectFrom('notifications').select('kind').where('resolvedAt', 'is', null).execute()

describe('a person', () => {
  test('tries a failed one again, and the trouble ends', async () => {
    const { id } = await inState('failed')
    expect(await openTroubles()).toEqual([{ kind: 'delivery.failed' }])
    const after = await retryDelivery(w.ctx, editor(), id, false)
    expect(after).toMatchObject({ state: 'scheduled', failure: null })
    expect(await openTroubles()).toEqual([])
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('published')
  })

  test('tries a failed one again with what is made ready anew; of one in doubt it stays', async () => {
    const ready = { prepared: JSON.stringify({ film: 1 }), preparedAt: nine }
    const failed = await inState('failed')
    const doubted = await inState('in_doubt')
    await w.ctx.db.updateTable('deliveries').set(ready).execute()
    await retryDelivery(w.ctx, editor(), failed.id, false)
    await retryDelivery(w.ctx, editor(), doubted.id, true)
    expect((await rowOf(w.ctx, failed.id)).prepared).toBeNull()
    expect((await rowOf(w.ctx, doubted.id)).prepared).toEqual({ film: 1 })
  })

  test('tries one in doubt again only after looking', async () => {
    const { id } = await inState('in_doubt')
    await expect(retryDelivery(w.ctx, editor(), id, false)).rejects.toMatchObject({
      code: 'delivery.not_checked',
    })
    await retryDelivery(w.ctx, editor(), id, true)
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('published')
    expect(server.posts()).toHaveLength(2)
  })

  test('marks one in doubt as published, with its address, and it becomes a publication', async () => {
    const { id } = await inState('in_doubt')
    const url = 'https://fake.test/posts/1'
    expect(await markPublished(w.ctx, editor(), id, { url })).toMatchObject({
      state: 'published',
      parts: [{ url }],
    })
    const row = await w.ctx.db.selectFrom('publications').select(['url', 'deliveryId']).executeTakeFirst()
    expect(row).toEqual({ url, deliveryId: id })
    expect(await openTroubles()).toEqual([])
  })

  test('lets the network be looked at again where it can be, and is told where it cannot', async () => {
    const { id } = await due('findable')
    server.treat({ mode: 'accept-then-500' })
    w.clock.to(nine)
    await dispatch(w)
    await w.ctx.db
      .updateTable('deliveries')
      .set({ state: 'in_doubt', workerId: null })
      .where('id', '=', id)
      .execute()
    expect(await lookAgain(w.ctx, editor(), id)).toMatchObject({ state: 'sending' })
    w.clock.on(16_000)
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('published')
    expect(server.posts()).toHaveLength(1)
    const blind = await inState('in_doubt')
    await expect(lookAgain(w.ctx, editor(), blind.id)).rejects.toMatchObject({ code: 'delivery.cannot_look' })
    expect((await readDelivery(w.ctx, w.actor('owner'), blind.id)).actions).not.toContain('look')
  })

  test('who wants to know at once waits as long as what was sent may still arrive', async () => {
    const { id } = await due('findable')
    server.treat({ mode: 'accept-then-500' })
    w.clock.to(nine)
    await dispatch(w)
    server.treat({ mode: 'ok' })
    const ends = nine.getTime() + 15_000
    const nextAt = async () => (await rowOf(w.ctx, id)).nextAt.getTime()
    const far = { nextAt: later(10) }
    await w.ctx.db.updateTable('deliveries').set(far).where('id', '=', id).execute()
    w.clock.on(1000)
    await lookAgain(w.ctx, editor(), id)
    expect(await nextAt()).toBe(ends)
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('sending')
    await w.ctx.db.updateTable('deliveries').set(far).where('id', '=', id).execute()
    w.clock.on(60_000)
    await lookAgain(w.ctx, editor(), id)
    expect(await nextAt()).toBe(w.clock.now().getTime())
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('published')
    expect(server.posts()).toHaveLength(1)
  })

  test('publishes a missed one now, or gives it another time', async () => {
    const { id, channel } = await inState('missed', 'findable')
    const other = await planText(w, channel.id, 'another', w.clock.now())
    await publishNow(w.ctx, editor(), id)
    expect(await openTroubles()).toEqual([])
    await rescheduleDelivery(w.ctx, editor(), other, later(180))
    await dispatch(w)
    expect(server.posts().map(({ text }) => text)).toEqual(['hello'])
    w.clock.to(later(180))
    await dispatch(w)
    expect(server.posts().map(({ text }) => text)).toEqual(['hello', 'another'])
  })

  test('takes one back before it leaves', async () => {
    const { id } = await due()
    expect(await cancelDelivery(w.ctx, editor(), id)).toMatchObject({ state: 'cancelled', actions: [] })
    w.clock.to(nine)
    await dispatch(w)
    expect(server.requests()).toBe(0)
  })

  test('cannot give a time that has passed', async () => {
    const { id } = await due()
    await expect(rescheduleDelivery(w.ctx, editor(), id, new Date(0))).rejects.toMatchObject({
      code: 'delivery.in_the_past',
    })
  })

  test('who comes after the dispatcher is told so in a sentence', async () => {
    const { id } = await due()
    await w.ctx.db.updateTable('deliveries').set({ state: 'sending' }).where('id', '=', id).execute()
    for (const act of [cancelDelivery, publishNow])
      await expect(act(w.ctx, editor(), id)).rejects.toMatchObject({ code: 'delivery.on_its_way' })
    await w.ctx.db.updateTable('deliveries').set({ state: 'published' }).where('id', '=', id).execute()
    await expect(cancelDelivery(w.ctx, editor(), id)).rejects.toThrow('It is published by now')
  })

  test('of another workspace sees and does nothing', async () => {
    const { id } = await due()
    const stranger = (await w.tenant()).actor('owner')
    await expect(cancelDelivery(w.ctx, stranger, id)).rejects.toMatchObject({ code: 'delivery.not_found' })
    await expect(readDelivery(w.ctx, stranger, id)).rejects.toMatchObject({
      code: 'delivery.not_found',
    })
    expect((await rowOf(w.ctx, id)).state).toBe('scheduled')
  })

  test('leaves a trace of everything', async () => {
    const { id } = await due()
    await rescheduleDelivery(w.ctx, editor(), id, later(5))
    await cancelDelivery(w.ctx, editor(), id)
    const rows = await w.ctx.db.selectFrom('auditLog').select('action').where('subjectId', '=', id).execute()
    expect(rows.map(({ action }) => action)).toEqual(['delivery.rescheduled', 'delivery.cancelled'])
  })
})

describe('planning', () => {
  const inTx = <T>(work: (tx: Parameters<typeof planDeliveries>[0]) => Promise<T>) =>
    w.ctx.db.transaction().execute(work)
  const planOf = (channelId: string, text: string, dueAt = nine) => ({
    variantId: null,
    channelId,
    network: '',
    content: draftOf(text),
    dueAt,
  })

  async function post(): Promise<string> {
    const row = { workspaceId: w.workspaceId, content: '{}' }
    return (await w.ctx.db.insertInto('posts').values(row).returning('id').executeTakeFirstOrThrow()).id
  }

  test('changes what has not left, adds and cancels channels, and leaves alone what is out', async () => {
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => fakeChannel(w, server, 'findable')))
    if (!a || !b || !c) throw new Error('There are three channels')
    const postId = await post()
    await inTx((tx) =>
      planDeliveries(tx, w.ctx, editor(), {
        postId,
        plans: [planOf(a.id, 'one'), planOf(b.id, 'two', later(5))],
      }),
    )
    w.clock.to(nine)
    await dispatch(w)
    const after = await inTx((tx) =>
      replanDeliveries(tx, w.ctx, editor(), {
        postId,
        plans: [planOf(a.id, 'new'), planOf(c.id, 'new', later(9))],
      }),
    )
    expect(after.map(({ channel, state, text }) => [channel.id, state, text]).sort()).toEqual(
      [
        [a.id, 'published', 'one'],
        [c.id, 'scheduled', 'new'],
      ].sort(),
    )
    w.clock.to(later(10))
    await dispatch(w)
    expect(server.posts().map(({ text }) => text)).toEqual(['one', 'new'])
  })

  test('a worker that has claimed the old words does not send them', async () => {
    const channel = await fakeChannel(w, server, 'findable')
    const postId = await post()
    const plan = (text: string) => ({ postId, plans: [planOf(channel.id, text)] })
    const [delivery] = await inTx((tx) => planDeliveries(tx, w.ctx, editor(), plan('old')))
    const past = { state: 'claimed', workerId: 'somebody' }
    await w.ctx.db.updateTable('deliveries').set(past).execute()
    await inTx((tx) => replanDeliveries(tx, w.ctx, editor(), plan('new')))
    expect(await rowOf(w.ctx, delivery?.id ?? '')).toMatchObject({ state: 'scheduled', workerId: null })
    w.clock.to(nine)
    await dispatch(w)
    expect(server.posts().map(({ text }) => text)).toEqual(['new'])
  })

  test('a thread of which some is out keeps the words that it began with when its post changes, and says so', async () => {
    const channel = await fakeChannel(w, server, 'findable')
    const postId = await post()
    const thread = (...texts: string[]) => ({ ...planOf(channel.id, ''), content: draftOf(...texts) })
    const [planned] = await inTx((tx) =>
      planDeliveries(tx, w.ctx, editor(), { postId, plans: [thread('one', 'two')] }),
    )
    const id = planned?.id ?? ''
    const parts = JSON.stringify([{ remoteId: 'p1', url: null }])
    await w.ctx.db.updateTable('deliveries').set({ state: 'failed', parts }).where('id', '=', id).execute()
    const says = async (...texts: string[]) => {
      const contents = [{ channelId: channel.id, variantId: null, content: draftOf(...texts) }]
      await inTx((tx) => refreezeDeliveries(tx, w.ctx, editor(), { postId, contents }))
      return readDelivery(w.ctx, editor(), id)
    }
    expect(await says('ONE', 'TWO')).toMatchObject({ behind: true, text: 'one' })
    expect(await says('one', 'two')).toMatchObject({ behind: false, text: 'one' })
    expect(await says('ONE', 'TWO')).toMatchObject({ behind: true })
    const again = { postId, plans: [thread('Eins', 'Zwei')] }
    expect(await inTx((tx) => replanDeliveries(tx, w.ctx, editor(), again))).toMatchObject([
      { id, state: 'scheduled', behind: true, text: 'one' },
    ])
    w.clock.to(nine)
    await dispatch(w)
    expect(server.posts().map(({ text }) => text)).toEqual(['two'])
  })

  test('what is in doubt keeps its words and says so; given up and planned anew it takes the new ones', async () => {
    const { id, channel } = await inState('in_doubt')
    const { postId } = await rowOf(w.ctx, id)
    const contents = [{ channelId: channel.id, variantId: null, content: draftOf('new') }]
    await inTx((tx) => refreezeDeliveries(tx, w.ctx, editor(), { postId, contents }))
    expect(await readDelivery(w.ctx, editor(), id)).toMatchObject({ behind: true, text: 'hello' })
    await cancelDelivery(w.ctx, editor(), id)
    const plans = [planOf(channel.id, 'new', later(9))]
    expect(await inTx((tx) => replanDeliveries(tx, w.ctx, editor(), { postId, plans }))).toMatchObject([
      { text: 'new', behind: false },
    ])
  })

  test('the same post goes to a channel once', async () => {
    const channel = await fakeChannel(w, server, 'findable')
    const postId = await post()
    const plan = { postId, plans: [planOf(channel.id, 'one')] }
    await inTx((tx) => planDeliveries(tx, w.ctx, editor(), plan))
    await expect(inTx((tx) => planDeliveries(tx, w.ctx, editor(), plan))).rejects.toMatchObject({
      code: 'delivery.twice',
    })
  })

  test('a channel of another workspace is none', async () => {
    const other = await w.tenant()
    const channel = await fakeChannel({ ctx: w.ctx, workspaceId: other.workspaceId }, server, 'findable')
    const plan = { postId: await post(), plans: [planOf(channel.id, 'one')] }
    await expect(inTx((tx) => planDeliveries(tx, w.ctx, editor(), plan))).rejects.toMatchObject({
      code: 'delivery.no_channel',
    })
  })

  test('a cancelled post says what can no longer be called back', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => fakeChannel(w, server, 'findable')))
    if (!a || !b) throw new Error('There are two channels')
    const postId = await post()
    const plans = [planOf(a.id, 'one'), planOf(b.id, 'two', later(5))]
    await inTx((tx) => planDeliveries(tx, w.ctx, editor(), { postId, plans }))
    w.clock.to(nine)
    await dispatch(w)
    const answer = await inTx((tx) => cancelDeliveries(tx, w.ctx, editor(), { postId }))
    expect(answer).toEqual({ cancelled: 1, left: ['published'] })
  })
})

describe('the list', () => {
  test('is filtered, pages without gaps or twins, and is what the contract says', async () => {
    const channel = await fakeChannel(w, server, 'findable')
    const ids: string[] = []
    for (let i = 0; i < 7; i++) ids.push(await planText(w, channel.id, `text ${i}`, later(Math.floor(i / 2))))
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = DeliveryQuery.parse({ limit: '3', ...(cursor && { cursor }) })
      const page = DeliveryList.parse(await listDeliveries(w.ctx, w.actor('owner'), query))
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen)).toEqual(new Set(ids))
    const some = DeliveryQuery.parse({
      from: later(1).toISOString(),
      to: later(2).toISOString(),
      channel: channel.id,
    })
    expect((await listDeliveries(w.ctx, w.actor('owner'), some)).items.map(({ text }) => text)).toEqual([
      'text 2',
      'text 3',
    ])
    await inState('missed', 'findable')
    const needing = await listDeliveries(w.ctx, w.actor('owner'), DeliveryQuery.parse({ needs: 'people' }))
    expect(new Set(needing.items.map(({ state }) => state))).toEqual(new Set(['missed']))
    await expect(
      listDeliveries(w.ctx, w.actor('owner'), DeliveryQuery.parse({ cursor: 'nonsense' })),
    ).rejects.toMatchObject({ code: 'delivery.bad_cursor' })
  })

  test('a detail shows the frozen words and every attempt', async () => {
    const { id } = await inState('failed')
    const detail = DeliveryDetail.parse(await readDelivery(w.ctx, w.actor('owner'), id))
    expect(detail.history).toMatchObject([{ number: 1, kind: 'send', outcome: 'rejected', status: 422 }])
    expect(detail.digest).toBe(freeze(draftOf('hello')).digest)
  })
})

test('the digest is of what is said, not of the order in which it is written down', () => {
  const { parts, ...rest } = draftOf('one')
  expect(freeze({ parts, ...rest }).digest).toBe(freeze({ ...rest, parts }).digest)
  expect(freeze(draftOf('one\0')).json).toBe(freeze(draftOf('one')).json)
  expect(freeze(draftOf('a \\u0000 b')).json).toContain('\\\\u0000')
})
