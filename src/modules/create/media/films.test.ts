import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blankMp4Metadata, probeMp4 } from './mp4.ts'
import { box, film, handler, movieHeader, track, trackHeader, webm } from './samples.ts'
import { probeWebm } from './webm.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-film-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function onDisk<T>(bytes: Buffer, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(folder, crypto.randomUUID())
  await writeFile(path, bytes)
  return work(path)
}

const probe = (bytes: Buffer, read: typeof probeMp4) =>
  onDisk(bytes, async (path) => {
    const file = await open(path)
    try {
      return await read(file, bytes.length)
    } finally {
      await file.close()
    }
  })

test('an MP4 tells size and length whether its header stands first or last', async () => {
  const wanted = { width: 1280, height: 720, durationMs: 12_500 }
  const header = box('moov', movieHeader(12_500, 1000), track(1280, 720))
  const pictures = box('mdat', Buffer.alloc(5000, 7))
  expect(await probe(Buffer.concat([film(), header, pictures]), probeMp4)).toEqual(wanted)
  expect(await probe(Buffer.concat([film(), pictures, header]), probeMp4)).toEqual(wanted)
})

test('a film that a phone took lying on its side is told upright', async () => {
  const turned = Buffer.concat([
    film(),
    box(
      'moov',
      movieHeader(1000, 1000),
      box('trak', trackHeader(1920, 1080, 'turned'), box('mdia', handler('vide'))),
    ),
  ])
  expect(await probe(turned, probeMp4)).toMatchObject({ width: 1080, height: 1920 })
})

test('a sound file is no film, and a file cut off is not readable', async () => {
  const sound = Buffer.concat([
    film(),
    box('moov', movieHeader(1000, 1000), box('trak', trackHeader(0, 0), box('mdia', handler('soun')))),
  ])
  expect(await probe(sound, probeMp4)).toBeNull()
  const whole = Buffer.concat([film(), box('moov', movieHeader(1000, 1000), track(640, 360))])
  expect(await probe(whole.subarray(0, whole.length - 40), probeMp4)).toBeUndefined()
})

test('a film in fragments tells its length in mehd, or not at all', async () => {
  const mehd = box('mvex', box('mehd', Buffer.from([0, 0, 0, 0, 0, 0, 0x1f, 0x40])))
  const told = Buffer.concat([film(), box('moov', movieHeader(0, 1000), track(640, 360), mehd)])
  expect(await probe(told, probeMp4)).toMatchObject({ durationMs: 8000 })
  const untold = Buffer.concat([film(), box('moov', movieHeader(0, 1000), track(640, 360))])
  expect(await probe(untold, probeMp4)).toMatchObject({ durationMs: null })
})

test('place and device are emptied without moving a byte of the pictures', async () => {
  const place = box('udta', box('©xyz', Buffer.from('+56.9496+024.1052/')))
  const bytes = Buffer.concat([
    film(),
    box(
      'moov',
      movieHeader(1000, 1000),
      track(640, 360, place),
      place,
      box('meta', Buffer.from('iPhone 17')),
    ),
    box('mdat', Buffer.from('pictures')),
  ])
  await onDisk(bytes, async (path) => {
    const file = await open(path, 'r+')
    await blankMp4Metadata(file, bytes.length)
    expect(await probeMp4(file, bytes.length)).toMatchObject({ width: 640, height: 360 })
    await file.close()
    const after = await readFile(path)
    expect(after.length).toBe(bytes.length)
    expect(after.indexOf('pictures')).toBe(bytes.indexOf('pictures'))
    for (const secret of ['+56.9496', 'iPhone 17', 'udta']) expect(after.includes(secret)).toBe(false)
  })
})

test('a WebM tells size and length, and a recording without one tells null', async () => {
  expect(await probe(webm(640, 360, 2500), probeWebm)).toEqual({ width: 640, height: 360, durationMs: 2500 })
  expect(await probe(webm(640, 360, null), probeWebm)).toEqual({ width: 640, height: 360, durationMs: null })
})

test('random bytes never break the readers', async () => {
  let seed = 1
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed & 0xff
  }
  const good = [Buffer.concat([film(), box('moov', movieHeader(1, 1), track(2, 2))]), webm(2, 2, 1)]
  for (let i = 0; i < 200; i++) {
    const bytes = Buffer.from(good[i % 2] ?? [])
    for (let k = 0; k < 12; k++) bytes[(next() * 256 + next()) % bytes.length] = next()
    await probe(bytes, probeMp4)
    await probe(bytes, probeWebm)
  }
})
