import type { FilmColour, MediaFacts } from './content.ts'
import type { VideoRule } from './manifest.ts'

type Film = Pick<MediaFacts, 'mime' | 'bytes' | 'width' | 'height' | 'durationMs' | 'film'>

/** What of a film is otherwise than a network takes it. */
export type Misfit =
  | 'type'
  | 'videoCodec'
  | 'audioCodec'
  | 'pixelFormat'
  | 'frameRate'
  | 'size'
  | 'bitrate'
  | 'bytes'

/** How a film is made anew: always MP4 with H.264 and AAC. Bits a second. */
export type FilmPlan = {
  width: number
  height: number
  /** null: as it is. */
  frameRate: number | null
  videoBits: number
  /** 0: without sound. */
  audioBits: number
  maxBytes: number
  /** What its colours are made plain from; absent: they are plain. */
  colour?: FilmColour
}

export type FilmFitting = { why: Misfit[]; plan: FilmPlan | null }

/** What every player shows of H.264. */
const plainPixels: readonly string[] = ['yuv420p', 'yuvj420p']

/**
 * What becomes of a film on its way to a network; null for what goes out as it is. A plan of null: nothing that is worth
 * looking at fits, or nobody has looked into the film. How long it may be is not asked here: nothing is cut by itself.
 */
export function filmFitting(film: Film, rule: VideoRule): FilmFitting | null {
  const why = misfitsOf(film, rule)
  if (why.length === 0) return null
  return { why, plan: film.film && rule.mime.includes('video/mp4') ? planOf(film, rule) : null }
}

/** By how many seconds a film is too long; null when it is not. */
export function tooLongBy(
  { durationMs }: Pick<Film, 'durationMs'>,
  { maxSeconds }: VideoRule,
): number | null {
  if (maxSeconds === undefined || durationMs === null) return null
  const over = durationMs / 1000 - maxSeconds
  return over > 0 ? over : null
}

function misfitsOf({ mime, bytes, width, height, film }: Film, rule: VideoRule): Misfit[] {
  const why: Misfit[] = []
  if (!rule.mime.includes(mime)) why.push('type')
  if (bytes > rule.maxBytes) why.push('bytes')
  if (width * height > (rule.maxPixels ?? Number.POSITIVE_INFINITY)) why.push('size')
  else if (Math.max(width, height) > (rule.maxSide ?? Number.POSITIVE_INFINITY)) why.push('size')
  if (!film) return why
  if (rule.videoCodecs && !rule.videoCodecs.includes(film.videoCodec)) why.push('videoCodec')
  else if (rule.videoCodecs && film.videoCodec === 'h264' && !plainPixels.includes(film.pixelFormat))
    why.push('pixelFormat')
  if (rule.audioCodecs && film.audioCodec !== null && !rule.audioCodecs.includes(film.audioCodec))
    why.push('audioCodec')
  // Rates are measured, and those of NTSC are no whole numbers.
  if (rule.maxFrameRate !== undefined && (film.frameRate ?? 0) > rule.maxFrameRate + 0.5)
    why.push('frameRate')
  if (rule.maxBitrate !== undefined && (film.bitrate ?? 0) > rule.maxBitrate) why.push('bitrate')
  return why
}

/** Bits for each pixel of each frame: what looks as good as it can, and what can still be looked at. */
const bits = { most: 0.14, least: 0.03 }
const soundBits = 128_000
/** What a container and the unevenness of the picture need beside it. */
const spare = 0.95
const leastSide = 160
const block = 16
const leastVideoBits = 80_000
/** Made smaller in steps of this until it can be looked at; after so many, nothing is left of the largest. */
const step = 0.8
const mostSteps = 40

function planOf({ width, height, durationMs, film }: Film, rule: VideoRule): FilmPlan | null {
  // What is smaller than a block of its codec shows nothing.
  if (Math.min(width, height) < block) return null
  const rate = film?.frameRate ?? 30
  const frameRate =
    rule.maxFrameRate !== undefined && rate > rule.maxFrameRate + 0.5 ? rule.maxFrameRate : null
  const shown = Math.min(frameRate ?? rate, 120)
  const audioBits = film?.audioCodec ? soundBits : 0
  const seconds = Math.max(durationMs ?? 0, 1000) / 1000
  // Without a length the bytes are looked at when it is done.
  const room = durationMs === null ? Number.POSITIVE_INFINITY : (rule.maxBytes * 8 * spare) / seconds
  const bound = Math.min(room, rule.maxBitrate ?? Number.POSITIVE_INFINITY) - audioBits
  const first = scaleOf({ width, height }, rule)
  for (let n = 0; n < mostSteps; n++) {
    const scale = first * step ** n
    const size = { width: even(width * scale), height: even(height * scale) }
    if (Math.min(size.width, size.height) < Math.min(leastSide, even(width), even(height))) return null
    const pixels = size.width * size.height * shown
    if (bound < Math.max(pixels * bits.least, leastVideoBits)) continue
    const videoBits = Math.floor(Math.min(bound, Math.max(pixels * bits.most, 400_000)))
    const plan = { ...size, frameRate, videoBits, audioBits, maxBytes: rule.maxBytes }
    return film?.colour ? { ...plan, colour: film.colour } : plan
  }
  return null
}

function scaleOf({ width, height }: { width: number; height: number }, rule: VideoRule): number {
  const side = rule.maxSide === undefined ? 1 : rule.maxSide / Math.max(width, height)
  const area = rule.maxPixels === undefined ? 1 : Math.sqrt(rule.maxPixels / (width * height))
  return Math.min(1, side, area)
}

/** H.264 halves the colours, so every side is even. */
const even = (side: number): number => Math.max(2, 2 * Math.floor(side / 2 + 1e-9))
