import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openDoor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { OutboundError } from '../../../platform/http/index.ts'
import { pieceBytes, type Upload } from './contract.ts'
import { findMediaFile } from './queries.ts'
import { mp4 } from './samples.ts'
import { readMedia } from './service.ts'
import { takeUploads } from './take-uploads.ts'
import { folderOf } from './upload-queries.ts'
import {
  beginUpload,
  dropUpload,
  endUploads,
  fetchAddress,
  listUploads,
  readUpload,
  takePiece,
} from './uploads.ts'

/** A film of three pieces, of which the last is short. */
const film = (): Buffer => Buffer.concat([mp4(64, 48, 1000), randomBytes(2 * pieceBytes)])
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const pieceOf = (bytes: Buffer, number: number): Buffer =>
  bytes.subarray(number * pieceBytes, (number + 1) * pieceBytes)

const begin = (w: World, bytes: Buffer, more: object = {}): Promise<Upload> =>
  beginUpload(w.ctx, w.actor('editor'), { fileName: 'film.mp4', bytes: bytes.length, mark: 'm1', ...more })

const send = (w: World, id: string, bytes: Buffer, number: number) =>
  takePiece(w.ctx, w.actor('editor'), { id, number, stream: Readable.from([pieceOf(bytes, number)]) })

const left = async (w: World, id: string) =>
  (await w.ctx.storage.list()).filter((key) => key.startsWith(folderOf(w.workspaceId, id)))

test('a film comes in pieces in any order, goes on after a break, and is the same to the byte', async () => {
  const w = await world()
  const bytes = film()
  const upload = await begin(w, bytes, { digest: sha(bytes) })
  await send(w, upload.id, bytes, 2)
  await send(w, upload.id, bytes, 0)
  const again = await begin(w, bytes, { digest: sha(bytes) })
  expect(again).toMatchObject({ id: upload.id, pieces: [0, 2], state: 'receiving' })
  const whole = await send(w, upload.id, bytes, 1)
  expect(whole).toMatchObject({ state: 'finishing', received: bytes.length })
  await w.runJobs()
  const done = await readUpload(w.ctx, w.actor('editor'), upload.id)
  expect(done).toMatchObject({ state: 'done', problem: null })
  expect(await left(w, upload.id)).toEqual([])
  const media = await readMedia(w.ctx, w.actor('editor'), done.mediaId ?? '')
  expect(media).toMatchObject({ kind: 'video', width: 64, bytes: bytes.length, fileName: 'film.mp4' })
  const file = await findMediaFile(w.ctx.db, w.workspaceId, media.id)
  expect(sha(await w.ctx.storage.read(file?.storageKey ?? ''))).toBe(sha(bytes))
})

