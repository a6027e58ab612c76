import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  attemptsOf,
  dispatch,
  doors,
  draftOf,
  fakeChannel,
  planText,
  rowOf,
} from '../../../../test/factories/delivery.ts'
import { fakeNetwork, fakeNetworks } from '../../../../test/fake-network.ts'
import { type FakeServer, startFakeServer } from '../../../../test/fake-server.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Guarantee } from '../../../networks/kit/manifest.ts'
import type { Network } from '../../../networks/kit/network.ts'
import { saveCredential } from '../../channels/accounts/index.ts'
import { prepareOne } from './ahead.ts'
import { dispatchDue } from './index.ts'

let keyed: FakeServer
let plain: FakeServer
let w: World

beforeAll(async () => {
  const now = () => w.clock.now().getTime()
  keyed = await startFakeServer({ keys: true, now })
  plain = await startFakeServer({ keys: false, now })
})
afterAll(() => Promise.all([keyed.stop(), plain.stop()]))

const nine = new Date('2030-01-01T09:00:00Z')
const minutes = (n: number) => new Date(nine.getTime() + n * 60_000)
const serverOf = (guarantee: Guarantee) => (guarantee === 'idempotent' ? keyed : plain)

beforeEach(async () => {
  for (const server of [keyed, plain]) {
    server.reset()
    server.treat({ mode: 'ok' })
  }
  w = await world({
    networks: fakeNetworks(),
    fetch: globalThis.fetch,
    at: '2030-01-01T08:00:00Z',
    alone: true,
  })
})

/** One delivery due at nine, at a network of this guarantee. */
async function due(guarantee: Guarantee, text = 'hello', at = nine) {
  const server = serverOf(guarantee)
  const channel = await fakeChannel(w, server, guarantee)
  const id = await planText(w, channel.id, text, at)
  return { id, channel, server }
}

/** The state of a world: how often it was posted, and where it stands. */
async function standing(id: string) {
  const row = await rowOf(w.ctx, id)
  const attempts = await attemptsOf(w.ctx, id)
  return {
    state: row.state,
    nextAt: row.nextAt,
    code: row.failureCode,
    outcomes: attempts.map(({ kind, outcome }) => `${kind} ${outcome}`),
  }
}

/** Turns the clock in steps and delivers at each, as a worker that never sleeps would. */
async function live(seconds: number, step = 20): Promise<void> {
  for (let passed = 0; passed < seconds; passed += step) {
    w.clock.on(step * 1000)
    await dispatch(w)
  }
}

describe('a delivery', () => {
  test('waits for its time, is published once, and leaves a publication and an attempt behind', async () => {
    const { id, server } = await due('idempotent')
    await dispatch(w)
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'scheduled', workerId: null })
    w.clock.to(nine)
    await dispatch(w)
    await dispatch(w)
    expect(server.posts()).toMatchObject([{ text: 'hello' }])
    expect(await rowOf(w.ctx, id)).toMatchObject({
      state: 'published',
      workerId: null,
      attempts: 1,
      publishedAt: nine,
      parts: [{ remoteId: 'p1' }],
    })
    expect(await attemptsOf(w.ctx, id)).toMatchObject([{ number: 1, kind: 'send', outcome: 'published' }])
    const publication = await w.ctx.db.selectFrom('publications').selectAll().executeTakeFirstOrThrow()
    expect(publication).toMatchObject({ deliveryId: id, remoteId: 'p1', text: 'hello', origin: 'ours' })
    await w.runJobs()
    const collected = await w.ctx.db.selectFrom('collections').select('subjectId').execute()
    expect(collected.map((row) => row.subjectId)).toContain(publication.id)
  })

  test('is sent by one of two workers that look at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, (_, i) => due('blind', `text ${i}`)))
    w.clock.to(nine)
    await Promise.all([dispatch(w), dispatch(w), dispatch(w)])
    expect(plain.requests()).toBe(40)
    for (const { id } of ids) expect((await standing(id)).state).toBe('published')
  })

  test('of one channel leaves after the one before it was answered, in the order of their times', async () => {
    const { channel } = await due('findable', 'text 0')
    for (let i = 1; i < 8; i++) await planText(w, channel.id, `text ${i}`, new Date(nine.getTime() + i))
    plain.treat({ mode: 'slow', delayMs: 15 })
    w.clock.to(minutes(1))
    await dispatch(w)
    expect(plain.mostAtOnce(channel.account)).toBe(1)
    expect(plain.arrivals().map(({ text }) => text)).toEqual(Array.from({ length: 8 }, (_, i) => `text ${i}`))
  })
})

