import type { FileHandle } from 'node:fs/promises'

export type Film = { width: number; height: number; durationMs: number | null }

type Box = { type: string; start: number; body: number; end: number }

/** A `moov` larger than this belongs to no film that a network would take. */
const maxHeader = 64 * 1024 * 1024
/** Nor one with so many boxes side by side: eight bytes each would otherwise become millions of objects. */
const mostBoxes = 10_000

/**
 * Size and length of an MP4 or MOV (ISO/IEC 14496-12), read from its header alone.
 * undefined: no readable header. null: no picture track.
 */
export async function probeMp4(file: FileHandle, size: number): Promise<Film | null | undefined> {
  const found = (await topBoxes(file, size)).find((box) => box.type === 'moov')
  if (!found || found.end - found.start > maxHeader) return undefined
  const moov = await readSpan(file, found)
  const boxes = boxesIn(moov, 0, moov.length)
  if (boxes.length === mostBoxes) return undefined
  const tracks = boxes.filter((box) => box.type === 'trak')
  const picture = tracks.map((track) => pictureOf(moov, track)).find((track) => track !== undefined)
  return picture ? { ...picture, durationMs: durationOf(moov) } : null
}

/** Empties the boxes that tell place, device and author. Their room stays, so that no offset moves. */
export async function blankMp4Metadata(file: FileHandle, size: number): Promise<void> {
  for (const top of await topBoxes(file, size)) {
    if (tells.has(top.type)) await blank(file, top)
    if (top.type !== 'moov' || top.end - top.start > maxHeader) continue
    const moov = await readSpan(file, top)
    for (const box of tellingBoxes(moov))
      await blank(file, { ...box, start: box.start + top.body, end: box.end + top.body })
  }
}

const tells: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid'])

/** Of the film and of its tracks; tracks hold no tracks. */
function tellingBoxes(moov: Buffer): Box[] {
  const boxes = boxesIn(moov, 0, moov.length)
  const ofTracks = boxes
    .filter(({ type }) => type === 'trak')
    .flatMap((track) => boxesIn(moov, track.body, track.end))
  return [...boxes, ...ofTracks].filter(({ type }) => tells.has(type))
}

async function blank(file: FileHandle, box: Pick<Box, 'start' | 'end'>): Promise<void> {
  const length = box.end - box.start
  if (length < 8 || length > maxHeader) return
  const bytes = Buffer.alloc(length)
  bytes.writeUInt32BE(length, 0)
  bytes.write('free', 4, 'latin1')
  await file.write(bytes, 0, length, box.start)
}

async function topBoxes(file: FileHandle, size: number): Promise<Box[]> {
  const boxes: Box[] = []
  const head = Buffer.alloc(16)
  let at = 0
  while (at + 8 <= size && boxes.length < mostBoxes) {
    const { bytesRead } = await file.read(head, 0, 16, at)
    const box = boxAt(head.subarray(0, bytesRead), 0, size - at)
    if (!box) break
    boxes.push({ type: box.type, start: at, body: at + box.body, end: at + box.end })
    at += box.end
  }
  return boxes
}

async function readSpan(file: FileHandle, box: Box): Promise<Buffer> {
  const bytes = Buffer.alloc(box.end - box.body)
  await file.read(bytes, 0, bytes.length, box.body)
  return bytes
}

function boxesIn(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = []
  let at = start
  while (at + 8 <= end && boxes.length < mostBoxes) {
    const box = boxAt(bytes, at, end)
    if (!box) break
    boxes.push(box)
    at = box.end
  }
  return boxes
}

/** One box: 32-bit length and type; length 1 is followed by a 64-bit one, 0 reaches to the end. */
function boxAt(bytes: Buffer, at: number, limit: number): Box | undefined {
  if (at + 8 > bytes.length) return undefined
  const short = bytes.readUInt32BE(at)
  const type = bytes.toString('latin1', at + 4, at + 8)
  const long = short === 1
  if (long && at + 16 > bytes.length) return undefined
  const length = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? limit - at : short
  const body = at + (long ? 16 : 8)
  const end = at + length
  if (length < body - at || end > limit) return undefined
  return { type, start: at, body, end }
}

const child = (bytes: Buffer, parent: Pick<Box, 'body' | 'end'>, type: string): Box | undefined =>
  boxesIn(bytes, parent.body, parent.end).find((box) => box.type === type)

function pictureOf(moov: Buffer, track: Box): Pick<Film, 'width' | 'height'> | undefined {
  const media = child(moov, track, 'mdia')
  const handler = media && child(moov, media, 'hdlr')
  if (!handler || handler.end - handler.body < 12) return undefined
  if (moov.toString('latin1', handler.body + 8, handler.body + 12) !== 'vide') return undefined
  const header = child(moov, track, 'tkhd')
  return header && sizeOf(moov, header)
}

/** `tkhd` ends with a matrix and 16.16 sizes; phones film lying down and turn by the matrix. */
function sizeOf(moov: Buffer, header: Box): Pick<Film, 'width' | 'height'> | undefined {
  const matrix = header.body + (moov[header.body] === 1 ? 52 : 40)
  if (matrix + 44 > header.end) return undefined
  const turned = moov.readInt32BE(matrix) === 0 && moov.readInt32BE(matrix + 16) === 0
  const width = Math.round(moov.readUInt32BE(matrix + 36) / 65_536)
  const height = Math.round(moov.readUInt32BE(matrix + 40) / 65_536)
  if (width === 0 || height === 0) return undefined
  return turned ? { width: height, height: width } : { width, height }
}

/** Fragmented films leave `mvhd` at zero and tell their length in `mvex/mehd`, or nowhere. */
function durationOf(moov: Buffer): number | null {
  const top = { body: 0, end: moov.length }
  const header = child(moov, top, 'mvhd')
  if (!header || header.end - header.body < 20) return null
  const long = moov[header.body] === 1
  if (long && header.end - header.body < 32) return null
  const scale = moov.readUInt32BE(header.body + (long ? 20 : 12))
  const whole = long ? Number(moov.readBigUInt64BE(header.body + 24)) : moov.readUInt32BE(header.body + 16)
  const units = whole || fragmentsOf(moov)
  return scale > 0 && units > 0 ? Math.round((units / scale) * 1000) : null
}

function fragmentsOf(moov: Buffer): number {
  const extends_ = child(moov, { body: 0, end: moov.length }, 'mvex')
  const header = extends_ && child(moov, extends_, 'mehd')
  if (!header || header.end - header.body < 8) return 0
  const long = moov[header.body] === 1 && header.end - header.body >= 12
  return long ? Number(moov.readBigUInt64BE(header.body + 4)) : moov.readUInt32BE(header.body + 4)
}
