/** Most of a GIF that is taken apart in memory; larger ones go to no network. */
export const mostGifBytes = 200_000_000

/** What other programs keep in a GIF beside its frames: only what says how often it turns stays. */
const kept = /^(NETSCAPE2\.0|ANIMEXTS1\.0)$/

/**
 * A GIF with its frames and nothing else: no comments, no XMP, which tells places, and nothing behind its end, where a
 * GIF that is an archive as well has the other half. null: it has been so.
 */
export function plainGif(bytes: Buffer): Buffer | null {
  const pieces: Buffer[] = []
  let at = 13 + tableOf(bytes[10])
  pieces.push(bytes.subarray(0, at))
  while (at < bytes.length) {
    const end = endOfBlock(bytes, at)
    if (end === null) break
    if (isWanted(bytes, at)) pieces.push(bytes.subarray(at, end))
    at = end
  }
  const plain = Buffer.concat([...pieces, Buffer.from([0x3b])])
  return plain.equals(bytes) ? null : plain
}

/** What a player has to draw, as the GIF itself says: the whole screen for each frame, however little of it a frame has. */
export function pixelsOfGif(bytes: Buffer): number {
  let frames = 0
  let at = 13 + tableOf(bytes[10])
  while (at < bytes.length) {
    if (bytes[at] === 0x2c) frames++
    const end = endOfBlock(bytes, at)
    if (end === null) break
    at = end
  }
  return bytes.length < 13 ? 0 : bytes.readUInt16LE(6) * bytes.readUInt16LE(8) * frames
}

const tableOf = (flags = 0): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)

/** Where the block ends that begins here; null at the end of the GIF, and where nobody knows what stands there. */
function endOfBlock(bytes: Buffer, at: number): number | null {
  const kind = bytes[at]
  if (kind === 0x00) return at + 1
  if (kind === 0x21) return endOfData(bytes, at + 2)
  if (kind === 0x2c) return endOfData(bytes, at + 11 + tableOf(bytes[at + 9]))
  return null
}

/** Data come in lengths and bytes, until a length of nothing. */
function endOfData(bytes: Buffer, from: number): number {
  let at = from
  for (let length = bytes[at]; length; length = bytes[at]) at += length + 1
  return Math.min(at + 1, bytes.length)
}

function isWanted(bytes: Buffer, at: number): boolean {
  if (bytes[at] === 0x2c) return true
  if (bytes[at] !== 0x21) return false
  const label = bytes[at + 1]
  if (label === 0xf9) return true
  return label === 0xff && kept.test(bytes.toString('latin1', at + 3, at + 14))
}
