import { describe, expect, test } from 'vitest'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import {
  away,
  count,
  day,
  healthOf,
  inDays,
  join,
  notices,
  owner,
  read,
  refused,
  there,
  turn,
  w,
} from './accounts.fixture.ts'
import { accountFor, reportFailure, reportSuccess } from './index.ts'
import { sweep } from './sweep.ts'

describe('a network that refuses the sign-in', () => {
  test('holds the channel, tells people once, and says so in words', async () => {
    const id = await join()
    await reportFailure(w.ctx, id, null, refused)
    await reportFailure(w.ctx, id, null, refused)
    expect(await read(id)).toMatchObject({
      state: 'reconnect',
      health: { level: 'trouble', code: 'reconnect', facts: { reason: 'The permission was taken back.' } },
    })
    expect(await notices(id)).toMatchObject([{ kind: 'channel.reconnect', resolvedAt: null }])
  })

  test.for(['later', 'rejected', 'unknown'] as const)(
    'is not one that failed otherwise: %s',
    async (kind) => {
      const id = await join()
      await reportFailure(w.ctx, id, null, new NetworkFailure(kind, 'No.', { code: 'x' }))
      await reportFailure(w.ctx, id, null, new Error('ours'))
      expect((await read(id)).state).toBe('active')
      expect(await notices(id)).toEqual([])
    },
  )

  test('is looked at once more, and a passing cloud mends by itself', async () => {
    const id = await join()
    await reportFailure(w.ctx, id, null, refused)
    w.clock.on(2 * 60_000)
    await turn()
    expect((await read(id)).state).toBe('active')
    expect((await notices(id))[0]?.resolvedAt).not.toBeNull()
  })

  test('with a sign-in that a person has replaced meanwhile says nothing of the new one', async () => {
    const id = await join()
    const old = await accountFor(w.ctx, id)
    const rejoined = await accountFor(w.ctx, id)
    await rejoined.save({ secret: 'of the person who signed in again' }, null)
    await reportFailure(w.ctx, id, old.signIn, refused)
    expect((await read(id)).state).toBe('active')
    expect(await notices(id)).toEqual([])
    await reportFailure(w.ctx, id, rejoined.signIn, refused)
    expect((await read(id)).state).toBe('reconnect')
  })

  test('is over when something works again', async () => {
    const id = await join()
    await reportFailure(w.ctx, id, null, refused)
    await reportSuccess(w.ctx, id)
    await reportSuccess(w.ctx, id)
    expect((await read(id)).state).toBe('active')
  })

  test('while paused is remembered for the day it is resumed', async () => {
    const id = await join()
    await owner(`POST /channels/${id}/pause`)
    await reportFailure(w.ctx, id, null, refused)
    expect((await read(id)).state).toBe('paused')
    expect((await owner(`POST /channels/${id}/resume`)).body.state).toBe('reconnect')
  })
})

describe('a sign-in is made new ahead of its end', () => {
  test('after a third of its life, proven by a question, and never twice for one turn', async () => {
    const id = await join(new Date(w.clock.now().getTime() + 3 * 3_600_000))
    w.clock.on(59 * 60_000)
    await turn()
    expect(there.asked.filter(({ verb }) => verb === 'refresh')).toEqual([])
    w.clock.on(60_000)
    there.refreshed = {
      credential: { secret: 'second' },
      expiresAt: new Date(w.clock.now().getTime() + 6 * 3_600_000),
    }
    await turn()
    await turn()
    const mine = there.asked.filter(({ account }) => account === `id-ann${count}`)
    expect(mine.map(({ verb, credential }) => [verb, credential])).toEqual([
      ['refresh', { secret: `word of ann${count}` }],
      ['check', { secret: 'second' }],
    ])
    expect((await accountFor(w.ctx, id)).credential).toEqual({ secret: 'second' })
    expect((await read(id)).signInEndsAt).toBe(
      new Date(w.clock.now().getTime() + 6 * 3_600_000).toISOString(),
    )
  })

  test('a server that is away costs nothing but another try, soon and then less often', async () => {
    const id = await join(inDays(3))
    there.refreshed = away
    for (let i = 0; i < 4; i++) {
      w.clock.on(i === 0 ? day : 3_600_000)
      await turn()
    }
    expect(await read(id)).toMatchObject({ state: 'active', refresh: { failures: 4 } })
    expect(await healthOf(id)).toMatchObject({ code: 'ends_soon' })
    there.refreshed = { credential: { secret: 'x' }, expiresAt: inDays(90) }
    w.clock.on(3_600_000)
    await turn()
    expect(await read(id)).toMatchObject({
      state: 'active',
      refresh: { failures: 0 },
      health: { code: 'good' },
    })
  })

  test('a refusal by the network holds the channel', async () => {
    const id = await join(inDays(3))
    there.refreshed = refused
    there.profile = refused
    w.clock.on(day)
    await turn()
    expect((await read(id)).state).toBe('reconnect')
  })

  test('a fault of ours is thrown on, not put on the account', async () => {
    const id = await join(inDays(3))
    there.refreshed = new TypeError('a bug')
    w.clock.on(day)
    await turn()
    expect((await read(id)).state).toBe('active')
    there.refreshed = { credential: { secret: 'x' }, expiresAt: null }
  })
})

describe('people are warned before a sign-in ends', () => {
  test('14, 7 and 1 days before, each once', async () => {
    there.refreshed = away
    const id = await join(inDays(30))
    const days = async () => (await notices(id)).map(({ facts }) => (facts as { days: number }).days)
    const told: number[][] = []
    for (const left of [15, 14, 13, 8, 7, 6, 2, 1]) {
      const end = new Date(String((await read(id)).signInEndsAt)).getTime()
      w.clock.to(new Date(end - left * day))
      await sweep(w.ctx)
      await sweep(w.ctx)
      told.push([left, ...(await days()).slice(-1)])
    }
    expect(told).toEqual([[15], [14, 14], [13, 14], [8, 14], [7, 7], [6, 7], [2, 7], [1, 1]])
  })

  test('but not on the day of signing in, when it was never longer', async () => {
    there.refreshed = away
    const id = await join(inDays(14))
    await sweep(w.ctx)
    expect(await notices(id)).toEqual([])
    w.clock.on(7 * day)
    await sweep(w.ctx)
    expect(await notices(id)).toMatchObject([{ kind: 'channel.expiring', facts: { days: 7 } }])
  })

  test('and the warning ends when the sign-in was made new', async () => {
    there.refreshed = away
    const id = await join(inDays(20))
    w.clock.on(7 * day)
    await sweep(w.ctx)
    expect(await notices(id)).toMatchObject([{ resolvedAt: null }])
    there.refreshed = { credential: { secret: 'x' }, expiresAt: inDays(90) }
    await turn()
    expect((await notices(id))[0]?.resolvedAt).not.toBeNull()
  })
})
