import { Readable } from 'node:stream'
import { crc32, deflateSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openDoor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { findMediaFile } from './queries.ts'
import { mp4 } from './samples.ts'
import { addMedia } from './service.ts'

const upload = (w: World, bytes: Buffer, fileName = 'a.bin') =>
  addMedia(w.ctx, w.actor('editor'), { stream: Readable.from([bytes]), fileName })

const small = () => sharp({ create: { width: 16, height: 16, channels: 3, background: '#a31' } })
const refused = ['media.too_many_pixels', 'media.not_readable', 'media.type_refused']

async function keptBytes(w: World, id: string): Promise<Buffer> {
  const file = await findMediaFile(w.ctx.db, w.workspaceId, id)
  return w.ctx.storage.read(file?.storageKey ?? '')
}

async function refusalOf(bytes: Buffer): Promise<string> {
  const w = await world()
  return upload(w, bytes).then(
    () => 'taken',
    (error: { code?: string }) => error.code ?? String(error),
  )
}

/** The start of an archive, as it stands behind a picture that is both. */
const zip = Buffer.from('PK\x03\x04\x14\0\0\0\0\0META-INF/MANIFEST.MF', 'latin1')

test('a PNG that says it is 60,000 pixels wide is refused before it is unpacked', async () => {
  const bytes = await small().png().toBuffer()
  bytes.writeUInt32BE(60_000, 16)
  bytes.writeUInt32BE(60_000, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  expect(refused).toContain(await refusalOf(bytes))
})

test('a WebP that says it is as large as can be is refused', async () => {
  const bytes = await small().webp({ lossless: true }).toBuffer()
  const at = bytes.indexOf('VP8L') + 9
  bytes.writeUInt32LE(((bytes.readUInt32LE(at) & 0xf0000000) | 0x0fffffff) >>> 0, at)
  expect(refused).toContain(await refusalOf(bytes))
})

test('a GIF that says it is as large as can be is refused', async () => {
  const bytes = await small().gif().toBuffer()
  bytes.writeUInt16LE(65_535, 6)
  bytes.writeUInt16LE(65_535, 8)
  expect(refused).toContain(await refusalOf(bytes))
})

test('an AVIF that says it is 60,000 pixels wide is refused', async () => {
  const bytes = await small().avif().toBuffer()
  const at = bytes.indexOf('ispe') + 8
  bytes.writeUInt32BE(60_000, at)
  bytes.writeUInt32BE(60_000, at + 4)
  expect(refused).toContain(await refusalOf(bytes))
})

test('a GIF of a few bytes with hundreds of huge frames is refused', async () => {
  const head = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1')
  head.writeUInt16LE(4000, 6)
  head.writeUInt16LE(4000, 8)
  const frame = Buffer.from('\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0', 'latin1')
  const bytes = Buffer.concat([head, ...Array.from({ length: 500 }, () => frame), Buffer.from([0x3b])])
  expect(bytes.length).toBeLessThan(10_000)
  expect(await refusalOf(bytes)).toBe('media.too_many_pixels')
})

test('a GIF whose frame has no size is broken, though its reader speaks of memory', async () => {
  const head = Buffer.from('GIF89a\x18\0\x12\0\x80\0\0LiqLiq', 'latin1')
  const frame = Buffer.from(
    '\x21\xf9\x04\0\0\0\0\0\x2c\0\xd9\0\0\x18\x27\x12\0\0\x02\x02\x44\x01\0\x3b',
    'latin1',
  )
  expect(await refusalOf(Buffer.concat([head, frame]))).toBe('media.not_readable')
})

test('archives, programs and pages are refused by what they are, whatever they are called', async () => {
  for (const bytes of [
    zip,
    Buffer.from('MZ\x90\0'),
    Buffer.from('<!doctype html><script>1</script>'),
    Buffer.from('%PDF-1.7'),
  ])
    expect(await refusalOf(bytes)).toBe('media.type_refused')
})

test('an SVG with a script is refused, also behind a long comment and without an XML head', async () => {
  for (const svg of [
    '<svg onload="alert(1)">',
    '<?xml version="1.0"?><svg/>',
    `<!--${'x'.repeat(3000)}--><svg><script/></svg>`,
  ])
    expect(await refusalOf(Buffer.from(svg))).toBe('media.svg_refused')
})

test('a GIF that is an archive as well loses its other half, its comments and its XMP', async () => {
  const w = await world()
  const gif = await small().gif().toBuffer()
  const comment = Buffer.from('\x21\xfe\x0eGPS 56.9,24.1!\0', 'latin1')
  const xmp = Buffer.from('\x21\xff\x0bXMP DataXMP\x05place\0', 'latin1')
  const body = 13 + (gif[10] !== undefined && gif[10] & 0x80 ? 3 << ((gif[10] & 7) + 1) : 0)
  const both = Buffer.concat([gif.subarray(0, body), comment, xmp, gif.subarray(body), zip])
  const media = await upload(w, both, 'a.gif')
  const kept = await keptBytes(w, media.id)
  expect(kept).toEqual(gif)
  for (const word of ['PK\x03\x04', 'GPS', 'XMP']) expect(kept.includes(word, 0, 'latin1')).toBe(false)
})

test('a page in the comment of a JPEG is not kept, and what is kept is served as a picture and nothing else', async () => {
  const w = await world()
  const jpeg = await small().jpeg().toBuffer()
  const page = Buffer.from('<html><script>alert(1)</script></html>')
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), page])
  const both = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), zip])
  const media = await upload(w, both, 'a.html')
  const kept = await keptBytes(w, media.id)
  expect(kept.includes('<script>')).toBe(false)
  expect(kept.includes(zip)).toBe(false)
  const server = await openDoor(w)
  const headers = { authorization: `Bearer ${await w.key('client')}` }
  const answer = await server.inject({ url: `/api/v1/media/${media.id}/file`, headers })
  expect(answer.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
})

