import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { route } from '../../src/app/route.ts'
import { defineErrors } from '../../src/platform/errors.ts'
import { openDoor, program } from '../people/door.ts'
import { type World, world } from '../world.ts'

const bellError = defineErrors('bell', { cracked: ['conflict', 'The bell is cracked. Cast another.'] })

/** A route that counts how often it was really carried out. */
async function bench() {
  const w = await world()
  const rung: string[] = []
  let cracked = false
  let gate = Promise.resolve()
  const ring = route(
    'POST /bells',
    {
      may: 'post.write',
      summary: 'Ring',
      tag: 'Test',
      body: z.object({ tune: z.string() }),
      answer: z.object({ number: z.int(), secret: z.string() }),
      status: 201,
    },
    async ({ body }) => {
      await gate
      if (cracked) throw bellError('cracked')
      rung.push(body.tune)
      return { number: rung.length, secret: `crl_${body.tune}` }
    },
  )
  const server = await openDoor(w, [ring])
  return {
    w,
    server,
    rung,
    ask: await program(server, w, 'editor'),
    crack: (is: boolean) => {
      cracked = is
    },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
  }
}

const keysOf = ({ ctx, workspaceId }: World) =>
  ctx.db.selectFrom('idempotencyKeys').selectAll().where('workspaceId', '=', workspaceId).execute()

/** Until the answer of every request is kept. */
const untilKept = (w: World) =>
  vi.waitFor(async () => expect((await keysOf(w)).every(({ status }) => status !== null)).toBe(true))

const key = (name: string) => ({ 'idempotency-key': name })

test('a repeat with the same key and body gets the first answer and is not carried out again', async () => {
  const { ask, rung } = await bench()
  const first = await ask('POST /bells', { tune: 'C' }, key('a'))
  const again = await ask('POST /bells', { tune: 'C' }, key('a'))
  expect(first).toMatchObject({ status: 201, body: { number: 1, secret: 'crl_C' } })
  expect(again).toMatchObject({ status: 201, body: first.body, headers: { 'idempotency-replayed': 'true' } })
  expect(rung).toEqual(['C'])
})

describe('the answer is sent before it is kept', () => {
  /** Nobody can keep an answer until it is let go. */
  async function heldBack() {
    const b = await bench()
    const open = b.hold()
    const first = b.ask('POST /bells', { tune: 'C' }, key('a'))
    await vi.waitFor(async () => expect(await keysOf(b.w)).toHaveLength(1))
    const letGo = Promise.withResolvers<void>()
    const locked = Promise.withResolvers<void>()
    const holding = b.w.ctx.db.transaction().execute(async (tx) => {
      await tx.selectFrom('idempotencyKeys').select('key').forUpdate().execute()
      locked.resolve()
      await letGo.promise
    })
    await locked.promise
    open()
    expect(await first).toMatchObject({ status: 201, body: { number: 1 } })
    const release = () => {
      letGo.resolve()
      return holding
    }
    return { ...b, letGo: release }
  }

  test('a repeat waits until it is kept', async () => {
    const { ask, letGo, rung } = await heldBack()
    const again = ask('POST /bells', { tune: 'C' }, key('a'))
    await sleep(50)
    await letGo()
    expect(await again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } })
    expect(rung).toEqual(['C'])
  })

  test('a stop waits until it is kept', async () => {
    const { w, server, letGo } = await heldBack()
    let closed = false
    const closing = server.close().then(() => {
      closed = true
    })
    await sleep(50)
    expect(closed).toBe(false)
    await letGo()
    await closing
    expect(await keysOf(w)).toMatchObject([{ status: 201 }])
  })
})

test('the same key with another body is a conflict', async () => {
  const { ask, rung } = await bench()
  await ask('POST /bells', { tune: 'C' }, key('a'))
  const other = await ask('POST /bells', { tune: 'D' }, key('a'))
  expect(other).toMatchObject({ status: 409, body: { code: 'edge.key_reused' } })
  expect(rung).toEqual(['C'])
})

