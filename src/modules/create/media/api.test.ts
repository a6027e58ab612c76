import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openDoor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Role } from '../../../app/rights.ts'
import type { Server } from '../../../platform/server/index.ts'
import { mp4 } from './samples.ts'

const boundary = 'carillon-test'

function form(bytes: Buffer, name: string): Buffer {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
}

async function upload(w: World, server: Server, role: Role, bytes: Buffer, name = 'a.bin') {
  return server.inject({
    method: 'POST',
    url: '/api/v1/media',
    headers: {
      authorization: `Bearer ${await w.key(role)}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: form(bytes, name),
  })
}

const get = async (w: World, server: Server, url: string, headers: Record<string, string> = {}) =>
  server.inject({
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${await w.key('client')}`, ...headers },
  })

test('a film is uploaded, told by its content, and read back in pieces', async () => {
  const w = await world()
  const server = await openDoor(w)
  const bytes = mp4(320, 240, 2000)
  const answer = await upload(w, server, 'contributor', bytes, 'film.txt')
  expect(answer.statusCode).toBe(201)
  const media = answer.json()
  expect(media).toMatchObject({ kind: 'video', mime: 'video/mp4', width: 320, bytes: bytes.length })
  const whole = await get(w, server, `/media/${media.id}/file`)
  expect(whole.headers).toMatchObject({
    'content-type': 'video/mp4',
    'accept-ranges': 'bytes',
    'content-security-policy': expect.stringContaining('sandbox'),
    'x-content-type-options': 'nosniff',
  })
  expect(whole.rawPayload).toEqual(bytes)
  const piece = await get(w, server, `/media/${media.id}/file`, { range: 'bytes=4-7' })
  expect(piece.statusCode).toBe(206)
  expect(piece.rawPayload.toString()).toBe('ftyp')
  expect(piece.headers['content-range']).toBe(`bytes 4-7/${bytes.length}`)
  const beyond = await get(w, server, `/media/${media.id}/file`, { range: `bytes=${bytes.length}-` })
  expect(beyond.statusCode).toBe(416)
  const again = await get(w, server, `/media/${media.id}/file`, {
    'if-none-match': String(whole.headers.etag),
  })
  expect(again.statusCode).toBe(304)
})

test('a picture has a small WebP of itself, a film has none', async () => {
  const w = await world()
  const server = await openDoor(w)
  const png = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a31' } })
    .png()
    .toBuffer()
  const picture = (await upload(w, server, 'editor', png)).json()
  const small = await get(w, server, `/media/${picture.id}/thumbnail?side=160`)
  expect(small.headers['content-type']).toBe('image/webp')
  expect(await sharp(small.rawPayload).metadata()).toMatchObject({ width: 160, height: 107 })
  expect((await get(w, server, `/media/${picture.id}/thumbnail?side=161`)).statusCode).toBe(422)
  const film = (await upload(w, server, 'editor', mp4(32, 24, 1000))).json()
  expect((await get(w, server, `/media/${film.id}/thumbnail`)).statusCode).toBe(404)
})

test('what is too large, no file, or of no use is told in a sentence', async () => {
  const w = await world({ env: { CARILLON_MAX_UPLOAD_BYTES: '1000' } })
  const server = await openDoor(w)
  const large = await upload(w, server, 'editor', Buffer.alloc(2000, 1))
  expect([large.statusCode, large.json().code]).toEqual([413, 'media.too_large'])
  const text = await upload(w, server, 'editor', Buffer.from('just words'))
  expect(text.json()).toMatchObject({ code: 'media.type_refused', detail: expect.stringContaining('JPEG') })
})

test('a neighbour sees neither the picture nor its file', async () => {
  const w = await world()
  const server = await openDoor(w)
  const media = (await upload(w, server, 'editor', mp4(32, 24, 1000))).json()
  const there = await w.tenant()
  const headers = { authorization: `Bearer ${await there.key('owner')}` }
  for (const url of [`/media/${media.id}`, `/media/${media.id}/file`, `/media/${media.id}/thumbnail`])
    expect((await server.inject({ url: `/api/v1${url}`, headers })).statusCode).toBe(404)
})

test('who only looks cannot upload', async () => {
  const w = await world()
  const server = await openDoor(w)
  expect((await upload(w, server, 'client', mp4(32, 24, 1000))).statusCode).toBe(403)
})
