import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Draft } from '../../src/networks/kit/content.ts'
import type { Guarantee } from '../../src/networks/kit/manifest.ts'
import { fakeNetworks } from '../fake-network.ts'
import { type FakeServer, startFakeServer } from '../fake-server.ts'
import { type World, type WorldOptions, world } from '../world.ts'
import { attemptsOf, dispatch, fakeChannel, planText, rowOf } from './delivery.ts'

/** A server that knows the keys of its clients, and one that does not; clean before each test. */
export let keyed: FakeServer
export let plain: FakeServer
/** An hour before nine in a world of its own, new for each test. */
export let w: World

export const nine = new Date('2030-01-01T09:00:00Z')
export const minutes = (n: number): Date => new Date(nine.getTime() + n * 60_000)

beforeAll(async () => {
  const now = () => w.clock.now().getTime()
  keyed = await startFakeServer({ keys: true, now })
  plain = await startFakeServer({ keys: false, now })
})
afterAll(() => Promise.all([keyed.stop(), plain.stop()]))

beforeEach(async () => {
  for (const server of [keyed, plain]) {
    server.reset()
    server.treat({ mode: 'ok' })
  }
  await enterWorld({ networks: fakeNetworks(), fetch: globalThis.fetch, at: '2030-01-01T08:00:00Z' })
})

/** Another world for the rest of the test. */
export async function enterWorld(options: WorldOptions): Promise<void> {
  w = await world({ ...options, alone: true })
}

/** One delivery, by itself due at nine, at a network of this guarantee. */
export async function due(guarantee: Guarantee, content: string | Draft = 'hello', at = nine) {
  const server = guarantee === 'idempotent' ? keyed : plain
  const channel = await fakeChannel(w, server, guarantee)
  const id = await planText(w, channel.id, content, at)
  return { id, channel, server }
}

export const outcomesOf = async (id: string): Promise<string[]> =>
  (await attemptsOf(w.ctx, id)).map(({ kind, outcome }) => `${kind} ${outcome}`)

/** Where a delivery stands, and what its attempts came to. */
export async function standing(id: string) {
  const { state, nextAt, failureCode: code } = await rowOf(w.ctx, id)
  return { state, nextAt, code, outcomes: await outcomesOf(id) }
}

/** Turns the clock in steps and delivers at each, as a worker that never sleeps would. */
export async function live(seconds: number, step = 20): Promise<void> {
  for (let passed = 0; passed < seconds; passed += step) {
    w.clock.on(step * 1000)
    await dispatch(w)
  }
}
