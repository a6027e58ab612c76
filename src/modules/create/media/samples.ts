/** Small films and pictures made by hand. Only tests import this file. */

/** An ISO base media box: length, type, body. */
export function box(type: string, ...bodies: Buffer[]): Buffer {
  const body = Buffer.concat(bodies)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8, 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

export const film = (brand = 'isom'): Buffer =>
  box('ftyp', Buffer.from(`${brand}\0\0\x02\0isomiso2avc1mp41`, 'latin1'))

export function movieHeader(duration: number, scale: number): Buffer {
  const body = Buffer.alloc(100)
  body.writeUInt32BE(scale, 12)
  body.writeUInt32BE(duration, 16)
  return box('mvhd', body)
}

export function trackHeader(width: number, height: number, how: 'upright' | 'turned' = 'upright'): Buffer {
  const body = Buffer.alloc(84)
  const one = 0x10000
  const matrix = how === 'upright' ? [one, 0, 0, 0, one] : [0, one, 0, -one, 0]
  for (const [i, value] of matrix.entries()) body.writeInt32BE(value, 40 + i * 4)
  body.writeUInt32BE(width * one, 76)
  body.writeUInt32BE(height * one, 80)
  return box('tkhd', body)
}

export const handler = (kind: 'vide' | 'soun'): Buffer =>
  box('hdlr', Buffer.alloc(8), Buffer.from(kind), Buffer.alloc(12))

export const track = (width: number, height: number, ...more: Buffer[]): Buffer =>
  box('trak', trackHeader(width, height), box('mdia', handler('vide')), ...more)

export const mp4 = (width: number, height: number, durationMs: number): Buffer =>
  Buffer.concat([
    film(),
    box('moov', movieHeader(durationMs, 1000), track(width, height)),
    box('mdat', Buffer.alloc(2000, 1)),
  ])

/** An EBML element with an eight-byte length. */
function element(id: number[], ...bodies: Buffer[]): Buffer {
  const body = Buffer.concat(bodies)
  const length = Buffer.alloc(8)
  length.writeUInt32BE(body.length, 4)
  length[0] = 1
  return Buffer.concat([Buffer.from(id), length, body])
}

function whole(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}

export function webm(width: number, height: number, durationMs: number | null): Buffer {
  const info = [element([0x2a, 0xd7, 0xb1], whole(1_000_000))]
  if (durationMs !== null) info.push(element([0x44, 0x89], double(durationMs)))
  const video = element([0xe0], element([0xb0], whole(width)), element([0xba], whole(height)))
  return Buffer.concat([
    element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], Buffer.from('webm'))),
    element(
      [0x18, 0x53, 0x80, 0x67],
      element([0x15, 0x49, 0xa9, 0x66], ...info),
      element([0x16, 0x54, 0xae, 0x6b], element([0xae], video)),
    ),
  ])
}
