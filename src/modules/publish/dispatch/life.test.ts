import { describe, expect, test } from 'vitest'
import {
  attemptsOf,
  dispatch,
  doors,
  draftOf,
  fakeChannel,
  planText,
  rowOf,
} from '../../../../test/factories/delivery.ts'
import {
  due,
  enterWorld,
  keyed,
  live,
  minutes,
  nine,
  plain,
  standing,
  w,
} from '../../../../test/factories/publishing.ts'
import { fakeNetwork } from '../../../../test/fake-network.ts'
import { inMemory } from '../../../networks/kit/in-memory.ts'
import type { Network } from '../../../networks/kit/network.ts'
import { prepareOne } from './ahead.ts'
import { dispatchDue } from './index.ts'

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

  test('that is paid for reaches the adapter with who pays, where the network has a mark for it', async () => {
    const { server } = await due('idempotent', {
      ...draftOf('#ad rye'),
      paidPartnership: { sponsor: 'Rye & Co' },
    })
    w.clock.to(nine)
    await dispatch(w)
    expect(server.posts()).toMatchObject([{ text: '#ad rye', paid: 'Rye & Co' }])
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
  const openMedia: typeof doors.openMedia = async (_ctx, _workspaceId, media) => ({
    ...media,
    digest: 'd',
    ...inMemory(Buffer.from('.')),
  })
  const pictured = (text: string) => {
    const dot = { id: 'm1', kind: 'image', mime: 'image/png', bytes: 1, width: 1, height: 1 } as const
    const [part] = draftOf(text).parts
    if (!part) throw new Error('A draft has a part')
    return { ...draftOf(), parts: [{ ...part, media: [{ ...dot, durationMs: null, alt: 'a dot' }] }] }
  }

  test('what can be prepared is, and it is kept for the next attempt', async () => {
    await enterWorld({
      networks: [fakeNetwork('findable', { prepares: true })],
      fetch: globalThis.fetch,
    })
    const channel = await fakeChannel(w, plain, 'findable')
    const draft = pictured('with a picture')
    const id = await planText(w, channel.id, draft, nine)
    plain.treatNext(1, { mode: 'down' })
    w.clock.to(nine)
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

  test('after an unclear end nothing is prepared anew before it was looked for, however long ago the first was', async () => {
    const network = fakeNetwork('findable', { prepares: true })
    const seen: unknown[] = []
    const find: Network['find'] = async (call) => {
      seen.push(call.prepared)
      return { found: 'no' }
    }
    await enterWorld({ networks: [{ ...network, find }], fetch: globalThis.fetch })
    await w.ctx.db.updateTable('workspaces').set({ stalenessMinutes: 10_000 }).execute()
    const channel = await fakeChannel(w, plain, 'findable')
    const id = await planText(w, channel.id, pictured('a dot'), nine)
    plain.treatNext(1, { mode: 'accept-then-500' })
    w.clock.to(nine)
    await dispatchDue(w.ctx, { ...doors, openMedia })
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'sending', prepared: ['u1'] })
    w.clock.to(minutes(180))
    await dispatchDue(w.ctx, { ...doors, openMedia })
    expect(seen).toEqual([['u1']])
    expect(plain.posts().at(-1)).toMatchObject({ text: 'a dot', uploads: ['u1'] })
    expect(plain.uploads()).toBe(1)
  })

  test('what comes of it too late does not replace what a worker has sent', async () => {
    const network = fakeNetwork('findable', { prepares: true })
    const gate = Promise.withResolvers<void>()
    let times = 0
    const publish: Network['publish'] = network.publish && {
      ...network.publish,
      prepare: async () => {
        if (times++ > 0) return ['of the worker']
        await gate.promise
        return ['ahead']
      },
    }
    await enterWorld({ networks: [{ ...network, publish } as Network], fetch: globalThis.fetch })
    const channel = await fakeChannel(w, plain, 'findable')
    const id = await planText(w, channel.id, pictured('a dot'), nine)
    const late = prepareOne(w.ctx, { ...doors, openMedia }, id)
    while (times === 0) await new Promise((done) => setTimeout(done, 10))
    plain.treatNext(1, { mode: 'accept-then-500' })
    w.clock.to(nine)
    await dispatchDue(w.ctx, { ...doors, openMedia })
    gate.resolve()
    await late
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'sending', prepared: ['of the worker'] })
  })
})

describe('a network that publishes later', () => {
  test('may bring a thread part by part, each kept as it comes', async () => {
    const part = (n: number) => ({ remoteId: `p${n}`, url: null })
    const waits = (handle: number) => ({ state: 'pending', handle, lookAt: new Date(w.clock.now()) }) as const
    const fake = fakeNetwork('findable')
    const network: Network = {
      ...fake,
      publish: {
        send: async ({ save }) => {
          await save(part(1))
          return waits(1)
        },
        look: async ({ save, done }, handle) => {
          const next = part(done.length + 1)
          await save(next)
          return handle === 1 ? waits(2) : { state: 'published', parts: [...done, next] }
        },
      },
    }
    await enterWorld({ networks: [network], fetch: globalThis.fetch })
    const channel = await fakeChannel(w, plain, 'findable')
    const id = await planText(w, channel.id, draftOf('one', 'two', 'three'), nine)
    w.clock.to(nine)
    await dispatch(w)
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'sent', parts: [{ remoteId: 'p1' }] })
    await live(20)
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'sent', parts: [{}, { remoteId: 'p2' }] })
    await live(20)
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'published', parts: [{}, {}, { remoteId: 'p3' }] })
    expect((await standing(id)).outcomes).toEqual(['send pending', 'look pending', 'look published'])
  })

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
