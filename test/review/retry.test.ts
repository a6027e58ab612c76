import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { attemptsOf, dispatch, fakeChannel, planText, rowOf } from '../factories/delivery.ts'
import { fakeNetworks } from '../fake-network.ts'
import { type FakeServer, startFakeServer } from '../fake-server.ts'
import { type World, world } from '../world.ts'

let server: FakeServer
let w: World
beforeAll(async () => {
  server = await startFakeServer({ keys: true, now: () => w.clock.now().getTime() })
})
afterAll(() => server.stop())
beforeEach(async () => {
  server.reset()
  w = await world({
    networks: fakeNetworks(),
    fetch: globalThis.fetch,
    at: '2030-01-01T08:00:00Z',
    alone: true,
  })
})

const nine = new Date('2030-01-01T09:00:00Z')

test.each([1e18, 9e15, 400 * 86_400])(
  'a Retry-After of %s seconds does not stop a channel for more than a day',
  async (retryAfter) => {
    const channel = await fakeChannel(w, server, 'idempotent')
    const first = await planText(w, channel.id, 'first', nine)
    server.treatNext(1, { mode: '429', retryAfter })
    w.clock.to(nine)
    await dispatch(w)
    expect((await attemptsOf(w.ctx, first)).map(({ outcome }) => outcome)).toEqual(['later'])
    // Surely not out. What is no time at all is as if nothing had been said.
    expect((await rowOf(w.ctx, first)).state).toBe(retryAfter > 1e15 ? 'waiting' : 'missed')
    const next = await planText(w, channel.id, 'next', new Date('2030-01-02T10:00:00Z'))
    w.clock.to('2030-01-02T10:00:00Z')
    await dispatch(w)
    expect((await rowOf(w.ctx, next)).state).toBe('published')
  },
)
