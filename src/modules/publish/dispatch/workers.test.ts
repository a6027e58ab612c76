import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  attemptsOf,
  doors,
  fakeChannel,
  planText,
  quick,
  rowOf,
} from '../../../../test/factories/delivery.ts'
import { fakeNetworks } from '../../../../test/fake-network.ts'
import { type FakeServer, startFakeServer } from '../../../../test/fake-server.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Guarantee } from '../../../networks/kit/manifest.ts'
import { cancelDelivery } from '../deliveries/act.ts'
import { type Dispatcher, type Pace, startDispatcher } from './index.ts'

/** Workers on the real clock, with short times. */

let keyed: FakeServer
let plain: FakeServer
let w: World
let running: Dispatcher[] = []

beforeAll(async () => {
  keyed = await startFakeServer({ keys: true })
  plain = await startFakeServer({ keys: false })
})
afterAll(() => Promise.all([keyed.stop(), plain.stop()]))
beforeEach(async () => {
  for (const server of [keyed, plain]) {
    server.reset()
    server.treat({ mode: 'ok' })
  }
  w = await world({ networks: fakeNetworks(), fetch: globalThis.fetch, at: 'real', alone: true })
})
afterEach(async () => {
  await Promise.all(running.map((worker) => worker.stop()))
  running = []
})

async function worker(pace: Partial<Pace> = {}): Promise<Dispatcher> {
  const started = await startDispatcher(w.ctx, doors, { pace: { ...quick, ...pace } })
  running.push(started)
  return started
}

const soon = (ms: number) => new Date(Date.now() + ms)
const serverOf = (guarantee: Guarantee) => (guarantee === 'idempotent' ? keyed : plain)

async function until(what: () => Promise<boolean> | boolean, ms = 15_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > end) throw new Error('It did not come to that in time')
    await new Promise((done) => setTimeout(done, 10))
  }
}

const isIn = (id: string, state: string) => async () => (await rowOf(w.ctx, id)).state === state

describe('time', () => {
  test('a delivery leaves on its millisecond, never before', async () => {
    const channel = await fakeChannel(w, keyed, 'idempotent')
    await worker({ poll: 60_000 })
    const at = soon(600)
    await planText(w, channel.id, 'on time', at)
    await until(() => keyed.requests() === 1)
    const late = (keyed.arrivals()[0]?.at ?? 0) - at.getTime()
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(1000)
  })

  test('what is planned for now wakes a sleeping worker', async () => {
    const channel = await fakeChannel(w, keyed, 'idempotent')
    await worker({ poll: 60_000 })
    await new Promise((done) => setTimeout(done, 200))
    const planned = Date.now()
    await planText(w, channel.id, 'now', soon(0))
    await until(() => keyed.requests() === 1)
    expect(Date.now() - planned).toBeLessThan(2000)
  })

  test('a machine whose clock is wrong delivers by the time of the database', async () => {
    const channel = await fakeChannel(w, keyed, 'idempotent')
    const id = await planText(w, channel.id, 'by the right clock', soon(0))
    const wrong = { ...w.ctx, clock: { now: () => new Date('2001-01-01') } }
    running.push(await startDispatcher(wrong, doors, { pace: quick }))
    await until(isIn(id, 'published'))
  })
})