test('pieces go through two web processes that know nothing of each other', async () => {
  const w = await world()
  const [one, other] = [await openDoor(w), await openDoor(w)]
  const bytes = film()
  const key = await w.key('editor')
  const headers = { authorization: `Bearer ${key}` }
  const begun = await one.inject({
    method: 'POST',
    url: '/api/v1/media-uploads',
    headers,
    payload: { fileName: 'film.mp4', bytes: bytes.length },
  })
  expect(begun.statusCode).toBe(201)
  const { id } = begun.json()
  for (const [number, server] of [one, other, one].entries()) {
    const piece = pieceOf(bytes, number)
    const boundary = 'carillon-piece'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="p"\r\n\r\n`
    const answer = await server.inject({
      method: 'PUT',
      url: `/api/v1/media-uploads/${id}/pieces/${number}?digest=${sha(piece)}`,
      headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), piece, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    })
    expect(answer.statusCode).toBe(200)
  }
  await w.runJobs()
  const done = await other.inject({ url: `/api/v1/media-uploads/${id}`, headers })
  expect(done.json()).toMatchObject({ state: 'done', received: bytes.length })
})

test('a piece of another length or digest is refused, and so is one that there is not', async () => {
  const w = await world()
  const bytes = film()
  const { id } = await begin(w, bytes)
  const editor = w.actor('editor')
  const put = (number: number, piece: Buffer, digest?: string) =>
    takePiece(w.ctx, editor, { id, number, digest, stream: Readable.from([piece]) })
  await expect(put(0, bytes.subarray(0, 10))).rejects.toMatchObject({ code: 'media.piece_length' })
  await expect(put(0, bytes)).rejects.toMatchObject({ code: 'media.piece_length' })
  await expect(put(3, bytes.subarray(0, 10))).rejects.toMatchObject({ code: 'media.no_such_piece' })
  await expect(put(0, pieceOf(bytes, 0), sha(bytes))).rejects.toMatchObject({ code: 'media.digest_differs' })
  expect(await readUpload(w.ctx, editor, id)).toMatchObject({ pieces: [], received: 0 })
})

test('a piece that arrived well is not replaced by one that was spoiled on its way', async () => {
  const w = await world()
  const bytes = film()
  const { id } = await begin(w, bytes)
  await send(w, id, bytes, 0)
  const spoiled = Buffer.from(pieceOf(bytes, 0)).fill(7, 100, 200)
  const stream = Readable.from([spoiled])
  const again = takePiece(w.ctx, w.actor('editor'), { id, number: 0, digest: sha(pieceOf(bytes, 0)), stream })
  await expect(again).rejects.toMatchObject({ code: 'media.digest_differs' })
  for (const number of [1, 2]) await send(w, id, bytes, number)
  await w.runJobs()
  const { mediaId } = await readUpload(w.ctx, w.actor('editor'), id)
  const { digest } = await w.ctx.db
    .selectFrom('media')
    .select('uploadDigest as digest')
    .where('id', '=', mediaId ?? '')
    .executeTakeFirstOrThrow()
  expect(digest).toBe(sha(bytes))
})

test('a file whose digest is another than was said is not taken in, nor one that is no film', async () => {
  const w = await world()
  const bytes = film()
  const other = await begin(w, bytes, { digest: sha(Buffer.from('other')) })
  for (const number of [0, 1, 2]) await send(w, other.id, bytes, number)
  const text = Buffer.from('just words')
  const plain = await begin(w, text, { mark: 'm2' })
  await send(w, plain.id, text, 0)
  await w.runJobs()
  const problem = async (id: string) => (await readUpload(w.ctx, w.actor('editor'), id)).problem?.code
  expect(await problem(other.id)).toBe('media.digest_differs')
  expect(await problem(plain.id)).toBe('media.type_refused')
  expect([...(await left(w, other.id)), ...(await left(w, plain.id))]).toEqual([])
})

test('what a killed process held is taken over when its lease is out, and not before', async () => {
  const w = await world()
  const bytes = film()
  const { id } = await begin(w, bytes)
  for (const number of [0, 1, 2]) await send(w, id, bytes, number)
  const held = new Date(w.clock.now().getTime() + 60_000)
  await w.ctx.db.updateTable('mediaUploads').set({ heldUntil: held }).where('id', '=', id).execute()
  await takeUploads(w.ctx)
  expect(await readUpload(w.ctx, w.actor('editor'), id)).toMatchObject({ state: 'finishing' })
  w.clock.to(new Date(held.getTime() + 1).toISOString())
  await takeUploads(w.ctx)
  expect(await readUpload(w.ctx, w.actor('editor'), id)).toMatchObject({ state: 'done' })
})

test('what nobody goes on with is gone after a week with its pieces; what is discarded at once', async () => {
  const w = await world()
  const bytes = film()
  const [one, two] = [await begin(w, bytes), await begin(w, bytes, { mark: 'm2' })]
  await send(w, one.id, bytes, 0)
  await send(w, two.id, bytes, 0)
  await dropUpload(w.ctx, w.actor('editor'), two.id)
  expect(await left(w, two.id)).toEqual([])
  w.clock.to(new Date(w.clock.now().getTime() + 8 * 86_400_000).toISOString())
  await endUploads(w.ctx)
  expect(await left(w, one.id)).toEqual([])
  expect((await listUploads(w.ctx, w.actor('editor'))).items).toEqual([])
})

test('the quota of a workspace counts what is kept and what is under way', async () => {
  const w = await world({ env: { CARILLON_MEDIA_QUOTA_BYTES: '30000000' } })
  const bytes = film()
  await begin(w, bytes)
  await expect(begin(w, bytes, { mark: 'm2' })).rejects.toMatchObject({ code: 'media.over_quota' })
  const there = await w.tenant()
  const body = { fileName: 'x.mp4', bytes: bytes.length, mark: '' }
  expect(await beginUpload(w.ctx, there.actor('editor'), body)).toMatchObject({ state: 'receiving' })
})

test('somebody else’s upload is as missing as one that never was', async () => {
  const w = await world()
  const { id } = await begin(w, film())
  const there = await w.tenant()
  await expect(readUpload(w.ctx, there.actor('owner'), id)).rejects.toMatchObject({
    code: 'media.upload_not_found',
  })
})

const picture = () =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: '#a31' } })
    .png()
    .toBuffer()

async function afterFetching(fetch: typeof globalThis.fetch) {
  const w = await world({ fetch })
  const editor = w.actor('editor')
  const { id } = await fetchAddress(w.ctx, editor, { url: 'https://pictures.example/a%20loaf.png?x=1' })
  await w.runJobs()
  return { w, editor, upload: await readUpload(w.ctx, editor, id) }
}

test('an address is fetched by a worker; its content says what it is, whatever the server says', async () => {
  const bytes = await picture()
  const { w, editor, upload } = await afterFetching(
    async () => new Response(new Uint8Array(bytes), { headers: { 'content-type': 'text/html' } }),
  )
  expect(upload).toMatchObject({ state: 'done', fileName: 'a loaf.png', problem: null })
  expect(await readMedia(w.ctx, editor, upload.mediaId ?? '')).toMatchObject({ mime: 'image/png', width: 30 })
})

test('a page, an error and an address within are told in words', async () => {
  const page = await afterFetching(async () => new Response('<html>no picture</html>'))
  expect(page.upload).toMatchObject({ state: 'failed', problem: { code: 'media.type_refused' } })
  const missing = await afterFetching(async () => new Response('', { status: 404 }))
  expect(missing.upload.problem).toEqual({ code: 'media.address_answered', facts: { status: 404 } })
  const within = await afterFetching(async () => {
    throw new OutboundError('blocked', 'It leads to a private address.', {
      host: 'pictures.example',
      mayHaveLeft: false,
    })
  })
  expect(within.upload.problem?.code).toBe('media.address_refused')
})

test('uploads that fail in an unforeseen way stand in nobody’s way, and are given up after three tries', async () => {
  const w = await world()
  const bytes = film()
  const ids: string[] = []
  for (const mark of ['m1', 'm2', 'm3']) {
    const { id } = await begin(w, bytes, { mark })
    for (const number of [0, 1, 2]) await send(w, id, bytes, number)
    ids.push(id)
  }
  const [one = '', two = '', good = ''] = ids
  const stream = w.ctx.storage.stream.bind(w.ctx.storage)
  w.ctx.storage.stream = (key, ...more) => {
    if (key.startsWith(folderOf(w.workspaceId, good))) return stream(key, ...more)
    if (key.includes('/upload-')) throw new Error('The disk is odd')
    return stream(key, ...more)
  }
  await takeUploads(w.ctx)
  const read = (id: string) => readUpload(w.ctx, w.actor('editor'), id)
  expect(await read(good)).toMatchObject({ state: 'done' })
  for (let n = 0; n < 3; n++) {
    w.clock.on(10 * 60_000)
    await takeUploads(w.ctx)
  }
  for (const id of [one, two])
    expect(await read(id)).toMatchObject({ state: 'failed', problem: { code: 'media.not_taken_in' } })
})
