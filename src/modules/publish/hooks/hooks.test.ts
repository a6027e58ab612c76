import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { createOutbound } from '../../../platform/http/index.ts'
import { NewHook } from './contract.ts'
import { callHooks } from './index.ts'
import { addHook, changeHook, listCalls, removeHook, testHook } from './service.ts'

type Got = { url: string; headers: Headers; body: string }

let w: World
let got: Got[]
let status: number

beforeEach(async () => {
  got = []
  status = 200
  const fetch: typeof globalThis.fetch = async (input, init) => {
    got.push({ url: String(input), headers: new Headers(init?.headers), body: String(init?.body) })
    return new Response('thanks', { status })
  }
  w = await world({ fetch, alone: true })
})

const owner = () => w.actor('owner')
const url = 'https://shop.example.com/hook'
const add = () => addHook(w.ctx, owner(), { url, events: ['delivery.failed', 'delivery.published'] })
const happen = (event: string, workspaceId = w.workspaceId) =>
  w.ctx.db
    .transaction()
    .execute((tx) => callHooks(tx, w.ctx, [{ workspaceId, event, data: { deliveryId: '1' } }]))

describe('a webhook', () => {
  test('is told of what it asked for, signed over time and body with a secret that is shown once', async () => {
    const hook = NewHook.parse(await add())
    await happen('delivery.failed')
    await happen('delivery.missed')
    await happen('delivery.failed', (await w.tenant()).workspaceId)
    await w.runJobs()
    expect(got).toHaveLength(1)
    const [call] = got
    if (!call) throw new Error('It was called')
    const timestamp = call.headers.get('carillon-timestamp')
    const expected = createHmac('sha256', hook.secret).update(`${timestamp}.${call.body}`).digest('hex')
    expect(call.headers.get('carillon-signature')).toBe(`v1=${expected}`)
    expect(JSON.parse(call.body)).toMatchObject({ event: 'delivery.failed', data: { deliveryId: '1' } })
    const kept = await w.ctx.db.selectFrom('hooks').selectAll().executeTakeFirstOrThrow()
    expect(kept.sealed.toString('utf8')).not.toContain(hook.secret)
    expect(await listCalls(w.ctx, owner(), hook.id)).toMatchObject([{ state: 'done', tries: 1, status: 200 }])
  })

  test('that does not answer is called again with growing pauses, then given up, and after three paused', async () => {
    const hook = await add()
    status = 500
    for (let i = 0; i < 3; i++) await happen('delivery.failed')
    await w.runJobs()
    const [first] = await listCalls(w.ctx, owner(), hook.id)
    expect(first).toMatchObject({ state: 'waiting', tries: 1, status: 500 })
    for (let i = 0; i < 9; i++) {
      w.clock.on(7 * 3600_000)
      await w.runJobs()
    }
    expect(await listCalls(w.ctx, owner(), hook.id)).toMatchObject(
      [1, 2, 3].map(() => ({ state: 'failed', tries: 8 })),
    )
    const told = () =>
      w.ctx.db.selectFrom('notifications').select('kind').where('resolvedAt', 'is', null).execute()
    expect(await told()).toEqual([{ kind: 'hook.failing' }])
    const before = got.length
    await happen('delivery.failed')
    await w.runJobs()
    expect(got).toHaveLength(before)
    await changeHook(w.ctx, owner(), hook.id, { state: 'active' })
    await w.runJobs()
    expect(await told()).toEqual([])
  })

  test('a test is called once: its answer is waited for, and it pauses nothing', async () => {
    const hook = await add()
    status = 404
    for (let i = 0; i < 4; i++) await testHook(w.ctx, owner(), hook.id)
    await w.runJobs()
    w.clock.on(7 * 3600_000)
    await w.runJobs()
    expect(got).toHaveLength(4)
    expect((await listCalls(w.ctx, owner(), hook.id))[0]).toMatchObject({
      state: 'failed',
      tries: 1,
      status: 404,
    })
    const { state } = await changeHook(w.ctx, owner(), hook.id, {})
    expect(state).toBe('active')
  })

  test('makes the calls that waited when it was paused, once, when it goes on', async () => {
    const hook = await add()
    await happen('delivery.failed')
    await changeHook(w.ctx, owner(), hook.id, { state: 'paused' })
    await w.runJobs()
    expect(got).toHaveLength(0)
    await changeHook(w.ctx, owner(), hook.id, { state: 'active' })
    await w.runJobs()
    await changeHook(w.ctx, owner(), hook.id, { state: 'active' })
    await w.runJobs()
    expect(got).toHaveLength(1)
    expect(await listCalls(w.ctx, owner(), hook.id)).toMatchObject([{ state: 'done', tries: 1 }])
  })

  test('can be tried, changed and removed, and each leaves a trace', async () => {
    const hook = await add()
    await testHook(w.ctx, owner(), hook.id)
    await w.runJobs()
    expect(got[0]?.headers.get('carillon-event')).toBe('test')
    await changeHook(w.ctx, owner(), hook.id, { events: ['delivery.missed'] })
    await removeHook(w.ctx, owner(), hook.id)
    await expect(removeHook(w.ctx, owner(), hook.id)).rejects.toMatchObject({ code: 'hook.not_found' })
    const rows = await w.ctx.db
      .selectFrom('auditLog')
      .select('action')
      .where('subjectId', '=', hook.id)
      .execute()
    expect(rows.map(({ action }) => action)).toEqual([
      'hook.added',
      'hook.tested',
      'hook.changed',
      'hook.removed',
    ])
  })

  test('reaches no private address', async () => {
    w = await world({ fetch: createOutbound({ allowedHosts: [] }), alone: true })
    const hook = await addHook(w.ctx, owner(), { url: 'https://127.0.0.1:1/', events: ['delivery.failed'] })
    await happen('delivery.failed')
    await w.runJobs()
    const [call] = await listCalls(w.ctx, owner(), hook.id)
    expect(call).toMatchObject({ state: 'waiting', status: null })
    expect(call?.words).toMatch(/public|private|allowed/i)
  })

  test('of another workspace is out of reach', async () => {
    const hook = await add()
    const stranger = (await w.tenant()).actor('owner')
    await expect(listCalls(w.ctx, stranger, hook.id)).rejects.toMatchObject({ code: 'hook.not_found' })
    await expect(changeHook(w.ctx, stranger, hook.id, { state: 'paused' })).rejects.toMatchObject({
      code: 'hook.not_found',
    })
  })
})