describe('after an unclear end', () => {
  test('an idempotent network is told the same again under the same key', async () => {
    const { id } = await due('idempotent')
    keyed.treatNext(1, { mode: 'accept-then-drop' })
    w.clock.to(nine)
    await dispatch(w)
    expect(await standing(id)).toMatchObject({ state: 'sending', outcomes: ['send unknown'] })
    await live(60)
    expect(await standing(id)).toMatchObject({
      state: 'published',
      outcomes: ['send unknown', 'send published'],
    })
    expect(keyed.posts()).toHaveLength(1)
    expect(keyed.requests()).toBe(2)
  })

  test('a findable network is looked at, and what is there is not sent again', async () => {
    const { id } = await due('findable')
    plain.treatNext(1, { mode: 'accept-then-500' })
    w.clock.to(nine)
    await dispatch(w)
    const { nextAt } = await standing(id)
    expect(nextAt.getTime()).toBeGreaterThanOrEqual(nine.getTime() + 15_000)
    await live(60)
    expect(await standing(id)).toMatchObject({
      state: 'published',
      outcomes: ['send unknown', 'look published'],
    })
    expect(plain.requests()).toBe(1)
  })

  test('a findable network is looked at, and what is not there is sent', async () => {
    const { id } = await due('findable')
    plain.treatNext(1, { mode: 'accept-then-drop' })
    w.clock.to(nine)
    await dispatch(w)
    plain.reset()
    await live(60)
    expect(await standing(id)).toMatchObject({
      state: 'published',
      outcomes: ['send unknown', 'look absent', 'send published'],
    })
    expect(plain.posts()).toHaveLength(1)
  })

  test('a blind network leaves it in doubt, and a person is told', async () => {
    const { id } = await due('blind')
    plain.treatNext(1, { mode: 'accept-then-500' })
    w.clock.to(nine)
    await dispatch(w)
    await live(300)
    expect(await standing(id)).toMatchObject({ state: 'in_doubt', outcomes: ['send unknown'] })
    expect(plain.requests()).toBe(1)
    const told = await w.ctx.db.selectFrom('notifications').select(['kind', 'subjectId']).execute()
    expect(told).toEqual([{ kind: 'delivery.in_doubt', subjectId: id }])
  })

  test('an idempotent key that has grown old is not trusted: a person is asked', async () => {
    const { id } = await due('idempotent')
    keyed.treatNext(1, { mode: 'accept-then-drop' })
    w.clock.to(nine)
    await dispatch(w)
    w.clock.to(minutes(45))
    await dispatch(w)
    expect((await standing(id)).state).toBe('in_doubt')
    expect(keyed.requests()).toBe(1)
  })
})

