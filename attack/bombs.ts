import { crc32, deflateSync } from 'node:zlib'
import type { Attack, Tally } from './frame/attack.ts'
import type { Answer, Called } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { sendRaw } from './frame/raw.ts'

const longestMs = 8000
const mostMemory = 700_000_000

const nested = (depth: number, [open, close]: readonly [string, string]) =>
  open.repeat(depth) + close.repeat(depth)
const inName = (value: string) => `{"name":${value}}`

/** Bodies that are JSON, or nearly. */
const bodies: Record<string, string | Buffer> = {
  'a list in a list, 100 000 deep': inName(nested(100_000, ['[', ']'])),
  'an object in an object, 100 000 deep': inName(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
  'a list that never closes': '['.repeat(1_000_000),
  'a number beyond every double': inName('1e99999'),
  'a number of a million digits': inName('9'.repeat(1_000_000)),
  'a name of two million letters': inName(`"${'a'.repeat(1_900_000)}"`),
  'a hundred thousand fields': `{${Array.from({ length: 100_000 }, (_, i) => `"f${i}":1`).join(',')}}`,
  'a hundred thousand times the same field': `{${'"startsOn":"x",'.repeat(100_000)}"name":1}`,
  'a prototype': '{"name":"a","__proto__":{"isAdmin":true}}',
  'a hidden prototype': '{"name":"a","\\u005f_proto__":{"isAdmin":true}}',
  'a constructor': '{"name":"a","constructor":{"prototype":{"isAdmin":true}}}',
  'half a character': inName('"\\ud800"'),
  'a null byte': inName('"a\\u0000b"'),
  'bytes that are no text': Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
  'a list instead of an object': '[]',
  'nothing but null': 'null',
  'two documents': `${inName('"a"')}${inName('"b"')}`,
  NaN: inName('NaN'),
  'three million bytes': inName(`"${'a'.repeat(3_000_000)}"`),
}

const takers: Called[] = ['POST campaigns', 'POST posts', 'POST sign-in', 'POST link-cards', 'POST channels']

const refused = ({ status, ms }: Answer): boolean => status >= 400 && status < 500 && ms < longestMs

const json: Attack = {
  name: 'json-bombs',
  run: (house, tally) =>
    withinMemory(tally, async () => {
      for (const [what, body] of Object.entries(bodies))
        for (const call of takers) {
          const answer = await house.owner(call, body)
          tally.check(`${call} with ${what}`, refused(answer), [answer.status, answer.ms, answer.text])
        }
      tally.check('no prototype was touched', !('isAdmin' in {}))
      const endless = await sendRaw(
        house.port,
        `POST /api/v1/campaigns HTTP/1.1\r\nHost: localhost:${house.port}\r\nAuthorization: Bearer ${house.key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
        { chunks: 100, chunk: 'a'.repeat(1_000_000) },
      )
      tally.check('a hundred megabytes in pieces', endless.startsWith('HTTP/1.1 413'), endless.slice(0, 300))
      const plain = await house.owner('POST campaigns', '{"name":"Plain"}')
      tally.check('control: plain JSON is taken', plain.status === 201, plain.text)
    }),
}

async function withinMemory(tally: Tally, work: () => Promise<void>): Promise<void> {
  const before = process.memoryUsage().rss
  let most = before
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  await work().finally(() => clearInterval(look))
  const grown = most - before
  tally.check('memory stays within bounds', grown < mostMemory, `${Math.round(grown / 1e6)} MB more`)
}

const chunkOf = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(type), data])))
  return Buffer.concat([head, data, sum])
}

/** A PNG of one bit a pixel, all of one colour: a square of 40 000 needs a few hundred kilobytes. */
function png(width: number, height: number, rows = height): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(Buffer.alloc(rows * (1 + Math.ceil(width / 8))))
  return Buffer.concat([
    signature,
    chunkOf('IHDR', header),
    chunkOf('IDAT', data),
    chunkOf('IEND', Buffer.alloc(0)),
  ])
}

const script = '<script>globalThis.rang=1</script>'
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.rang=1">${script}</svg>`
const zip = Buffer.concat([
  Buffer.from('PK\x03\x04'),
  Buffer.alloc(60),
  Buffer.from('PK\x05\x06'),
  Buffer.alloc(18),
])
const box = (type: string, size: number, body = Buffer.alloc(0)) => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(size)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const film = box('ftyp', 24, Buffer.from('isom\0\0\0\0isommp42'))

/** Files that are not what they say, or far more than they seem. */
const files: Record<string, Buffer> = {
  'a PNG of 40 000 × 40 000 pixels': png(40_000, 40_000),
  'a PNG that says two thousand million pixels wide': png(2_000_000_000, 2, 1),
  'a PNG without its rows': png(9000, 9000, 1),
  'a PNG cut off': png(64, 64).subarray(0, 40),
  'a GIF that says 65 535 × 65 535': Buffer.from(
    '47494638396100ffffffff0000002c00000000ffffffff0002024401003b',
    'hex',
  ),
  'a drawing with a script': Buffer.from(svg),
  'a drawing with billions of laughs': Buffer.from(
    `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "${'ha'.repeat(100)}">]>${svg}`,
  ),
  'a drawing behind a comment': Buffer.from(`<!--${'a'.repeat(500)}-->${svg}`),
  'a page called a picture': Buffer.from(`<!doctype html>${script}`),
  'a script that begins as a GIF': Buffer.from(`GIF89a/*${'a'.repeat(50)}*/=1;globalThis.rang=1`),
  'a zip': zip,
  'a program': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(200)]),
  'a PDF': Buffer.from('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj'),
  'an empty file': Buffer.alloc(0),
  'a film without a body': film,
  'a film in a box that is larger than the file': Buffer.concat([film, box('moov', 0x7fffffff)]),
  'a film in boxes without end': Buffer.concat([
    film,
    ...Array.from({ length: 20_000 }, () => box('moov', 8)),
  ]),
  'a film of boxes in boxes': Buffer.concat([
    film,
    ...Array.from({ length: 5000 }, (_, i) => box('moov', (5000 - i) * 8)),
  ]),
  'a film in a box of no size': Buffer.concat([film, box('moov', 0)]),
  'a WebM that ends at once': Buffer.from('1a45dfa3a3428681014282847765626d', 'hex'),
}

/** Two things in one file: taken as the picture that it is, and kept without the rest. */
const twofold: Record<string, Buffer> = {
  'a zip behind a PNG': Buffer.concat([png(8, 8), zip]),
  'a page behind a PNG': Buffer.concat([png(8, 8), Buffer.from(script)]),
  'a script in the words of a PNG': Buffer.concat([
    png(8, 8).subarray(0, 33),
    chunkOf('tEXt', Buffer.from(`Comment\0${script}`)),
    png(8, 8).subarray(33),
  ]),
}

const upload = (house: House, bytes: Buffer, fileName: string, type: string): Promise<Answer> => {
  const head = `--xx\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--xx--\r\n')])
  return house.owner('POST media', body, { 'content-type': 'multipart/form-data; boundary=xx' })
}

const uploads: Attack = {
  name: 'upload-bombs',
  run: (house, tally) =>
    withinMemory(tally, async () => {
      for (const [what, bytes] of Object.entries(files))
        for (const type of ['image/png', 'video/mp4', 'text/html']) {
          const answer = await upload(house, bytes, 'a.png', type)
          tally.check(`${what}, sent as ${type}`, refused(answer), [answer.status, answer.ms, answer.text])
        }
      for (const [what, bytes] of Object.entries(twofold)) {
        const answer = await upload(house, bytes, 'a.html', 'text/html')
        const { text, headers } = await house.owner(`GET media/${answer.body.id}/file`)
        const clean = !text.includes('PK\x03\x04') && !text.includes('rang')
        const picture =
          headers['content-type'] === 'image/png' && headers['x-content-type-options'] === 'nosniff'
        tally.check(`${what} is kept without it`, answer.status === 201 && clean && picture, [
          answer.text,
          headers,
        ])
        tally.check(
          `control: ${what} holds it when it comes`,
          ['PK', 'rang'].some((mark) => bytes.toString('latin1').includes(mark)),
        )
      }
      for (const name of [
        '../../../../etc/cron.d/a',
        '..\\..\\a.exe',
        '/etc/passwd',
        'a\\u0000.html',
        '..',
        '',
      ]) {
        const answer = await upload(house, png(9, 9 + name.length), name, 'image/png')
        const kept = String(answer.body.fileName)
        tally.check(
          `a file called ${JSON.stringify(name)}`,
          answer.status < 500 && !/[/\\]/.test(kept),
          answer.text,
        )
      }
      const plain = await upload(house, png(16, 16), 'a.png', 'image/png')
      tally.check('control: a plain picture is taken', plain.status === 201, plain.text)
    }),
}

export const bombAttacks: readonly Attack[] = [json, uploads]
