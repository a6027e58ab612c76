import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { buildContext } from '../../src/context.ts'
import type { Guarantee } from '../../src/networks/kit/manifest.ts'
import { type Database, openDatabase } from '../../src/platform/db/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { attemptsOf, dispatch, fakeChannel, planText, rowOf } from '../factories/delivery.ts'
import { fakeNetworks } from '../fake-network.ts'
import { type FakeServer, startFakeServer } from '../fake-server.ts'
import { type World, world } from '../world.ts'
import { backUp, putBack, writeKeys } from './copies.ts'

/** An old backup is restored, and the world has gone on since. The networks are the witnesses. */

let keyed: FakeServer
let plain: FakeServer
let w: World
const opened: Database[] = []

beforeAll(async () => {
  keyed = await startFakeServer({ keys: true })
  plain = await startFakeServer({ keys: false })
})
afterAll(async () => {
  await Promise.all(opened.map((database) => database.close()))
  await Promise.all([keyed.stop(), plain.stop()])
})
beforeEach(async () => {
  for (const server of [keyed, plain]) {
    server.reset()
    server.treat({ mode: 'ok' })
  }
  w = await world({ networks: fakeNetworks(), fetch: globalThis.fetch, at: 'real', alone: true })
  await writeKeys(w.ctx.config.home)
})

const serverOf = (guarantee: Guarantee) => (guarantee === 'idempotent' ? keyed : plain)
const guarantees = ['idempotent', 'findable', 'blind'] as const
const minutes = (n: number) => new Date(Date.now() + n * 60_000)

async function plan(guarantee: Guarantee, dueAt: Date) {
  const channel = await fakeChannel(w, serverOf(guarantee), guarantee)
  const id = await planText(w, channel.id, `hello from ${channel.account}`, minutes(30))
  await sql`update deliveries set due_at = ${dueAt}, next_at = ${dueAt} where id = ${id}`.execute(w.ctx.db)
  return { id, channelId: channel.id }
}

/** The restored house, in which nothing has run yet. */
async function restored(path: string, hold = false) {
  const { home, url, done } = await putBack(path, { hold })
  const database = openDatabase(url, 5)
  opened.push(database)
  const ctx = await buildContext({
    config: readConfig({ CARILLON_HOME: home, LOG_LEVEL: 'silent', DATABASE_URL: url }),
    database,
    log: createLog('silent'),
    networks: fakeNetworks(),
    fetch: globalThis.fetch,
  })
  return { ctx, done }
}

/** Lets the quiet time pass and delivers what is due then. */
async function run(house: Pick<World, 'ctx'>): Promise<void> {
  await sql`update deliveries set next_at = now() where state in ('sending', 'waiting') and next_at < now() + interval '10 minutes'`.execute(
    house.ctx.db,
  )
  await dispatch(house)
}

const postsOf = (text: string) => [...keyed.posts(), ...plain.posts()].filter((post) => post.text === text)
const textOf = async (house: Pick<World, 'ctx'>, id: string): Promise<string> => {
  const { content } = await rowOf(house.ctx, id)
  return (content as { parts: { text: string }[] }).parts[0]?.text ?? ''
}

test('what went out after the backup does not go out again', async () => {
  const planned = await Promise.all(guarantees.map((guarantee) => plan(guarantee, new Date())))
  const { path } = await backUp(w)
  await dispatch(w)
  expect(keyed.posts().length + plain.posts().length).toBe(3)

  const house = await restored(path)
  expect(house.done.unsure).toBe(3)
  // Restored, nobody knows yet how late the lists of which network come.
  for (const { id } of planned)
    expect((await rowOf(house.ctx, id)).nextAt.getTime()).toBeGreaterThan(Date.now() + 4 * 60_000)
  await run(house)
  const states = await Promise.all(planned.map(async ({ id }) => (await rowOf(house.ctx, id)).state))
  expect(states).toEqual(['published', 'published', 'in_doubt'])
  for (const { id } of planned) {
    expect(postsOf(await textOf(house, id))).toHaveLength(1)
    expect((await attemptsOf(house.ctx, id))[0]).toMatchObject({
      number: 1,
      code: 'restored',
      outcome: 'unknown',
    })
  }
  // A look-up and a person's question send nothing; only where the key is kept it was told again.
  expect(plain.requests()).toBe(2)
  const told = await house.ctx.db.selectFrom('notifications').select('kind').execute()
  expect(told).toEqual([{ kind: 'delivery.in_doubt' }])
})