test('a film that is a page as well is served as a film and nothing else', async () => {
  const w = await world()
  const both = Buffer.concat([mp4(32, 24, 1000), Buffer.from('<html><script>alert(1)</script>')])
  const media = await upload(w, both, 'a.html')
  const server = await openDoor(w)
  const headers = { authorization: `Bearer ${await w.key('client')}` }
  const answer = await server.inject({ url: `/api/v1/media/${media.id}/file`, headers })
  expect(answer.headers).toMatchObject({ 'content-type': 'video/mp4', 'x-content-type-options': 'nosniff' })
})

test('a body that does not end is cut off at the bound, and nothing of it is left', async () => {
  const w = await world({ env: { CARILLON_MAX_UPLOAD_BYTES: '1000000' } })
  let sent = 0
  const endless = async function* () {
    for (;;) {
      sent += 65_536
      yield Buffer.alloc(65_536, 1)
    }
  }
  const stream = Readable.from(endless(), { objectMode: false })
  await expect(addMedia(w.ctx, w.actor('editor'), { stream, fileName: 'a.mp4' })).rejects.toMatchObject({
    code: 'media.too_large',
  })
  expect(sent).toBeLessThan(3_000_000)
  expect(await w.ctx.storage.list()).toEqual([])
})

/** A PNG chunk with its sum. */
function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

test('a JPEG that says it is as large as can be is refused', async () => {
  const bytes = await small().jpeg().toBuffer()
  const at = bytes.indexOf(Buffer.from([0xff, 0xc0]))
  bytes.writeUInt16BE(65_500, at + 5)
  bytes.writeUInt16BE(65_500, at + 7)
  expect(refused).toContain(await refusalOf(bytes))
})

test('words packed into a PNG that unpack to a hundred megabytes cost nothing and are not kept', async () => {
  const w = await world()
  const png = await small().png().toBuffer()
  const packed = deflateSync(Buffer.alloc(100_000_000, 65))
  const bomb = chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), packed]))
  const page = chunk('tEXt', Buffer.from('Comment\0<script>alert(1)</script>', 'latin1'))
  const both = Buffer.concat([png.subarray(0, 33), bomb, page, png.subarray(33), zip])
  const before = process.memoryUsage().rss
  const answer = await upload(w, both, 'a.png').then(
    ({ id }) => id,
    (error: { code: string }) => error.code,
  )
  expect(process.memoryUsage().rss - before).toBeLessThan(90_000_000)
  if (answer.startsWith('media.')) return expect(refused).toContain(answer)
  const kept = await keptBytes(w, answer)
  expect(kept.length).toBeLessThan(1000)
  for (const word of ['script', 'Comment', 'PK\x03\x04']) expect(kept.includes(word, 0, 'latin1')).toBe(false)
})

test('a progressive JPEG with thousands of scans is taken or refused within seconds', async () => {
  const jpeg = await sharp({ create: { width: 2000, height: 2000, channels: 3, background: '#a31' } })
    .jpeg({ progressive: true })
    .toBuffer()
  const scan = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]))
  const last = jpeg.subarray(scan, jpeg.length - 2)
  const many = Buffer.concat([
    jpeg.subarray(0, jpeg.length - 2),
    ...Array.from({ length: 3000 }, () => last),
    jpeg.subarray(jpeg.length - 2),
  ])
  const began = performance.now()
  expect(['taken', ...refused]).toContain(await refusalOf(many))
  expect(performance.now() - began).toBeLessThan(20_000)
}, 40_000)

test('drawings in other clothes and pictures of types that no network takes are refused', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${'<!ENTITY b "&a;&a;&a;&a;">'}]><svg>&b;</svg>`
  const strange = [
    gzipSync(Buffer.from(svg)),
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(svg, 'utf16le')]),
    Buffer.from(laughs),
    await small().tiff().toBuffer(),
    Buffer.concat([Buffer.from('BM'), Buffer.alloc(100)]),
    Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), Buffer.alloc(100)]),
    Buffer.from('8BPS\0\x01\0\0\0\0\0\0\0\x03', 'latin1'),
    Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run'),
    Buffer.from('push graphic-context\nimage over 0,0 0,0 "https://example.com/x"\npop graphic-context'),
  ]
  for (const bytes of strange)
    expect(['media.type_refused', 'media.svg_refused', 'media.not_readable']).toContain(
      await refusalOf(Buffer.from(bytes)),
    )
})
