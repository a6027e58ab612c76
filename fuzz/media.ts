import { mkdtempSync } from 'node:fs'
import { type FileHandle, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { typeOfContent } from '../src/modules/create/media/content.ts'
import { imageTypes } from '../src/modules/create/media/contract.ts'
import { boundedFilm } from '../src/modules/create/media/film.ts'
import { readCaptions } from '../src/modules/create/media/films/captions-text.ts'
import { hasFfmpeg, sampleFilm } from '../src/modules/create/media/films/samples.ts'
import { blankMp4Metadata, probeMp4 } from '../src/modules/create/media/mp4.ts'
import { cleanPicture } from '../src/modules/create/media/picture.ts'
import { box, film, movieHeader, mp4, track, webm } from '../src/modules/create/media/samples.ts'
import { probeWebm } from '../src/modules/create/media/webm.ts'
import { filmFitting } from '../src/networks/kit/film.ts'
import { AppError } from '../src/platform/errors.ts'
import { findFilmTools } from '../src/platform/ffmpeg/index.ts'
import { probeFilm } from '../src/platform/ffmpeg/probe.ts'
import { inOwnTime, inTime, type Question } from './question.ts'

const folder = mkdtempSync(join(tmpdir(), 'carillon-fuzz-'))
process.on('exit', () => void rm(folder, { recursive: true, force: true }))

async function onDisk<T>(bytes: Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(folder, crypto.randomUUID())
  await writeFile(path, bytes)
  try {
    return await work(path)
  } finally {
    await rm(path, { force: true })
    await rm(`${path}.clean`, { force: true })
  }
}

/** A file that is only bytes: what readers of headers ask of one. */
const handleOf = (bytes: Buffer): FileHandle =>
  ({
    read: async (into: Buffer, offset: number, length: number, from: number) => ({
      bytesRead: from < bytes.length ? bytes.copy(into, offset, from, from + length) : 0,
      buffer: into,
    }),
    write: async (from: Buffer, offset: number, length: number, at: number) => {
      if (at + length > bytes.length) throw new Error('It was written beyond the end.')
      return { bytesWritten: from.copy(bytes, at, offset, offset + length), buffer: from }
    },
  }) as unknown as FileHandle

/** A whole file in which some bytes are others, some are missing and some are there twice. */
const spoilt = (whole: readonly Buffer[]) =>
  fc
    .tuple(
      fc.constantFrom(...whole),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }),
      fc.option(fc.tuple(fc.nat(), fc.nat(400)), { nil: null }),
      fc.boolean(),
    )
    .map(([bytes, changes, cut, twice]) => {
      let made = Buffer.from(bytes)
      for (const [at, value] of changes) made[at % made.length] = value
      if (!cut) return made
      const [from, length] = [cut[0] % made.length, cut[1]]
      const piece = made.subarray(from, from + length)
      made = Buffer.concat([
        made.subarray(0, from),
        ...(twice ? [piece, piece] : []),
        made.subarray(from + length),
      ])
      return made.length > 0 ? made : Buffer.from(bytes)
    })