describe('a worker that dies between an attempt and its answer', () => {
  /** A delivery as a killed worker leaves it: written down, perhaps sent, nobody knows. */
  async function orphan(guarantee: Guarantee, arrived: boolean): Promise<string> {
    const channel = await fakeChannel(w, serverOf(guarantee), guarantee)
    const id = await planText(w, channel.id, 'hello', soon(0))
    const { key, digest, workspaceId } = await rowOf(w.ctx, id)
    const past = soon(-1000)
    await w.ctx.db.insertInto('workers').values({ id: 'dead', version: '', leaseUntil: past }).execute()
    await w.ctx.db
      .updateTable('deliveries')
      .set({ state: 'sending', workerId: 'dead', attempts: 1, firstAttemptAt: past })
      .where('id', '=', id)
      .execute()
    await w.ctx.db.updateTable('lanes').set({ workerId: 'dead' }).execute()
    const attempt = { deliveryId: id, number: 1, workerId: 'dead', key, digest, workspaceId }
    await w.ctx.db
      .insertInto('attempts')
      .values({ ...attempt, startedAt: past })
      .execute()
    if (arrived) await post(serverOf(guarantee), channel.account, key)
    return id
  }

  const post = (server: FakeServer, account: string, key: string) =>
    fetch(`${server.url}/posts`, {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: JSON.stringify({ account, text: 'hello' }),
    })

  test.each([true, false])(
    'at an idempotent network: it is repeated with its key (had arrived: %s)',
    async (arrived) => {
      const id = await orphan('idempotent', arrived)
      await worker()
      await until(isIn(id, 'published'))
      expect(keyed.posts()).toHaveLength(1)
    },
  )

  test('at a findable network where it is: it is found', async () => {
    const id = await orphan('findable', true)
    await worker()
    await until(isIn(id, 'published'))
    expect(plain.posts()).toHaveLength(1)
    const attempts = await attemptsOf(w.ctx, id)
    expect(attempts.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'send unknown',
      'look published',
    ])
  })

  test('at a findable network where it is not: it is looked for after a quiet time, then sent', async () => {
    const id = await orphan('findable', false)
    await worker()
    await until(isIn(id, 'published'))
    expect(plain.posts()).toHaveLength(1)
    const [, look] = await attemptsOf(w.ctx, id)
    expect(look).toMatchObject({ kind: 'look', outcome: 'absent' })
  })

  test('at a network whose lists come late: it is not looked for before they have come', async () => {
    const id = await orphan('findable', true)
    const { network } = await rowOf(w.ctx, id)
    const known = w.ctx.networks.get(network)
    if (!known) throw new Error('no network')
    const source = { from: 'test', on: '2030-01-01', confidence: 'unverified' } as const
    const networks = new Map(w.ctx.networks).set(network, {
      ...known,
      manifest: { ...known.manifest, listsLate: { seconds: 600, source } },
    })
    running.push(await startDispatcher({ ...w.ctx, networks }, doors, { pace: quick }))
    await until(async () => (await rowOf(w.ctx, id)).workerId === null)
    const { state, nextAt } = await rowOf(w.ctx, id)
    expect(state).toBe('sending')
    expect(nextAt.getTime()).toBeGreaterThan(Date.now() + 590_000)
    expect(plain.requests()).toBe(1)
  })

  test('at a blind network: a person is asked, nothing is sent', async () => {
    const id = await orphan('blind', false)
    await worker()
    await until(isIn(id, 'in_doubt'))
    expect(plain.requests()).toBe(0)
  })
})

describe('a worker that was thought dead', () => {
  test('whose answer comes late ends the doubt with it', async () => {
    const channel = await fakeChannel(w, plain, 'blind')
    plain.treat({ mode: 'slow', delayMs: 1500 })
    const id = await planText(w, channel.id, 'hello', soon(0))
    // It never renews its lease, so another takes over while the request is on its way; it does not notice.
    await worker({ lease: 600_000, beat: 600_000, sendTimeout: 10_000 })
    await until(() => plain.requests() === 1)
    await w.ctx.db
      .updateTable('workers')
      .set({ leaseUntil: soon(-1000) })
      .execute()
    await worker()
    await until(isIn(id, 'in_doubt'))
    await until(isIn(id, 'published'))
    expect(plain.requests()).toBe(1)
    await until(async () => {
      const [told] = await w.ctx.db.selectFrom('notifications').select('resolvedAt').execute()
      return told?.resolvedAt !== null
    })
  })

  test('sends nothing more, and begins anew under another name', async () => {
    const channel = await fakeChannel(w, plain, 'findable')
    const first = await worker()
    const name = first.id()
    await w.ctx.db
      .updateTable('workers')
      .set({ leaseUntil: soon(-1000) })
      .execute()
    await until(() => first.id() !== name)
    const id = await planText(w, channel.id, 'hello', soon(0))
    await until(isIn(id, 'published'))
    expect(plain.posts()).toHaveLength(1)
  })
})

describe('an attempt that cannot be written down', () => {
  test('keeps no other from leaving, and is not tried in circles', async () => {
    const channels = await Promise.all([1, 2, 3].map(() => fakeChannel(w, plain, 'findable')))
    const ids = await Promise.all(channels.map(({ id }, i) => planText(w, id, `post ${i}`, soon(3600_000))))
    const [, bad] = ids
    // Its number is taken, as after a restore of half a backup.
    const { key, digest, workspaceId } = await rowOf(w.ctx, bad ?? '')
    const twin = {
      workspaceId,
      deliveryId: bad ?? '',
      number: 1,
      workerId: 'x',
      key,
      digest,
      startedAt: soon(0),
    }
    await w.ctx.db.insertInto('attempts').values(twin).execute()
    await worker({ quiet: 60_000 })
    await w.ctx.db
      .updateTable('deliveries')
      .set({ dueAt: soon(300), nextAt: soon(300) })
      .execute()
    await until(() => plain.posts().length === 2)
    await until(async () => (await rowOf(w.ctx, bad ?? '')).nextAt.getTime() > Date.now() + 30_000)
    expect(await rowOf(w.ctx, bad ?? '')).toMatchObject({ state: 'scheduled', workerId: null })
  })
})

describe('a worker that lost its lease and does not know it', () => {
  test('claims nothing', async () => {
    const channel = await fakeChannel(w, plain, 'findable')
    await worker({ lease: 600_000, beat: 600_000 })
    await w.ctx.db
      .updateTable('workers')
      .set({ leaseUntil: soon(-1000) })
      .execute()
    const id = await planText(w, channel.id, 'hello', soon(0))
    await new Promise((done) => setTimeout(done, 500))
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'scheduled', workerId: null })
  })
})

