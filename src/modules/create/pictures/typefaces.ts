import { inflateSync } from 'node:zlib'

/**
 * A WOFF as the plain font that it packs, under a family name of ours. The engine that draws takes plain fonts only; and by
 * the name it finds this very file, whatever fonts the machine has, so that a picture is the same everywhere.
 */
export function plainFont(woff: Buffer, family: string, weight: 400 | 700): Buffer {
  const tables = tablesIn(woff)
  const names = namesOf(family, weight)
  return fontOf(
    woff.readUInt32BE(4),
    tables.map((table) => (table.tag === 'name' ? { ...table, bytes: names } : table)),
  )
}

type Table = { tag: string; bytes: Buffer }

function tablesIn(woff: Buffer): Table[] {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('This is no WOFF.')
  return Array.from({ length: woff.readUInt16BE(12) }, (_, place) => {
    const at = 44 + place * 20
    const start = woff.readUInt32BE(at + 4)
    const packed = woff.subarray(start, start + woff.readUInt32BE(at + 8))
    const length = woff.readUInt32BE(at + 12)
    return {
      tag: woff.toString('latin1', at, at + 4),
      bytes: packed.length < length ? inflateSync(packed) : packed,
    }
  })
}

/** Family, style, whole name and the name for PostScript, in UTF-16 for Windows: what is looked at anywhere. */
function namesOf(family: string, weight: 400 | 700): Buffer {
  const style = weight === 700 ? 'Bold' : 'Regular'
  const names: [number, string][] = [
    [1, family],
    [2, style],
    [4, `${family} ${style}`],
    [6, `${family.replaceAll(' ', '')}-${style}`],
  ]
  const texts = names.map(([, text]) => Buffer.from(text, 'utf16le').swap16())
  const head = Buffer.alloc(6 + names.length * 12)
  head.writeUInt16BE(names.length, 2)
  head.writeUInt16BE(head.length, 4)
  let offset = 0
  for (const [place, [id]] of names.entries()) {
    const length = texts[place]?.length ?? 0
    for (const [i, value] of [3, 1, 0x0409, id, length, offset].entries())
      head.writeUInt16BE(value, 6 + place * 12 + i * 2)
    offset += length
  }
  return Buffer.concat([head, ...texts])
}

function fontOf(flavour: number, tables: readonly Table[]): Buffer {
  const most = 2 ** Math.floor(Math.log2(tables.length))
  const head = Buffer.alloc(12 + tables.length * 16)
  head.writeUInt32BE(flavour, 0)
  for (const [i, value] of [tables.length, most * 16, Math.log2(most), (tables.length - most) * 16].entries())
    head.writeUInt16BE(value, 4 + i * 2)
  const bodies: Buffer[] = []
  let offset = head.length
  for (const [place, { tag, bytes }] of tables.entries()) {
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
    const at = 12 + place * 16
    head.write(tag, at, 'latin1')
    head.writeUInt32BE(sumOf(padded), at + 4)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(bytes.length, at + 12)
    bodies.push(padded)
    offset += padded.length
  }
  return Buffer.concat([head, ...bodies])
}

function sumOf(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
