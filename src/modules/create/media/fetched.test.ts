import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { openDoor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Server } from '../../../platform/server/index.ts'
import { fetchedAddress } from './fetched.ts'

let w: World
let server: Server
// As long as they are in earnest: the film of a workspace, converted.
const storageKey = `${randomUUID()}/${'a'.repeat(64)}/film-${'b'.repeat(24)}`

beforeAll(async () => {
  w = await world()
  server = await openDoor(w)
  await w.ctx.storage.write(storageKey, Buffer.from('0123456789'))
})

const address = () => new URL(fetchedAddress(w.ctx, { storageKey, mime: 'image/jpeg' })).pathname
const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers })

test('the servers of a network fetch a file without a sign-in, whole or in pieces', async () => {
  const url = address()
  expect(url).toMatch(/\/file\.jpg$/)
  const whole = await get(url)
  expect([whole.statusCode, whole.body, whole.headers['content-type']]).toEqual([
    200,
    '0123456789',
    'image/jpeg',
  ])
  expect(whole.headers['content-security-policy']).toMatch(/sandbox/)
  const piece = await get(url, { range: 'bytes=2-4' })
  expect([piece.statusCode, piece.body, piece.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10'])
  expect((await get(url, { range: 'bytes=99-' })).statusCode).toBe(416)
})

test('the longest of addresses opens its file', async () => {
  const url = new URL(fetchedAddress(w.ctx, { storageKey, mime: 'video/quicktime' })).pathname
  expect((await get(url)).statusCode).toBe(200)
})

test('an address that somebody changed, guessed or kept for too long opens nothing', async () => {
  const url = address()
  const [, , token = ''] = url.split('/')
  const [payload = '', mark = ''] = token.split('.')
  const forged = Buffer.from(JSON.stringify(['other/key', 'image/jpeg', Date.now() + 1e12])).toString(
    'base64url',
  )
  for (const wrong of [
    `${forged}.${mark}`,
    `${payload}.${mark.slice(0, -1)}x`,
    payload,
    `${payload}.`,
    'x.y',
  ])
    expect((await get(`/fetched/${wrong}/file.jpg`)).statusCode).toBe(404)
  w.clock.on(3 * 86_400_000 + 1)
  expect((await get(url)).statusCode).toBe(404)
})

test('a file that is gone is not there', async () => {
  const gone = fetchedAddress(w.ctx, { storageKey: 'a-workspace/gone', mime: 'image/png' })
  expect((await get(new URL(gone).pathname)).statusCode).toBe(404)
})