test('without a key, or with another, it is carried out again', async () => {
  const { ask, rung } = await bench()
  await ask('POST /bells', { tune: 'C' }, key('a'))
  await ask('POST /bells', { tune: 'C' }, key('b'))
  await ask('POST /bells', { tune: 'C' })
  expect(rung).toEqual(['C', 'C', 'C'])
})

test('a repeat while the first is under way is told to wait', async () => {
  const { ask, rung, hold } = await bench()
  const open = hold()
  const first = ask('POST /bells', { tune: 'C' }, key('a'))
  await sleep(50)
  const meanwhile = await ask('POST /bells', { tune: 'C' }, key('a'))
  open()
  expect(meanwhile).toMatchObject({
    status: 409,
    body: { code: 'edge.in_flight' },
    headers: { 'retry-after': '1' },
  })
  expect((await first).status).toBe(201)
  expect(rung).toEqual(['C'])
})

test('twenty at once with one key ring once', async () => {
  const { ask, rung } = await bench()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => ask('POST /bells', { tune: 'C' }, key('a'))),
  )
  expect(rung).toEqual(['C'])
  expect(
    answers.map(({ status }) => status).filter((status) => status === 201).length,
  ).toBeGreaterThanOrEqual(1)
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
})

test('a first try that failed may be repeated with its key', async () => {
  const { ask, rung, crack } = await bench()
  crack(true)
  expect((await ask('POST /bells', { tune: 'C' }, key('a'))).status).toBe(409)
  crack(false)
  expect((await ask('POST /bells', { tune: 'C' }, key('a'))).status).toBe(201)
  expect(rung).toEqual(['C'])
})

test('a key belongs to its workspace', async () => {
  const { w, server, ask, rung } = await bench()
  const theirs = await program(server, await w.tenant(), 'editor')
  await ask('POST /bells', { tune: 'C' }, key('a'))
  expect((await theirs('POST /bells', { tune: 'C' }, key('a'))).body).toMatchObject({ number: 2 })
  expect(rung).toEqual(['C', 'C'])
})

test('somebody else of the workspace is not shown the answer of the first', async () => {
  const { w, server, ask } = await bench()
  const colleague = await program(server, w, 'editor')
  await ask('POST /bells', { tune: 'C' }, key('a'))
  expect((await colleague('POST /bells', { tune: 'C' }, key('a'))).body).toMatchObject({
    code: 'edge.key_reused',
  })
})

test('a request that a crash cut off is not carried out again blindly', async () => {
  const { w, ask, rung } = await bench()
  await ask('POST /bells', { tune: 'C' }, key('a'))
  await untilKept(w)
  await w.ctx.db
    .updateTable('idempotencyKeys')
    .set({ status: null, response: null })
    .where('workspaceId', '=', w.workspaceId)
    .execute()
  w.clock.on(3 * 60_000)
  expect((await ask('POST /bells', { tune: 'C' }, key('a'))).body).toMatchObject({ code: 'edge.cut_off' })
  expect(rung).toEqual(['C'])
})

test('an answer is kept sealed, because it may show a secret, and for a day', async () => {
  const { w, ask, rung } = await bench()
  await ask('POST /bells', { tune: 'C' }, key('a'))
  await untilKept(w)
  const kept = () => keysOf(w)
  expect(JSON.stringify(await kept())).not.toContain('crl_C')
  w.clock.on(25 * 3_600_000)
  await ask('POST /bells', { tune: 'C' }, key('a'))
  expect(rung).toEqual(['C', 'C'])
  w.clock.on(25 * 3_600_000)
  const { edgeHandlers } = await import('../../src/app/edge/index.ts')
  for (const { run } of edgeHandlers) await run(w.ctx, {})
  expect(await kept()).toEqual([])
})
