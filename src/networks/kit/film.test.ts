import { expect, test } from 'vitest'
import { checkDraft } from './check.ts'
import type { FilmFacts, MediaFacts } from './content.ts'
import { filmFitting, tooLongBy } from './film.ts'
import type { VideoRule } from './manifest.ts'

const source = { from: 'test', on: '2026-11-30', confidence: 'primary' } as const
const rule = (change: Partial<VideoRule> = {}): VideoRule => ({
  max: 1,
  mime: ['video/mp4'],
  maxBytes: 100_000_000,
  source,
  ...change,
})
const facts: FilmFacts = {
  videoCodec: 'h264',
  pixelFormat: 'yuv420p',
  frameRate: 29.97,
  rotation: 0,
  bitrate: 4_000_000,
  audioCodec: 'aac',
  audioChannels: 2,
}
const film = (change: Partial<MediaFacts> = {}): MediaFacts => ({
  ...{ id: 'a', kind: 'video', mime: 'video/mp4', bytes: 30_000_000, width: 1920, height: 1080 },
  ...{ durationMs: 60_000, alt: '', film: facts, ...change },
})

test('a film that a network takes as it is, goes out as it is', () => {
  expect(
    filmFitting(film(), rule({ videoCodecs: ['h264'], audioCodecs: ['aac'], maxFrameRate: 30 })),
  ).toBeNull()
  expect(filmFitting(film({ film: null }), rule({ videoCodecs: ['h264'] }))).toBeNull()
})

test('every way of being otherwise is named, and becomes H.264 within the rule', () => {
  const other = film({
    mime: 'video/quicktime',
    width: 3840,
    height: 2160,
    film: { ...facts, videoCodec: 'hevc', audioCodec: 'opus', frameRate: 60, bitrate: 50_000_000 },
  })
  const taken = rule({
    ...{ videoCodecs: ['h264'], audioCodecs: ['aac'], maxFrameRate: 30, maxSide: 1920 },
    maxBitrate: 5_000_000,
  })
  const fitting = filmFitting(other, taken)
  expect(fitting?.why).toEqual(['type', 'size', 'videoCodec', 'audioCodec', 'frameRate', 'bitrate'])
  expect(fitting?.plan).toMatchObject({ width: 1920, height: 1080, frameRate: 30, audioBits: 128_000 })
  expect(fitting?.plan?.videoBits).toBeLessThanOrEqual(5_000_000 - 128_000)
})

test('a film with too many bytes gets fewer bits, then fewer pixels, and in the end none', () => {
  const plan = (maxBytes: number) => filmFitting(film({ bytes: 900_000_000 }), rule({ maxBytes }))?.plan
  const large = plan(30_000_000)
  expect(large).toMatchObject({ width: 1920, height: 1080 })
  expect(((large?.videoBits ?? 0) + 128_000) * 60).toBeLessThanOrEqual(30_000_000 * 8)
  expect(plan(5_000_000)?.width).toBeLessThan(1400)
  expect(plan(100_000)).toBeNull()
})

test('sides are even, also of a film that stands upright', () => {
  const plan = filmFitting(film({ width: 1081, height: 1921 }), rule({ maxSide: 1280 }))?.plan
  expect((plan?.width ?? 1) % 2).toBe(0)
  expect((plan?.height ?? 1) % 2).toBe(0)
  expect(Math.max(plan?.width ?? 0, plan?.height ?? 0)).toBeLessThanOrEqual(1280)
})

test('ten bits of colour are no plain H.264', () => {
  const deep = film({ film: { ...facts, pixelFormat: 'yuv420p10le' } })
  expect(filmFitting(deep, rule({ videoCodecs: ['h264'] }))?.why).toEqual(['pixelFormat'])
})

test('whoever could not look cannot convert, and what is too long is never cut', () => {
  const unseen = film({ mime: 'video/webm', film: null })
  expect(filmFitting(unseen, rule())).toMatchObject({ why: ['type'], plan: null })
  expect(tooLongBy(film({ durationMs: 61_500 }), rule({ maxSeconds: 60 }))).toBeCloseTo(1.5)
  expect(tooLongBy(film({ durationMs: null }), rule({ maxSeconds: 60 }))).toBeNull()
})

test('the composer names as errors only what cannot be mended on the way', () => {
  const codes = (media: MediaFacts, videos = rule()) =>
    checkDraft(
      {
        ...{ title: '', firstReply: null, languages: [], options: {} },
        parts: [{ text: 'a', media: [media], poll: null, link: null, quote: null }],
      },
      {
        ...{ poll: null, threadMax: 1, firstReply: false, quotes: false, languagesMax: 0, options: [] },
        text: { max: 100, unit: 'graphemes', fold: null, source },
        media: { images: null, videos, mixed: false, required: false },
      },
    ).map(({ code }) => code)
  expect(codes(film({ mime: 'video/quicktime' }))).toEqual([])
  expect(codes(film({ mime: 'video/quicktime', film: null }))).toEqual(['video_type'])
  expect(codes(film({ bytes: 900_000_000 }))).toEqual([])
  expect(codes(film({ bytes: 900_000_000 }), rule({ maxBytes: 50_000 }))).toEqual(['video_too_large'])
  expect(codes(film({ durationMs: 200_000 }), rule({ maxSeconds: 180 }))).toEqual(['video_too_long'])
  const captions = ['en', 'lv', 'th'].map((language, n) => ({
    language,
    digest: language,
    bytes: 15_000 + n * 3000,
  }))
  const spoken = (max: number) => rule({ captions: { max, maxBytes: 20_000, source } })
  expect(codes(film({ captions }), spoken(2))).toEqual(['captions_too_large'])
  expect(codes(film({ captions }), spoken(1))).toEqual(['captions_too_large', 'too_many_captions'])
  expect(codes(film({ captions }))).toEqual([])
})
