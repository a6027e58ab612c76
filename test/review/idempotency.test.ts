import { expect, test } from 'vitest'
import { z } from 'zod'
import { route } from '../../src/app/route.ts'
import { openDoor, program } from '../people/door.ts'
import { world } from '../world.ts'

test('a request that was carried out is not carried out again because its answer could not be kept', async () => {
  const w = await world()
  const key = await program(await openDoor(w), w, 'owner')
  const { seal } = w.ctx.secrets
  const lost = Promise.withResolvers<void>()
  w.ctx.secrets.seal = (value, about) => {
    if (!about.startsWith('idempotency')) return seal(value, about)
    lost.resolve()
    throw new Error('The database went away in this very moment')
  }
  const once = { 'idempotency-key': 'one' }
  await key('POST /campaigns', { name: 'Spring' }, once)
  await lost.promise
  w.ctx.secrets.seal = seal
  const again = await key('POST /campaigns', { name: 'Spring' }, once)
  expect([again.status, again.body.code]).toEqual([409, 'edge.in_flight'])
  const { items } = (await key('GET /campaigns')).body as { items: unknown[] }
  expect(items).toHaveLength(1)
})

test('a request whose change was made and whose answer was lost is not carried out again', async () => {
  const w = await world()
  let made = 0
  const ring = route(
    'POST /bells',
    { may: 'post.write', summary: 'Ring', tag: 'Test', body: z.object({}), answer: z.object({}) },
    async () => {
      made++
      throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' })
    },
  )
  const key = await program(await openDoor(w, [ring]), w, 'owner')
  const once = { 'idempotency-key': 'one' }
  expect((await key('POST /bells', {}, once)).status).toBe(503)
  expect((await key('POST /bells', {}, once)).body.code).toBe('edge.in_flight')
  w.clock.on(180_000)
  expect((await key('POST /bells', {}, once)).body.code).toBe('edge.cut_off')
  expect(made).toBe(1)
})
