import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoor } from '../../../../test/people/door.ts'
import { type FakeS3, startFakeS3 } from '../../../../test/running/s3/fake.ts'
import { world } from '../../../../test/world.ts'
import { pieceBytes } from './contract.ts'
import { mp4 } from './samples.ts'
import { addMedia } from './service.ts'
import { beginUpload, readUpload, takePiece } from './uploads.ts'

let server: FakeS3
beforeAll(async () => {
  server = await startFakeS3()
})
afterAll(() => server.stop())

const inBucket = () => {
  const { bucket, endpoint, region, keyId, secretKey } = server.settings
  return world({
    env: {
      CARILLON_MEDIA_S3_BUCKET: bucket,
      CARILLON_MEDIA_S3_ENDPOINT: endpoint,
      CARILLON_MEDIA_S3_REGION: region,
      CARILLON_MEDIA_S3_KEY_ID: keyId,
      CARILLON_MEDIA_S3_SECRET_KEY: secretKey,
      CARILLON_MEDIA_S3_PREFIX: 'media',
    },
  })
}

test('a picture that lies in a bucket is served whole, small and in ranges', async () => {
  const w = await inBucket()
  const door = await openDoor(w)
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a31' } })
    .png()
    .toBuffer()
  const media = await addMedia(w.ctx, w.actor('editor'), {
    stream: Readable.from([bytes]),
    fileName: 'a.png',
  })
  expect([...server.objects.keys()].some((key) => key.includes(`media/${w.workspaceId}/`))).toBe(true)
  const headers = { authorization: `Bearer ${await w.key('client')}` }
  const get = (what: string, more = {}) =>
    door.inject({ url: `/api/v1/media/${media.id}/${what}`, headers: { ...headers, ...more } })
  const whole = await get('file')
  expect([whole.statusCode, whole.rawPayload.length]).toEqual([200, media.bytes])
  const piece = await get('file', { range: 'bytes=1-3' })
  expect([piece.statusCode, String(piece.rawPayload)]).toEqual([206, 'PNG'])
  expect(await sharp((await get('thumbnail?side=160')).rawPayload).metadata()).toMatchObject({ width: 160 })
})

test('a film in pieces goes through the bucket, and its pieces are gone after', async () => {
  const w = await inBucket()
  const editor = w.actor('editor')
  const bytes = Buffer.concat([mp4(64, 48, 1000), randomBytes(pieceBytes)])
  const digest = createHash('sha256').update(bytes).digest('hex')
  const { id } = await beginUpload(w.ctx, editor, {
    fileName: 'a.mp4',
    bytes: bytes.length,
    mark: '',
    digest,
  })
  for (const number of [1, 0]) {
    const part = bytes.subarray(number * pieceBytes, (number + 1) * pieceBytes)
    await takePiece(w.ctx, editor, { id, number, stream: Readable.from([part]) })
  }
  await w.runJobs()
  expect(await readUpload(w.ctx, editor, id)).toMatchObject({ state: 'done', received: bytes.length })
  expect((await w.ctx.storage.list()).filter((key) => key.includes('upload-'))).toEqual([])
})
