import type { FileHandle } from 'node:fs/promises'
import type { Film } from './mp4.ts'

/** Header elements stand before the first cluster; this much is always enough for them. */
const headBytes = 1024 * 1024

const ids = {
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
} as const

type Element = { id: number; start: number; end: number }

/**
 * Size and length of a WebM (RFC 8794 and 9559), read from its header alone.
 * undefined: no readable header. null: no picture track. The length is null where a recorder left it out.
 */
export async function probeWebm(file: FileHandle, size: number): Promise<Film | null | undefined> {
  const bytes = Buffer.alloc(Math.min(headBytes, size))
  await file.read(bytes, 0, bytes.length, 0)
  const segment = child(bytes, { start: 0, end: bytes.length }, ids.segment)
  const tracks = segment && child(bytes, segment, ids.tracks)
  if (!segment || !tracks) return undefined
  const picture = elementsIn(bytes, tracks)
    .filter((element) => element.id === ids.track)
    .map((track) => sizeOf(bytes, track))
    .find((found) => found !== undefined)
  return picture ? { ...picture, durationMs: durationOf(bytes, segment) } : null
}

function sizeOf(bytes: Buffer, track: Element): Pick<Film, 'width' | 'height'> | undefined {
  const video = child(bytes, track, ids.video)
  const width = video && child(bytes, video, ids.width)
  const height = video && child(bytes, video, ids.height)
  return width && height ? { width: whole(bytes, width), height: whole(bytes, height) } : undefined
}

function durationOf(bytes: Buffer, segment: Element): number | null {
  const info = child(bytes, segment, ids.info)
  const duration = info && child(bytes, info, ids.duration)
  if (!info || !duration) return null
  const scale = child(bytes, info, ids.timestampScale)
  const ticks =
    duration.end - duration.start === 8 ? bytes.readDoubleBE(duration.start) : readFloat(bytes, duration)
  const milliseconds = (ticks * (scale ? whole(bytes, scale) : 1_000_000)) / 1_000_000
  return Number.isFinite(milliseconds) && milliseconds > 0 ? Math.round(milliseconds) : null
}

const readFloat = (bytes: Buffer, element: Element): number =>
  element.end - element.start === 4 ? bytes.readFloatBE(element.start) : Number.NaN

function whole(bytes: Buffer, element: Element): number {
  let value = 0
  for (let at = element.start; at < element.end; at++) value = value * 256 + (bytes[at] ?? 0)
  return value
}

const child = (bytes: Buffer, parent: Omit<Element, 'id'>, id: number): Element | undefined =>
  elementsIn(bytes, parent).find((element) => element.id === id)

function elementsIn(bytes: Buffer, parent: Omit<Element, 'id'>): Element[] {
  const elements: Element[] = []
  let at = parent.start
  while (at < parent.end && elements.length < 10_000) {
    const id = variableInt(bytes, at, true)
    const length = id && variableInt(bytes, at + id.size, false)
    if (!id || !length) break
    const start = at + id.size + length.size
    const end = Math.min(start + length.value, parent.end)
    elements.push({ id: id.value, start, end })
    at = start + length.value
  }
  return elements
}

/** An integer whose leading zero bits say its length; all ones mean "to the end". */
function variableInt(
  bytes: Buffer,
  at: number,
  keepMark: boolean,
): { value: number; size: number } | undefined {
  const first = bytes[at]
  if (!first) return undefined
  const size = Math.clz32(first) - 23
  if (at + size > bytes.length) return undefined
  const mask = 0xff >> size
  let value = keepMark ? first : first & mask
  let unknown = (first & mask) === mask
  for (let i = 1; i < size; i++) {
    const byte = bytes[at + i] ?? 0
    if (byte !== 0xff) unknown = false
    value = value * 256 + byte
  }
  return { value: unknown && !keepMark ? Number.MAX_SAFE_INTEGER : value, size }
}
