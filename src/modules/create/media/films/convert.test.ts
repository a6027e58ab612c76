import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { type World, world } from '../../../../../test/world.ts'
import type { MediaFacts } from '../../../../networks/kit/content.ts'
import type { VideoRule } from '../../../../networks/kit/manifest.ts'
import { findFilmTools } from '../../../../platform/ffmpeg/index.ts'
import { probeFilm } from '../../../../platform/ffmpeg/probe.ts'
import type { Media } from '../contract.ts'
import { openMedia } from '../form.ts'
import { findForm, findMediaFile } from '../queries.ts'
import { mp4, trackHeader } from '../samples.ts'
import { addMedia, changeMedia, readMedia } from '../service.ts'
import { openThumbnail } from '../thumbnail.ts'
import { addCaptions, removeCaptions } from './captions.ts'
import { claimConversion, findByRule, putConversion } from './conversion-queries.ts'
import { coverFromFrame, coverFromPicture } from './covers.ts'
import { hasFfmpeg, sampleFilm } from './samples.ts'
import { again, cancel, listConversions, trimFilm } from './service.ts'

const source = { from: 'test', on: '2026-11-30', confidence: 'primary' } as const
const rule = (change: Partial<VideoRule> = {}): VideoRule => ({
  ...{ max: 1, mime: ['video/mp4'], maxBytes: 10_000_000, source },
  ...change,
})

const noticesOf = (w: World) =>
  w.ctx.db
    .selectFrom('notifications')
    .select(['kind', 'facts', 'resolvedAt'])
    .where('workspaceId', '=', w.workspaceId)
    .execute()

const upload = (w: World, bytes: Buffer, fileName = 'talk.mov') =>
  addMedia(w.ctx, w.actor('editor'), { stream: Readable.from([bytes]), fileName })

const factsOf = ({
  id,
  kind,
  mime,
  bytes,
  width,
  height,
  durationMs,
  alt,
  cover,
  captions,
}: Media): MediaFacts => ({
  ...{ id, kind, mime, bytes, width, height, durationMs, alt, cover, captions },
})

async function fileOf(w: World, id: string) {
  const file = await findMediaFile(w.ctx.db, w.workspaceId, id)
  if (!file) throw new Error('It is gone')
  return file
}

const open = (w: World, media: Media, video: VideoRule) =>
  openMedia(w.ctx, w.workspaceId, factsOf(media), { image: null, video })

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { kind?: string; code?: string; message: string }) => error,
  )

const conversionsOf = async (w: World, id: string) =>
  (await listConversions(w.ctx, w.actor('editor'), [id])).items