describe('a failure', () => {
  test('of kind later is tried again with growing pauses, and in the end set apart with a sentence', async () => {
    const { id } = await due('idempotent')
    keyed.treat({ mode: 'down' })
    w.clock.to(nine)
    await dispatch(w)
    expect(await standing(id)).toMatchObject({ state: 'waiting', code: 'down' })
    await w.ctx.db.updateTable('workspaces').set({ stalenessMinutes: 10_000 }).execute()
    await live(8 * 900, 60)
    const row = await rowOf(w.ctx, id)
    expect(row).toMatchObject({ state: 'failed', attempts: 8 })
    expect(row.failureWords).toContain('tried 8 times')
    expect(keyed.requests()).toBe(8)
  })

  test('with Retry-After stops the whole channel until exactly then, and is no try', async () => {
    const { id, channel } = await due('findable', 'first')
    const second = await planText(w, channel.id, 'second', nine)
    plain.treatNext(1, { mode: '429', retryAfter: 120 })
    w.clock.to(nine)
    await dispatch(w)
    expect(await standing(id)).toMatchObject({ state: 'waiting', nextAt: minutes(2), code: 'limited' })
    expect((await rowOf(w.ctx, id)).tries).toBe(0)
    w.clock.to(new Date(minutes(2).getTime() - 1))
    await dispatch(w)
    expect(plain.requests()).toBe(1)
    w.clock.to(minutes(2))
    await dispatch(w)
    expect(plain.posts().map(({ text }) => text)).toEqual(['first', 'second'])
    expect((await standing(second)).state).toBe('published')
  })

  test('with a Retry-After beyond the window asks a person at once', async () => {
    const { id } = await due('findable')
    plain.treatNext(1, { mode: '429', retryAfter: 7200 })
    w.clock.to(nine)
    await dispatch(w)
    expect(await standing(id)).toMatchObject({ state: 'missed', outcomes: ['send later'] })
  })

  test('of kind rejected ends it with the words of the network', async () => {
    const { id } = await due('idempotent')
    keyed.treat({ mode: 'refuse' })
    w.clock.to(nine)
    await dispatch(w)
    const row = await rowOf(w.ctx, id)
    expect(row).toMatchObject({ state: 'failed', failureKind: 'rejected' })
    expect(row.failureWords).toContain('Nobody wants to read that.')
  })

  test('of kind reconnect holds the queue of the channel until it is joined again', async () => {
    const { id, channel } = await due('findable', 'first')
    const second = await planText(w, channel.id, 'second', nine)
    plain.acceptToken('another')
    w.clock.to(nine)
    await dispatch(w)
    const held = await w.ctx.db.selectFrom('channels').select('state').where('id', '=', channel.id).execute()
    expect(held).toEqual([{ state: 'reconnect' }])
    await live(300)
    expect(plain.requests()).toBe(0)
    plain.acceptToken('right')
    await w.ctx.db.updateTable('channels').set({ state: 'active' }).where('id', '=', channel.id).execute()
    await live(60)
    expect((await standing(id)).state).toBe('published')
    expect((await standing(second)).state).toBe('published')
    const told = await w.ctx.db.selectFrom('notifications').select('kind').execute()
    expect(told).toEqual([{ kind: 'channel.reconnect' }])
  })
})

test('a refusal of the old sign-in that comes after a person signed in anew holds nothing up', async () => {
  const { id, channel } = await due('findable', 'first')
  plain.acceptToken('new')
  w.clock.to(nine)
  const place = { channelId: channel.id, workspaceId: w.workspaceId, network: 'fake-findable' }
  // Between the request and the report of its refusal, somebody joins the account again.
  const reportFailure: typeof doors.reportFailure = async (...told) => {
    await saveCredential(w.ctx, w.ctx.db, place, { token: 'new' }, null)
    await doors.reportFailure(...told)
  }
  await dispatchDue(w.ctx, { ...doors, reportFailure }, {})
  const state = await w.ctx.db.selectFrom('channels').select('state').where('id', '=', channel.id).execute()
  expect(state).toEqual([{ state: 'active' }])
  await live(60)
  expect((await standing(id)).state).toBe('published')
})

describe('a time that has passed', () => {
  test('is missed after an outage: nothing bursts out, and people are told once per channel', async () => {
    const { id, channel } = await due('findable', 'first')
    await planText(w, channel.id, 'second', minutes(1))
    const young = await planText(w, channel.id, 'young', minutes(90))
    w.clock.to(minutes(100))
    await dispatch(w)
    expect((await standing(id)).state).toBe('missed')
    expect((await standing(young)).state).toBe('published')
    expect(plain.posts().map(({ text }) => text)).toEqual(['young'])
    const told = await w.ctx.db.selectFrom('notifications').select(['kind', 'subjectId', 'count']).execute()
    expect(told).toEqual([{ kind: 'delivery.missed', subjectId: channel.id, count: 2 }])
  })

  test('is looked at once more right before sending', async () => {
    const { id } = await due('findable')
    // Claimed in time, and then the worker was held up for two hours.
    w.clock.to(nine)
    const accountFor = async (...args: Parameters<typeof doors.accountFor>) => {
      w.clock.to(minutes(120))
      return doors.accountFor(...args)
    }
    await dispatchDue(w.ctx, { ...doors, accountFor }, { pace: { lease: 10 * 3600_000 } })
    expect(plain.requests()).toBe(0)
    await dispatch(w)
    expect((await standing(id)).state).toBe('missed')
  })

  test('a paused channel holds its queue, and what grew too old meanwhile is missed when it goes on', async () => {
    const { id, channel } = await due('findable', 'old')
    const young = await planText(w, channel.id, 'young', minutes(119))
    const set = (state: string) =>
      w.ctx.db.updateTable('channels').set({ state }).where('id', '=', channel.id).execute()
    await set('paused')
    w.clock.to(minutes(120))
    await dispatch(w)
    expect((await standing(id)).state).toBe('scheduled')
    expect(plain.requests()).toBe(0)
    await set('active')
    await dispatch(w)
    expect((await standing(id)).state).toBe('missed')
    expect((await standing(young)).state).toBe('published')
  })
})