async function readOrRefuse(work: () => Promise<unknown>): Promise<void> {
  try {
    await inOwnTime(work)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

const headers = spoilt([
  mp4(640, 360, 5000),
  Buffer.concat([film(), box('moov', movieHeader(1, 1), track(2, 2, box('udta', Buffer.alloc(40))))]),
  webm(640, 360, 5000),
])

const flat = sharp({ create: { width: 24, height: 18, channels: 3, background: '#a31' } })
const pictures = await Promise.all([
  flat.clone().png().toBuffer(),
  flat.clone().jpeg().toBuffer(),
  flat.clone().webp().toBuffer(),
  flat.clone().gif().toBuffer(),
  flat.clone().avif().toBuffer(),
])

const stamp = fc
  .tuple(fc.nat(200), fc.nat(59), fc.nat(59), fc.nat(999), fc.constantFrom(',', '.'))
  .map(([h, m, s, ms, point]) => `${h}:${m}:${s}${point}${ms}`)
const line = fc.oneof(
  fc.tuple(stamp, stamp).map(([from, to]) => `${from} --> ${to}`),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    'WEBVTT',
    'NOTE a',
    'STYLE',
    '<c.a>',
    '&lt;',
    '<<<<',
    '-->',
    '00:00:01,000 --> 00:00:02,000',
  ),
)

const someRule = fc.record({
  max: fc.constant(1),
  mime: fc.constantFrom(['video/mp4'], ['video/mp4', 'video/webm'], ['video/webm']),
  maxBytes: fc.integer({ min: 1, max: 2_000_000_000 }),
  maxFrameRate: fc.integer({ min: 1, max: 120 }),
  maxSide: fc.integer({ min: 16, max: 8000 }),
  maxPixels: fc.integer({ min: 256, max: 40_000_000 }),
  maxBitrate: fc.integer({ min: 10_000, max: 50_000_000 }),
  videoCodecs: fc.constant(['h264']),
  source: fc.constant({ from: 'chance', on: '2026-11-30', confidence: 'primary' } as const),
})
const someFilm = fc.record({
  mime: fc.constantFrom('video/mp4', 'video/webm', 'video/quicktime'),
  bytes: fc.integer({ min: 1, max: 6_000_000_000 }),
  width: fc.integer({ min: 1, max: 20_000 }),
  height: fc.integer({ min: 1, max: 20_000 }),
  durationMs: fc.option(fc.integer({ min: 0, max: 100_000_000 }), { nil: null }),
  film: fc.record({
    videoCodec: fc.constantFrom('h264', 'hevc', 'vp9'),
    pixelFormat: fc.constantFrom('yuv420p', 'yuv420p10le'),
    frameRate: fc.option(fc.double({ min: 0.1, max: 1000, noNaN: true }), { nil: null }),
    rotation: fc.constantFrom(0, 90),
    bitrate: fc.option(fc.integer({ min: 1, max: 500_000_000 }), { nil: null }),
    audioCodec: fc.constantFrom('aac', 'opus', null),
    audioChannels: fc.constantFrom(2, null),
  }),
})

const tools = await findFilmTools('ffmpeg')
const whole = tools && hasFfmpeg
const films = whole ? spoilt([sampleFilm({ seconds: 1 }), sampleFilm({ seconds: 1, ending: 'webm' })]) : null
if (!films) console.log('There is no FFmpeg here: what it makes of spoilt films is not asked.')

/** A dead reader is ended by then. */
const probeMs = 20_000

export const questions: readonly Question[] = [
  {
    name: 'film-headers-are-read-or-none',
    property: fc.asyncProperty(headers, async (bytes) => {
      for (const probe of [probeMp4, probeWebm]) {
        const found = await inOwnTime(() => probe(handleOf(bytes), bytes.length))
        const told = found && boundedFilm(found)
        if (told && ![told.width, told.height, told.durationMs ?? 0].every(Number.isSafeInteger))
          throw new Error(JSON.stringify(told))
      }
    }),
  },
  {
    name: 'what-tells-a-place-is-emptied-within-the-file',
    property: fc.asyncProperty(headers, async (bytes) => {
      const before = bytes.length
      await inOwnTime(() => blankMp4Metadata(handleOf(bytes), bytes.length))
      if (bytes.length !== before) throw new Error('The file has another length.')
    }),
  },
  {
    name: 'pictures-are-cleaned-or-refused',
    property: fc.asyncProperty(spoilt(pictures), (bytes) =>
      onDisk(bytes, (path) =>
        readOrRefuse(async () => {
          const mime = await typeOfContent(path)
          if (imageTypes.some((type) => type === mime)) await cleanPicture(path, mime)
        }),
      ),
    ),
  },
  {
    name: 'captions-are-read-or-refused',
    property: fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      try {
        const once = inTime(() => readCaptions(Buffer.from(lines.join('\n'))))
        const again = readCaptions(Buffer.from(once.vtt))
        if (JSON.stringify(again) !== JSON.stringify(once)) throw new Error(JSON.stringify([once, again]))
        if (/<(?!\/?$)/.test(once.vtt.replaceAll('-->', ''))) throw new Error(once.vtt)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
      }
    }),
  },
  {
    name: 'captions-of-any-bytes-are-read-or-refused',
    property: fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), (bytes) =>
      readOrRefuse(async () => readCaptions(bytes)),
    ),
  },
  {
    name: 'plans-for-films-keep-to-the-rule',
    property: fc.property(someFilm, someRule, (one, rule) => {
      const plan = inTime(() => filmFitting(one, rule)?.plan)
      if (!plan) return
      const { width, height, frameRate, videoBits, audioBits } = plan
      const seconds = Math.max(one.durationMs ?? 0, 1000) / 1000
      const held = [
        width % 2 === 0 && height % 2 === 0,
        Math.max(width, height) <= Math.max(rule.maxSide, 2),
        width * height <= Math.max(rule.maxPixels, 4),
        frameRate === null || frameRate <= rule.maxFrameRate,
        videoBits > 0 && videoBits + audioBits <= rule.maxBitrate,
        one.durationMs === null || ((videoBits + audioBits) * seconds) / 8 <= rule.maxBytes,
      ]
      if (held.includes(false)) throw new Error(JSON.stringify({ plan, held }))
    }),
  },
  ...(films
    ? [
        {
          name: 'films-are-looked-into-or-none',
          property: fc.asyncProperty(films, (bytes) =>
            onDisk(bytes, async (path) => {
              if (!tools) return
              const mime = await typeOfContent(path).catch(() => '')
              const found = await inOwnTime(() => probeFilm(tools, path, mime), probeMs)
              if (found && !(found.width > 0 && found.height > 0)) throw new Error(JSON.stringify(found))
            }),
          ),
        } satisfies Question,
      ]
    : []),
]
