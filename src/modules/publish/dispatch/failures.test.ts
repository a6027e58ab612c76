import { describe, expect, test } from 'vitest'
import { dispatch, doors, fakeChannel, planText, rowOf } from '../../../../test/factories/delivery.ts'
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
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Found, Network, SendCall, Sent } from '../../../networks/kit/network.ts'
import { saveCredential } from '../../channels/accounts/index.ts'
import { dismissLack } from '../deliveries/mark.ts'
import { readDelivery } from '../deliveries/read.ts'
import { dispatchDue } from './index.ts'

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

  test('what another delivery became is not taken for this one, and stays that other’s', async () => {
    const { id, channel } = await due('findable', 'same words')
    const soon = new Date(nine.getTime() + 30_000)
    const second = await planText(w, channel.id, 'same words', soon)
    w.clock.to(nine)
    await dispatch(w)
    plain.treatNext(1, { mode: 'accept-then-500' })
    w.clock.to(soon)
    await dispatch(w)
    await live(60)
    const { state, code, outcomes } = await standing(second)
    expect([state, code, outcomes.slice(0, 2)]).toEqual([
      'sending',
      'unsure',
      ['send unknown', 'look unknown'],
    ])
    const known = await w.ctx.db.selectFrom('publications').select('deliveryId').execute()
    expect(known).toEqual([{ deliveryId: id }])
    expect(plain.requests()).toBe(2)
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

test('a look makes nothing ready anew: what was sent is asked about, however old it is', async () => {
  let made = 0
  const seen: unknown[] = []
  const fake = fakeNetwork('findable')
  const network: Network = {
    ...fake,
    publish: {
      prepare: async () => ({ nth: ++made }),
      send: async () => {
        throw new NetworkFailure('unknown', 'It broke.', { code: 'broke' })
      },
    },
    find: async ({ prepared }) => {
      seen.push(prepared)
      return { found: 'unsure', words: 'It is not listed yet.' }
    },
  }
  await enterWorld({ networks: [network], fetch: globalThis.fetch })
  const channel = await fakeChannel(w, plain, 'findable')
  const id = await planText(w, channel.id, 'hello', nine)
  w.clock.to(nine)
  await dispatch(w)
  w.clock.to(minutes(90))
  await dispatch(w)
  expect(await standing(id)).toMatchObject({ state: 'sending', outcomes: ['send unknown', 'look unknown'] })
  expect([made, seen]).toEqual([1, [{ nth: 1 }]])
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

  describe('because the same stands there already', () => {
    const twin = new NetworkFailure('rejected', 'The same stands there.', {
      code: 'duplicate',
      standsThere: true,
    })
    /** Answers what came of a delivery whose first attempt ends unclear, is not found, and whose second is refused. */
    const refusedAgain = async (found: Found[]) => {
      const ends = [new NetworkFailure('unknown', 'It broke.', { code: 'broke' }), twin]
      const fake = fakeNetwork('findable')
      const send = async () => {
        throw ends.shift() ?? twin
      }
      const network: Network = {
        ...fake,
        publish: { ...fake.publish, send },
        find: async () => found.shift() ?? { found: 'no' },
      }
      await enterWorld({ networks: [network] })
      const channel = await fakeChannel(w, plain, 'findable')
      const id = await planText(w, channel.id, 'hello', nine)
      w.clock.to(nine)
      await dispatch(w)
      await live(60)
      return standing(id)
    }

    test('is ours, where an earlier attempt arrived after it was looked for', async () => {
      const out: Found = { found: 'yes', parts: [{ remoteId: 'late', url: null }] }
      expect(await refusedAgain([{ found: 'no' }, out])).toMatchObject({
        state: 'published',
        outcomes: ['send unknown', 'look absent', 'send published'],
      })
    })

    test('is another’s, where none of ours is found', async () => {
      expect(await refusedAgain([])).toMatchObject({ state: 'failed', code: 'duplicate' })
    })

    test('is another’s at the first attempt, and nothing is looked for', async () => {
      const looks: unknown[] = []
      const fake = fakeNetwork('findable')
      const network: Network = {
        ...fake,
        publish: {
          ...fake.publish,
          send: async () => {
            throw twin
          },
        },
        find: async (call) => {
          looks.push(call.key)
          return { found: 'yes', parts: [{ remoteId: 'old', url: null }] }
        },
      }
      await enterWorld({ networks: [network] })
      const channel = await fakeChannel(w, plain, 'findable')
      const id = await planText(w, channel.id, 'hello', nine)
      w.clock.to(nine)
      await dispatch(w)
      expect(await standing(id)).toMatchObject({ state: 'failed', code: 'duplicate' })
      expect(looks).toEqual([])
    })
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

  test('of an old sign-in that is told after a person signed in anew holds nothing up', async () => {
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
})

describe('what fails behind a post that is out, such as pinning it', () => {
  test.each(['blind', 'findable', 'idempotent'] as const)(
    'is done again at a network that is %s, and the post is not',
    async (guarantee) => {
      const ends = [
        new NetworkFailure('later', 'Wait.', { code: 'limited' }),
        new NetworkFailure('rejected', 'It may not be pinned.', { code: 'not_pinned' }),
      ]
      let sent = 0
      const send = async ({ done, save }: SendCall): Promise<Sent> => {
        const part = done[0] ?? { remoteId: `post-${++sent}`, url: null }
        if (!done[0]) await save(part)
        const end = ends.shift()
        if (end) throw end
        return { state: 'published', parts: [part] }
      }
      const prepared: string[] = []
      const prepare = async ({ key }: { key: string }) => prepared.push(key)
      const fake = fakeNetwork(guarantee)
      await enterWorld({ networks: [{ ...fake, publish: { ...fake.publish, prepare, send } }] })
      const channel = await fakeChannel(w, plain, guarantee)
      const id = await planText(w, channel.id, 'hello', nine)
      w.clock.to(nine)
      await dispatch(w)
      expect(await standing(id)).toMatchObject({ state: 'waiting', code: 'limited' })
      await live(60)
      expect(await standing(id)).toMatchObject({ state: 'failed', code: 'not_pinned' })
      const now = w.clock.now()
      const again = { state: 'scheduled', dueAt: now, nextAt: now, prepared: null, preparedAt: null }
      await w.ctx.db.updateTable('deliveries').set(again).where('id', '=', id).execute()
      await dispatch(w)
      expect(await standing(id)).toMatchObject({ state: 'published' })
      expect((await rowOf(w.ctx, id)).parts).toEqual([{ remoteId: 'post-1', url: null }])
      expect([sent, prepared.length]).toEqual([1, 1])
    },
  )
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
    await enterWorld({ networks: [strange(send)] })
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
    await enterWorld({ networks: [strange(send)], fetch: globalThis.fetch })
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

describe('what did not come along', () => {
  const lacks = { code: 'cover_left', words: 'It has no cover.' }
  const network = fakeNetwork('idempotent')
  const publish = {
    ...network.publish,
    send: async (call: SendCall): Promise<Sent> =>
      ({ ...((await network.publish?.send(call)) as Sent), lacks }) as Sent,
  }
  const told = () =>
    w.ctx.db.selectFrom('notifications').select(['kind', 'facts', 'count', 'resolvedAt']).execute()

  test('is told to people, once, until one says that it is seen to', async () => {
    const { id } = await due('idempotent')
    const networks = new Map([...w.ctx.networks, [network.manifest.id, { ...network, publish }]])
    w.clock.to(nine)
    await dispatchDue({ ...w.ctx, networks }, doors)
    expect(await standing(id)).toMatchObject({ state: 'published' })
    expect(await told()).toMatchObject([
      {
        ...{ kind: 'delivery.lacks', count: 1, resolvedAt: null },
        facts: { deliveryId: id, code: 'cover_left', words: 'It has no cover.' },
      },
    ])
    const seen = await readDelivery(w.ctx, w.actor('editor'), id)
    expect(seen).toMatchObject({ failure: lacks, actions: ['dismiss'] })
    expect(await dismissLack(w.ctx, w.actor('editor'), id)).toMatchObject({
      ...{ state: 'published', failure: null, actions: [] },
      history: [{ outcome: 'published', ...lacks }],
    })
    expect((await told()).map(({ resolvedAt }) => resolvedAt === null)).toEqual([false])
    await expect(dismissLack(w.ctx, w.actor('editor'), id)).rejects.toMatchObject({
      code: 'delivery.lacks_nothing',
    })
  })
})