describe('a thread', () => {
  test('goes on after the last part that is proven to be out', async () => {
    const server = keyed
    const channel = await fakeChannel(w, server, 'findable')
    const id = await planText(w, channel.id, draftOf('one', 'two', 'three'), nine)
    server.treat(({ text }) => ({ mode: text === 'two' ? 'down' : 'ok' }))
    w.clock.to(nine)
    await dispatch(w)
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'waiting', parts: [{ remoteId: 'p1' }] })
    server.treat({ mode: 'ok' })
    // Two hours late: what has begun is not missed.
    w.clock.to(minutes(120))
    await dispatch(w)
    expect((await standing(id)).state).toBe('published')
    expect(server.posts().map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['one', null],
      ['two', 'p1'],
      ['three', 'p2'],
    ])
  })

  test('that broke off without an answer is looked for, and the rest is sent', async () => {
    const channel = await fakeChannel(w, plain, 'findable')
    const id = await planText(w, channel.id, draftOf('one', 'two', 'three'), nine)
    let cut = 0
    plain.treat(({ text }) => ({ mode: text === 'two' && cut++ === 0 ? 'accept-then-drop' : 'ok' }))
    w.clock.to(nine)
    await dispatch(w)
    await live(60)
    expect((await standing(id)).state).toBe('published')
    expect(plain.posts().map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })

  test('its first reply hangs on it', async () => {
    const channel = await fakeChannel(w, plain, 'blind')
    await planText(w, channel.id, { ...draftOf('one'), firstReply: 'see the link' }, nine)
    w.clock.to(nine)
    await dispatch(w)
    expect(plain.posts().map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['one', null],
      ['see the link', 'p1'],
    ])
  })
})

describe('our own daily cap', () => {
  test('lets no more out in 24 hours, and the rest when the limit allows', async () => {
    const channel = await fakeChannel(w, plain, 'findable', { dailyCap: 2 })
    await w.ctx.db.updateTable('workspaces').set({ stalenessMinutes: 10_000 }).execute()
    const ids = []
    for (let i = 0; i < 4; i++) ids.push(await planText(w, channel.id, `text ${i}`, minutes(i)))
    w.clock.to(minutes(10))
    await dispatch(w)
    expect(plain.posts()).toHaveLength(2)
    const [, , third] = ids
    expect(await standing(third ?? '')).toMatchObject({ state: 'waiting', code: 'daily_cap', outcomes: [] })
    await live(3600)
    expect(plain.posts()).toHaveLength(2)
    w.clock.to(minutes(10 + 24 * 60))
    await dispatch(w)
    expect(plain.posts()).toHaveLength(4)
  })
})