describe('a stop', () => {
  test('lets what is on its way come to its end, and gives the rest back', async () => {
    const channel = await fakeChannel(w, plain, 'findable')
    plain.treat({ mode: 'slow', delayMs: 400 })
    const first = await planText(w, channel.id, 'first', soon(0))
    const second = await planText(w, channel.id, 'second', soon(1500))
    const started = await worker()
    await until(() => plain.requests() === 1)
    await started.stop()
    expect((await rowOf(w.ctx, first)).state).toBe('published')
    expect(await rowOf(w.ctx, second)).toMatchObject({ state: 'scheduled', workerId: null, attempts: 0 })
    expect(await w.ctx.db.selectFrom('workers').select('id').execute()).toEqual([])
    const lanes = await w.ctx.db.selectFrom('lanes').select('workerId').execute()
    expect(lanes).toEqual([{ workerId: null }])
  })
})

describe('several at once', () => {
  test('two workers share many channels; each post goes out once, each channel one at a time', async () => {
    const channels = await Promise.all(Array.from({ length: 12 }, () => fakeChannel(w, plain, 'findable')))
    plain.treat({ mode: 'slow', delayMs: 5 })
    const ids: string[] = []
    for (let i = 0; i < 10; i++)
      for (const { id } of channels) ids.push(await planText(w, id, `post ${ids.length}`, soon(3600_000)))
    // A part for each: without a bound the one that looks first takes all there is.
    const part = { claimLanes: 3, heldMost: 30 }
    await Promise.all([worker(part), worker(part)])
    // Both are at work when all of it becomes due.
    await w.ctx.db
      .updateTable('deliveries')
      .set({ dueAt: soon(500), nextAt: soon(500) })
      .execute()
    await until(() => plain.posts().length === ids.length)
    expect(plain.requests()).toBe(ids.length)
    for (const { account } of channels) expect(plain.mostAtOnce(account)).toBe(1)
    const workers = await w.ctx.db.selectFrom('attempts').select('workerId').distinct().execute()
    expect(workers).toHaveLength(2)
  })

  test('one with a long queue does not keep another workspace waiting', async () => {
    const busy = await fakeChannel(w, plain, 'findable')
    plain.treat({ mode: 'slow', delayMs: 20 })
    for (let i = 0; i < 60; i++) await planText(w, busy.id, `busy ${i}`, soon(-30_000))
    const other = await w.tenant()
    const calm = await fakeChannel({ ctx: w.ctx, workspaceId: other.workspaceId }, plain, 'findable')
    await planText({ ...other, ctx: w.ctx }, calm.id, 'calm', soon(0))
    await worker({ flyingMost: 2 })
    await until(() => plain.posts().some(({ text }) => text === 'calm'))
    expect(plain.posts().length).toBeLessThan(20)
  })

  test('what a person takes back while a worker holds it does not go out', async () => {
    const channel = await fakeChannel(w, plain, 'findable')
    const id = await planText(w, channel.id, 'never mind', soon(1200))
    await worker()
    await until(isIn(id, 'claimed'))
    await cancelDelivery(w.ctx, w.actor('editor'), id)
    await new Promise((done) => setTimeout(done, 1500))
    expect((await rowOf(w.ctx, id)).state).toBe('cancelled')
    expect(plain.requests()).toBe(0)
  })

  test('what a limit holds back is in nobody’s hands, and keeps no worker from other channels', async () => {
    const stopped = await fakeChannel(w, plain, 'findable')
    plain.treatNext(1, { mode: '429', retryAfter: 3600 })
    const due = soon(300)
    const ids = await Promise.all(['one', 'two', 'three'].map((text) => planText(w, stopped.id, text, due)))
    // All three are written down before the first is refused; the other two are taken back.
    await worker({ heldMost: 2 })
    for (const id of ids) await until(async () => (await rowOf(w.ctx, id)).nextAt > soon(60_000))
    expect(plain.requests()).toBe(1)
    const free = await fakeChannel(w, plain, 'findable')
    const id = await planText(w, free.id, 'elsewhere', soon(0))
    await until(isIn(id, 'published'))
  })

  test('a limit that one worker meets stops the others too', async () => {
    const channel = await fakeChannel(w, plain, 'findable')
    plain.treatNext(1, { mode: '429', retryAfter: 2 })
    const first = await planText(w, channel.id, 'first', soon(0))
    const workers = Promise.all([worker(), worker()])
    // Not by its state: what is due again within seconds is claimed at once, by this worker or the other.
    await until(async () => {
      const { dueAt, nextAt } = await rowOf(w.ctx, first)
      return nextAt > dueAt
    })
    const [a] = await workers
    await a?.stop()
    const second = await planText(w, channel.id, 'second', soon(0))
    await until(isIn(second, 'published'))
    const times = plain.arrivals().map(({ at }) => at)
    expect(times).toHaveLength(3)
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1900)
  })
})