/** What is in a film, and its first picture. */
async function lookAt(bytes: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-look-'))
  try {
    const path = join(folder, 'a.mp4')
    await writeFile(path, bytes)
    const tools = await findFilmTools('/usr/bin/ffmpeg')
    const facts = tools && (await probeFilm(tools, path, 'video/mp4'))
    const args = ['-v', 'error', '-i', path, '-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', '-']
    return { ...facts, picture: execFileSync('/usr/bin/ffmpeg', args) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function posterOf(w: World, id: string): Promise<Buffer> {
  const form = await findForm(w.ctx.db, id, 'poster')
  return w.ctx.storage.read(form?.storageKey ?? '')
}

/** The colour of the seventh bar. */
async function redBar(picture: Buffer): Promise<number[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const place = (20 * info.width + 221) * info.channels
  return [...data.subarray(place, place + 3)]
}

const halves = (w: World) => readdir(join(w.ctx.config.home, 'films')).catch(() => [] as string[])

// What is converted has the processor when nobody else wants it, and beside other tests that may last.
describe.skipIf(!hasFfmpeg)('with FFmpeg', { timeout: 60_000 }, () => {
  test('a film is looked into as it comes: codecs, rate, sound, and a picture of it', async () => {
    const w = await world()
    const media = await upload(w, sampleFilm({ seconds: 2, ending: 'mov', rate: 25 }))
    expect(media).toMatchObject({
      ...{ mime: 'video/quicktime', width: 320, height: 240, cover: null, captions: [] },
      film: { videoCodec: 'h264', pixelFormat: 'yuv420p', frameRate: 25, rotation: 0, audioCodec: 'aac' },
    })
    const small = await openThumbnail(w.ctx, w.workspaceId, await fileOf(w, media.id), 160)
    expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 160 })
  })

  test('what a phone took lying on its side is told upright, and how it was turned', async () => {
    const w = await world()
    const turned = sampleFilm({ seconds: 1 })
    trackHeader(240, 320, 'turned').copy(turned, turned.indexOf('tkhd') + 44, 48, 68)
    const media = await upload(w, turned)
    expect(media).toMatchObject({ width: 240, height: 320 })
    expect(media.film?.rotation).toBeOneOf([90, 270])
  })

  test.for(['pq', 'hlg'] as const)(
    'a film in HDR (%s) comes out in plain colours, and says so',
    async (hdr) => {
      const w = await world()
      const media = await upload(w, sampleFilm({ seconds: 1, rate: 5, picture: 'smptehdbars', hdr }))
      expect(media.film).toMatchObject({ videoCodec: 'hevc', pixelFormat: 'yuv420p10le', colour: hdr })
      const plain = rule({ videoCodecs: ['h264'] })
      expect(await failureOf(open(w, media, plain))).toMatchObject({ code: 'video_converting' })
      await w.runJobs()
      const bytes = Buffer.from(await (await open(w, media, plain)).read())
      const made = await lookAt(bytes)
      expect(made).toMatchObject({ pixelFormat: 'yuv420p', colour: null })
      // The cover beside it is plain, too: red of the bars is red, and not the brown that HDR looks like when it is taken for plain.
      for (const picture of [made.picture, await posterOf(w, media.id)]) {
        const [red = 0, green = 255, blue = 255] = await redBar(picture)
        expect([red > 140, green < 70, blue < 70]).toEqual([true, true, true])
      }
    },
  )

  test('a film in HDR is not sent pale where FFmpeg cannot make it plain: that is said', async () => {
    const w = await world()
    const media = await upload(w, sampleFilm({ seconds: 1, rate: 5, hdr: 'pq' }))
    const tools = await findFilmTools(w.ctx.config.ffmpeg)
    if (!tools) throw new Error('There is no FFmpeg')
    tools.tones = false
    try {
      await failureOf(open(w, media, rule({ videoCodecs: ['h264'] })))
      await w.runJobs()
      expect(await conversionsOf(w, media.id)).toMatchObject([
        { state: 'failed', problem: { code: 'film.no_tones' } },
      ])
    } finally {
      tools.tones = true
    }
  })

  test('a film of another type leaves later, is made once, and then is what the network takes', async () => {
    const w = await world()
    const media = await upload(w, sampleFilm({ seconds: 2, ending: 'webm' }), 'talk.webm')
    expect(await failureOf(open(w, media, rule()))).toMatchObject({ kind: 'later', code: 'video_converting' })
    expect(await conversionsOf(w, media.id)).toMatchObject([{ state: 'waiting', kind: 'fit' }])
    await w.runJobs()
    const form = await open(w, media, rule())
    expect(form).toMatchObject({ mime: 'video/mp4', width: 320, height: 240 })
    const made = await form.read()
    expect(Buffer.from(made).toString('latin1', 4, 8)).toBe('ftyp')
    expect(await conversionsOf(w, media.id)).toMatchObject([{ state: 'done', progress: 1 }])
    expect(await halves(w)).toEqual([])
    await open(w, media, rule())
    expect(await conversionsOf(w, media.id)).toHaveLength(1)
  })

  test('too many pixels, frames and bytes become as many as are taken', async () => {
    const w = await world()
    const media = await upload(
      w,
      sampleFilm({ seconds: 3, size: '640x480', rate: 60, words: ['-b:v', '3M'] }),
    )
    const tight = rule({ maxSide: 320, maxFrameRate: 30, maxBytes: 150_000 })
    await failureOf(open(w, media, tight))
    await w.runJobs()
    const form = await open(w, media, tight)
    expect(form).toMatchObject({ width: 320, height: 240 })
    expect(form.bytes).toBeLessThanOrEqual(150_000)
  })

  test('a film that is too long is refused in words and never cut by itself', async () => {
    const w = await world()
    const media = await upload(w, sampleFilm({ seconds: 3, ending: 'mov' }))
    const refused = await failureOf(open(w, media, rule({ maxSeconds: 2 })))
    expect(refused).toMatchObject({ kind: 'rejected', code: 'video_too_long' })
    expect(refused?.message).toContain('3 seconds')
    expect(await conversionsOf(w, media.id)).toEqual([])
  })

  test('a cut is a film of its own with the same rights; the whole one stays', async () => {
    const w = await world()
    const whole = await upload(w, sampleFilm({ seconds: 3 }), 'talk.mp4')
    await w.ctx.db
      .updateTable('media')
      .set({ licence: 'permission', usableUntil: '2031-01-31', alt: 'A talk' })
      .where('id', '=', whole.id)
      .execute()
    await trimFilm(w.ctx, w.actor('editor'), whole.id, { fromMs: 500, toMs: 1500 })
    await w.runJobs()
    const [done] = await conversionsOf(w, whole.id)
    expect(done).toMatchObject({ state: 'done', kind: 'trim' })
    const cut = await readMedia(w.ctx, w.actor('editor'), done?.resultId ?? '')
    expect(cut).toMatchObject({ fileName: 'talk (cut).mp4', licence: 'permission', alt: 'A talk' })
    expect(cut.usableUntil).toBe('2031-01-31')
    await changeMedia(w.ctx, w.actor('editor'), whole.id, { consent: 'withdrawn' })
    expect((await readMedia(w.ctx, w.actor('editor'), cut.id)).consent).toBe('withdrawn')
    await expect(changeMedia(w.ctx, w.actor('editor'), cut.id, { consent: 'given' })).rejects.toMatchObject({
      code: 'media.rights_of_original',
    })
    expect(Math.abs((cut.durationMs ?? 0) - 1000)).toBeLessThan(150)
    expect(await readMedia(w.ctx, w.actor('editor'), whole.id)).toMatchObject({
      durationMs: whole.durationMs,
    })
    const beyond = trimFilm(w.ctx, w.actor('editor'), whole.id, { fromMs: 0, toMs: 9000 })
    expect(await failureOf(beyond)).toMatchObject({ code: 'film.beyond_end' })
  })

  test('cancelled, it is not made; begun again, it is', async () => {
    const w = await world()
    const media = await upload(w, sampleFilm({ seconds: 1, ending: 'webm' }))
    await failureOf(open(w, media, rule()))
    const [waiting] = await conversionsOf(w, media.id)
    const id = waiting?.id ?? ''
    await cancel(w.ctx, w.actor('editor'), id)
    await w.runJobs()
    expect(await failureOf(open(w, media, rule()))).toMatchObject({
      ...{ kind: 'rejected', code: 'video_not_converted' },
      message: expect.stringContaining('cancelled'),
    })
    expect(await failureOf(cancel(w.ctx, w.actor('editor'), id))).toMatchObject({
      code: 'film.conversion_over',
    })
    await again(w.ctx, w.actor('editor'), id)
    await w.runJobs()
    expect(await open(w, media, rule())).toMatchObject({ mime: 'video/mp4' })
  })

  test('what a dead process held is taken over, and given up when it has died of it three times', async () => {
    const w = await world()
    const media = await upload(w, sampleFilm({ seconds: 1, ending: 'webm' }))
    await failureOf(open(w, media, rule()))
    const now = () => w.ctx.clock.now()
    const later = (ms: number) => new Date(now().getTime() + ms)
    const first = await claimConversion(w.ctx.db, now(), later(1000))
    expect(first).toMatchObject({ tries: 1 })
    expect(await claimConversion(w.ctx.db, now(), later(1000))).toBeUndefined()
    w.clock.on(2000)
    expect(await claimConversion(w.ctx.db, now(), later(1000))).toMatchObject({
      tries: 2,
      before: first?.hold,
    })
    w.clock.on(2000)
    await claimConversion(w.ctx.db, now(), later(1000))
    w.clock.on(2000)
    await w.runJobs()
    expect(await conversionsOf(w, media.id)).toMatchObject([
      { state: 'failed', problem: { code: 'film.given_up' } },
    ])
  })

  test('a damaged film fails with what FFmpeg said, leaves no half, and shows no path of this machine', async () => {
    const w = await world()
    const bytes = sampleFilm({ seconds: 2, ending: 'mov' })
    bytes.fill(0, 2000, bytes.indexOf('moov') - 4)
    const media = await upload(w, bytes)
    const film = { videoCodec: 'h264', pixelFormat: 'yuv420p', frameRate: 10, rotation: 0 }
    const facts = JSON.stringify({ ...film, bitrate: null, audioCodec: null, audioChannels: null })
    await w.ctx.db.updateTable('mediaFilms').set({ facts }).where('mediaId', '=', media.id).execute()
    await failureOf(open(w, media, rule()))
    await w.runJobs()
    const [failed] = await conversionsOf(w, media.id)
    expect(failed?.state).toBe('failed')
    expect(await noticesOf(w)).toMatchObject([
      { kind: 'film.failed', facts: { title: 'talk.mov', mediaId: media.id }, resolvedAt: null },
    ])
    expect(JSON.stringify(failed?.problem)).not.toContain(w.ctx.config.home)
    expect(await halves(w)).toEqual([])
    expect(await failureOf(open(w, media, rule()))).toMatchObject({ code: 'video_not_converted' })
  })

  test('the cover is a frame or a picture, goes out where the network takes one, and is frozen with the post', async () => {
    const w = await world()
    const media = await upload(w, sampleFilm({ seconds: 2 }))
    const framed = await coverFromFrame(w.ctx, w.actor('editor'), media.id, 1500)
    expect(framed.cover).toMatch(/^[0-9a-f]{64}$/)
    const picture = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#274' } })
      .png()
      .toBuffer()
    const drawn = await coverFromPicture(w.ctx, w.actor('editor'), media.id, Readable.from([picture]))
    expect(drawn.cover).not.toBe(framed.cover)
    const before = await (await open(w, framed, rule({ cover: true }))).poster?.read()
    const after = await (await open(w, drawn, rule({ cover: true }))).poster?.read()
    expect((await sharp(before).metadata()).width).toBe(320)
    expect((await sharp(after).metadata()).width).toBe(600)
    // By this a network that has been brought the first one is brought the other.
    expect((await open(w, drawn, rule({ cover: true }))).cover).toBe(drawn.cover)
    expect(await open(w, drawn, rule())).not.toHaveProperty('cover')
    expect((await open(w, drawn, rule())).poster).toBeUndefined()
    expect(await failureOf(coverFromFrame(w.ctx, w.actor('editor'), media.id, 99_000))).toMatchObject({
      code: 'film.beyond_end',
    })
  })

  test('captions go out where the network takes them, as they were when the post was scheduled', async () => {
    const w = await world()
    const media = await upload(w, sampleFilm({ seconds: 2 }))
    const put = (words: string, language = 'EN-us') =>
      addCaptions(w.ctx, w.actor('editor'), {
        ...{ mediaId: media.id, language, fileName: 'a.srt' },
        stream: Readable.from([Buffer.from(`1\n00:00:00,500 --> 00:00:01,500\n${words}\n`)]),
      })
    expect(await put('Hello')).toMatchObject({ language: 'en-US', cues: 1, lastMs: 1500 })
    const scheduled = await readMedia(w.ctx, w.actor('editor'), media.id)
    const changed = await put('Good bye')
    const taking = rule({ captions: { max: 20, maxBytes: 20_000, source } })
    expect((await open(w, scheduled, taking)).spoken).toMatchObject([
      { language: 'en-US', vtt: expect.stringContaining('Hello') },
    ])
    const now = await readMedia(w.ctx, w.actor('editor'), media.id)
    expect((await open(w, now, taking)).spoken?.[0]?.vtt).toContain('Good bye')
    const digestOf = async (facts: Media) => (await open(w, facts, taking)).captions?.[0]?.digest
    expect([await digestOf(scheduled), await digestOf(now)]).toEqual([
      scheduled.captions[0]?.digest,
      now.captions[0]?.digest,
    ])
    expect(await digestOf(scheduled)).not.toBe(await digestOf(now))
    expect((await open(w, now, rule())).spoken).toBeUndefined()
    await removeCaptions(w.ctx, w.actor('editor'), media.id, changed.id)
    expect((await readMedia(w.ctx, w.actor('editor'), media.id)).captions).toEqual([])
    expect(await failureOf(put('x', 'no language'))).toMatchObject({ code: 'film.captions_language' })
  })

  test('two who ask for the same at once ask for one; what is due first is made first', async () => {
    const w = await world()
    const media = await upload(w, sampleFilm({ seconds: 1, ending: 'webm' }))
    const by = { id: null, kind: 'system', name: '' } as const
    const plan = { width: 320, height: 240, frameRate: null, videoBits: 9, audioBits: 0, maxBytes: 9 }
    const named = { workspaceId: w.workspaceId, mediaId: media.id }
    const ask = (ruleName: string, network: string, due: string) =>
      putConversion(
        w.ctx.db,
        { ...named, rule: ruleName },
        { kind: 'fit', plan, networks: [network] },
        { dueAt: new Date(due), by, again: false },
      )
    await ask('b', 'x', '2030-01-02')
    const ids = await Promise.all([ask('a', 'x', '2030-01-03'), ask('a', 'y', '2030-01-01')])
    expect(new Set(ids).size).toBe(1)
    const first = await claimConversion(w.ctx.db, w.ctx.clock.now(), new Date('2031-01-01'))
    expect(first).toMatchObject({ id: ids[0], rule: 'a' })
    const all = await conversionsOf(w, media.id)
    expect(all.find(({ id }) => id === ids[0])?.networks).toEqual(['x', 'y'])
    expect(await findByRule(w.ctx.db, w.workspaceId, media.id, 'a')).toMatchObject({ state: 'working' })
    expect(await findForm(w.ctx.db, media.id, 'a')).toBeUndefined()
  })
})

describe('without FFmpeg', () => {
  const bare = () => world({ env: { CARILLON_FFMPEG: 'none' } })

  test('films come in as before, and whoever asks for more is told what is missing', async () => {
    const w = await bare()
    const media = await upload(w, mp4(640, 360, 5000))
    expect(media).toMatchObject({ width: 640, film: null })
    const lists = await listConversions(w.ctx, w.actor('editor'), [media.id])
    expect(lists).toEqual({ engine: false, items: [] })
    const cut = trimFilm(w.ctx, w.actor('editor'), media.id, { fromMs: 0, toMs: 1000 })
    expect(await failureOf(cut)).toMatchObject({ code: 'film.no_engine' })
    expect(await failureOf(coverFromFrame(w.ctx, w.actor('editor'), media.id, 0))).toMatchObject({
      code: 'film.no_engine',
    })
    expect(await open(w, media, rule())).toMatchObject({ mime: 'video/mp4' })
    expect(await failureOf(open(w, media, rule({ mime: ['video/webm'] })))).toMatchObject({
      kind: 'rejected',
      code: 'video_type',
    })
  })
})