describe('ahead of its time', () => {
  test('what can be prepared is, and it is kept for the next attempt', async () => {
    w = await world({
      networks: [fakeNetwork('findable', { prepares: true })],
      fetch: globalThis.fetch,
      alone: true,
    })
    const channel = await fakeChannel(w, plain, 'findable')
    const facts = {
      id: 'm1',
      kind: 'image',
      mime: 'image/png',
      bytes: 1,
      width: 1,
      height: 1,
      durationMs: null,
    } as const
    const [part] = draftOf('with a picture').parts
    if (!part) throw new Error('A draft has a part')
    const draft = { ...draftOf(), parts: [{ ...part, media: [{ ...facts, alt: 'a dot' }] }] }
    const id = await planText(w, channel.id, draft, nine)
    plain.treatNext(1, { mode: 'down' })
    w.clock.to(nine)
    const openMedia: typeof doors.openMedia = async (_ctx, _workspaceId, media) => ({
      ...media,
      digest: 'd',
      read: async () => Buffer.from('.'),
    })
    await dispatchDue(w.ctx, { ...doors, openMedia })
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'waiting', prepared: ['u1'] })
    w.clock.to(minutes(1))
    await dispatchDue(w.ctx, { ...doors, openMedia })
    expect(plain.posts()).toMatchObject([{ text: 'with a picture', uploads: ['u1'] }])
    expect(plain.uploads()).toBe(1)
    const again = await planText(w, channel.id, draft, minutes(60))
    w.clock.to(minutes(51))
    await prepareOne(w.ctx, { ...doors, openMedia }, again)
    expect(await rowOf(w.ctx, again)).toMatchObject({ state: 'scheduled', prepared: ['u2'], attempts: 0 })
    const asked = await w.ctx.database.pool.query(
      "select 1 from graphile_worker.jobs where task_identifier = 'delivery.prepare' and run_at = $1",
      [minutes(50)],
    )
    expect(asked.rowCount).toBe(1)
  })
})

describe('what nobody foresaw', () => {
  const strange = (send: NonNullable<Network['publish']>['send']): Network => {
    const fake = fakeNetwork('findable')
    return { ...fake, publish: { ...fake.publish, send } }
  }

  test('an answer that cannot be kept puts its delivery in doubt, and the others are settled', async () => {
    const send: NonNullable<Network['publish']>['send'] = async ({ content }) => ({
      state: 'published',
      parts: [{ remoteId: content.parts[0]?.text === 'bad' ? 'a\u0000b' : 'fine', url: null }],
    })
    w = await world({ networks: [strange(send)], alone: true })
    const channels = await Promise.all([1, 2, 3].map(() => fakeChannel(w, plain, 'findable')))
    const ids = await Promise.all(
      channels.map(({ id }, i) => planText(w, id, i === 1 ? 'bad' : `good ${i}`, nine)),
    )
    w.clock.to(nine)
    await dispatch(w)
    const states = await Promise.all(ids.map(async (id) => (await standing(id)).state))
    expect(states).toEqual(['published', 'in_doubt', 'published'])
  })

  test('an adapter that breaks is unclear, not forgotten: the network is looked at', async () => {
    const send = async () => {
      throw new TypeError('x is not a function')
    }
    w = await world({ networks: [strange(send)], fetch: globalThis.fetch, alone: true })
    const channel = await fakeChannel(w, plain, 'findable')
    const id = await planText(w, channel.id, 'hello', nine)
    w.clock.to(nine)
    await dispatch(w)
    expect(await standing(id)).toMatchObject({
      state: 'sending',
      code: 'unforeseen',
      outcomes: ['send unknown'],
    })
    expect((await rowOf(w.ctx, id)).workerId).toBeNull()
  })

  test('a credential that does not open is no attempt at the network: it is tried again', async () => {
    const { id } = await due('blind')
    await w.ctx.db.updateTable('channelCredentials').set({ keyId: 'lost' }).execute()
    w.clock.to(nine)
    await dispatch(w)
    expect(await standing(id)).toMatchObject({ state: 'waiting', outcomes: ['send later'] })
    expect(plain.requests()).toBe(0)
  })
})

describe('a network that publishes later', () => {
  test('is asked until it is out', async () => {
    const { id } = await due('blind')
    plain.treatNext(1, { mode: 'pending' })
    w.clock.to(nine)
    await dispatch(w)
    expect(await standing(id)).toMatchObject({ state: 'sent', outcomes: ['send pending'] })
    await live(20)
    expect(await standing(id)).toMatchObject({
      state: 'published',
      outcomes: ['send pending', 'look published'],
    })
    expect(plain.posts()).toHaveLength(1)
  })
})