test('what was due and never went out follows the window of lateness', async () => {
  const late = await Promise.all(guarantees.map((guarantee) => plan(guarantee, minutes(-5))))
  const stale = await Promise.all(guarantees.map((guarantee) => plan(guarantee, minutes(-90))))
  const later = await plan('blind', minutes(90))
  const house = await restored((await backUp(w)).path)
  await run(house)
  await run(house)
  const stateOf = async ({ id }: { id: string }) => (await rowOf(house.ctx, id)).state
  expect(await Promise.all(late.map(stateOf))).toEqual(['published', 'published', 'in_doubt'])
  // Where nothing can be looked up, a person decides.
  expect(await Promise.all(stale.map(stateOf))).toEqual(['in_doubt', 'missed', 'in_doubt'])
  expect(await stateOf(later)).toBe('scheduled')
  expect(keyed.posts().length + plain.posts().length).toBe(2)
})

test('what was on its way at the moment of the backup is looked after, not sent again', async () => {
  const { id } = await plan('findable', new Date())
  plain.treat({ mode: 'slow', delayMs: 4000 })
  const sending = dispatch(w)
  await expect.poll(async () => (await rowOf(w.ctx, id)).state).toBe('sending')
  const { path } = await backUp(w)
  expect((await rowOf(w.ctx, id)).state).toBe('sending')
  await sending
  plain.treat({ mode: 'ok' })

  const house = await restored(path)
  const before = await rowOf(house.ctx, id)
  expect(before).toMatchObject({ state: 'sending', attempts: 1 })
  expect(before.workerId).not.toBe(null)
  await dispatch(house)
  await run(house)
  expect(await rowOf(house.ctx, id)).toMatchObject({ state: 'published', workerId: null })
  expect(plain.posts()).toHaveLength(1)
  expect(plain.requests()).toBe(1)
}, 60_000)

test('a restored house is held: nothing leaves before a person resumes the channel', async () => {
  const { id, channelId } = await plan('findable', minutes(-5))
  const reconnect = await plan('findable', minutes(60))
  await sql`update channels set state = 'reconnect', state_code = 'refused' where id = ${reconnect.channelId}`.execute(
    w.ctx.db,
  )
  const house = await restored((await backUp(w)).path, true)
  expect(house.done).toMatchObject({ held: 2, unsure: 1 })
  await run(house)
  await run(house)
  expect(plain.requests()).toBe(0)
  expect((await rowOf(house.ctx, id)).state).toBe('sending')
  const channels = await house.ctx.db.selectFrom('channels').select(['id', 'state', 'stateCode']).execute()
  expect(channels).toHaveLength(2)
  expect(channels).toContainEqual({ id: channelId, state: 'paused', stateCode: null })
  // It still says why it must be joined again when it is resumed.
  expect(channels).toContainEqual({ id: reconnect.channelId, state: 'paused', stateCode: 'refused' })
  const told = await house.ctx.db
    .selectFrom('auditLog')
    .select(['action', 'actorName', 'workspaceId'])
    .where('actorName', '=', 'carillon restore')
    .orderBy('id')
    .execute()
  expect(told.map(({ action }) => action)).toEqual(['channel.paused', 'channel.paused', 'house.restored'])
  expect(told[0]?.workspaceId).toBe(w.workspaceId)

  const { resumeChannel } = await import('../../src/modules/channels/accounts/service.ts')
  await resumeChannel(house.ctx, w.actor('owner'), channelId)
  await run(house)
  await run(house)
  expect((await rowOf(house.ctx, id)).state).toBe('published')
  expect(plain.posts()).toHaveLength(1)
})
