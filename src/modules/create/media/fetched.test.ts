import { randomUUID } from 'node:crypto'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { fakeChannel, planText } from '../../../../test/factories/delivery.ts'
import { startFakeServer } from '../../../../test/fake-server.ts'
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
  await server.listen({ host: '127.0.0.1', port: 0 })
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

test('whoever asks for the head alone is told the size, and nothing is read', async () => {
  const { stream } = w.ctx.storage
  let read = 0
  w.ctx.storage.stream = (...of) => {
    read++
    return stream.apply(w.ctx.storage, of)
  }
  const head = await server.inject({ method: 'HEAD', url: address() })
  w.ctx.storage.stream = stream
  expect([head.statusCode, head.headers['content-length'], head.headers['accept-ranges'], read]).toEqual([
    200,
    '10',
    'bytes',
    0,
  ])
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

test('how much of a film was fetched is told while a network fetches it, which it does at its own pace', async () => {
  const size = 64_000_000
  const key = `${w.workspaceId}/${'a'.repeat(64)}/film`
  await w.ctx.storage.write(key, Buffer.alloc(size))
  const fake = await startFakeServer({ keys: false })
  const channel = await fakeChannel(w, fake, 'findable')
  await fake.stop()
  const deliveryId = await planText(w, channel.id, 'a film', new Date(w.clock.now().getTime() + 3_600_000))
  const { pathname } = new URL(fetchedAddress(w.ctx, { storageKey: key, mime: 'video/mp4', deliveryId }))
  const { port } = server.server.address() as AddressInfo
  const row = () => w.ctx.db.selectFrom('deliveryUploads').selectAll().executeTakeFirst()

  const answer = await new Promise<IncomingMessage>((done) =>
    request({ port, path: pathname, headers: { range: 'bytes=1000000-' } }, done).end(),
  )
  const pieces = answer[Symbol.asyncIterator]()
  await pieces.next()
  expect(await row()).toBeUndefined()
  await new Promise((done) => setTimeout(done, 3_050))
  let read = 0
  while (read < 20_000_000) read += ((await pieces.next()).value as Buffer).length
  await expect.poll(row).toBeDefined()
  const told = await row()
  expect(told).toMatchObject({ deliveryId, workspaceId: w.workspaceId, totalBytes: size })
  // What is told lies between where it began and what could have left by then: nothing is read ahead as a whole.
  expect(told?.doneBytes).toBeGreaterThan(1_000_000)
  expect(told?.doneBytes).toBeLessThan(40_000_000)
  answer.destroy()
  await expect.poll(row).toBeUndefined()
})
