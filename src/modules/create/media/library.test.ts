import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import type { ImageRule } from '../../../networks/kit/manifest.ts'
import { openMedia } from './form.ts'
import { pageMedia } from './list.ts'
import { findMediaFile } from './queries.ts'
import { mp4, webm } from './samples.ts'
import { addMedia, changeMedia, deleteMedia, purgeMedia, restoreMedia } from './service.ts'

const upload = (w: World, bytes: Buffer | string, fileName = 'photo.jpg') =>
  addMedia(w.ctx, w.actor('editor'), { stream: Readable.from([Buffer.from(bytes)]), fileName })

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })

const plain = (width: number, height: number, background = '#336699') =>
  sharp({ create: { width, height, channels: 3, background } })

async function keptBytes(w: World, id: string): Promise<Buffer> {
  const file = await findMediaFile(w.ctx.db, w.workspaceId, id)
  return w.ctx.storage.read(file?.storageKey ?? '')
}

const rule = (over: Partial<ImageRule>): ImageRule => ({
  max: 4,
  mime: ['image/jpeg', 'image/png', 'image/webp'],
  maxBytes: 1_000_000,
  alt: { max: 1000, required: false },
  source: { from: 'test', on: '2026-11-22', confidence: 'primary' },
  ...over,
})

test('a photo is kept upright and tells neither place nor camera', async () => {
  const w = await world()
  const bytes = await plain(400, 300)
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'SecretCam' }, IFD3: { GPSLatitudeRef: 'N' } })
    .toBuffer()
  expect(bytes.includes('SecretCam')).toBe(true)
  expect((await sharp(bytes).metadata()).orientation).toBe(6)
  const media = await upload(w, bytes)
  expect(media).toMatchObject({ kind: 'image', mime: 'image/jpeg', width: 300, height: 400, animated: false })
  const kept = await keptBytes(w, media.id)
  expect((await sharp(kept).metadata()).exif).toBeUndefined()
  expect(kept.includes('SecretCam')).toBe(false)
})

test('the content says what a file is, not its name', async () => {
  const w = await world()
  const media = await upload(w, await plain(10, 10).png().toBuffer(), '../../etc/holiday\u202egpj.jpg')
  expect(media).toMatchObject({ mime: 'image/png', fileName: 'holidaygpj.jpg' })
  await expect(upload(w, 'MZ this is no picture', 'photo.png')).rejects.toMatchObject({
    code: 'media.type_refused',
  })
})

test('a drawing that could hold scripts is refused in words', async () => {
  const w = await world()
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  await expect(upload(w, svg, 'logo.png')).rejects.toMatchObject({ code: 'media.svg_refused' })
})

test('a small file that unpacks to a giant picture is refused', async () => {
  const w = await world()
  const bomb = await sharp({
    create: { width: 14_000, height: 14_000, channels: 3, background: '#000' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer()
  expect(bomb.length).toBeLessThan(2_000_000)
  await expect(upload(w, bomb)).rejects.toMatchObject({ code: 'media.too_many_pixels' })
})

test('a picture cut off in the middle is refused', async () => {
  const w = await world()
  const whole = await noise(600, 600).jpeg().toBuffer()
  await expect(upload(w, whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
    code: 'media.not_readable',
  })
})

test('an upload larger than the setting allows is refused', async () => {
  const w = await world({ env: { CARILLON_MAX_UPLOAD_BYTES: '1000' } })
  await expect(upload(w, Buffer.alloc(2000, 1))).rejects.toMatchObject({ code: 'media.too_large' })
  await expect(upload(w, '')).rejects.toMatchObject({ code: 'media.empty' })
})

test('an animated GIF keeps its frames', async () => {
  const w = await world()
  const frames = Buffer.concat([
    await plain(40, 30, '#f00').raw().toBuffer(),
    await plain(40, 30, '#00f').raw().toBuffer(),
  ])
  const gif = await sharp(frames, { raw: { width: 40, height: 60, channels: 3, pageHeight: 30 } })
    .gif({ delay: [100, 100] })
    .toBuffer()
  const media = await upload(w, gif, 'dance.gif')
  expect(media).toMatchObject({ mime: 'image/gif', width: 40, height: 30, animated: true })
  expect(await keptBytes(w, media.id)).toEqual(gif)
})

test('films tell their size and length', async () => {
  const w = await world()
  expect(await upload(w, mp4(1280, 720, 4200), 'a.mp4')).toMatchObject({
    kind: 'video',
    mime: 'video/mp4',
    width: 1280,
    height: 720,
    durationMs: 4200,
  })
  expect(await upload(w, webm(640, 360, null), 'b.webm')).toMatchObject({
    mime: 'video/webm',
    durationMs: null,
  })
})

test('the same file is kept once, in each workspace its own', async () => {
  const w = await world()
  const bytes = await plain(20, 20).png().toBuffer()
  const [first, again] = [await upload(w, bytes), await upload(w, bytes, 'copy.png')]
  expect(again.id).toBe(first.id)
  const there = await w.tenant()
  const stream = Readable.from([bytes])
  const other = await addMedia(w.ctx, there.actor('editor'), { stream, fileName: 'x.png' })
  expect(other.id).not.toBe(first.id)
})

test('two uploads of one file at once make one picture', async () => {
  const w = await world()
  const bytes = await plain(30, 20).png().toBuffer()
  const both = await Promise.all([upload(w, bytes), upload(w, bytes)])
  expect(both[0]?.id).toBe(both[1]?.id)
})

test('the library is searched and paged, and never shows a neighbour', async () => {
  const w = await world()
  for (let i = 0; i < 5; i++)
    await upload(
      w,
      await plain(10 + i, 10)
        .png()
        .toBuffer(),
      `cat-${i}.png`,
    )
  const dog = await upload(w, await plain(50, 10).png().toBuffer(), 'dog.png')
  await changeMedia(w.ctx, w.actor('editor'), dog.id, { alt: 'A 100% good dog' })
  const page = await pageMedia(w.ctx, w.actor('owner'), { text: 'cat', limit: 3 })
  const rest = await pageMedia(w.ctx, w.actor('owner'), { text: 'cat', limit: 3, cursor: page.next ?? '' })
  expect([...page.items, ...rest.items].map((item) => item.fileName)).toEqual(
    [4, 3, 2, 1, 0].map((i) => `cat-${i}.png`),
  )
  expect(rest.next).toBeNull()
  expect((await pageMedia(w.ctx, w.actor('owner'), { text: '100%', limit: 9 })).items).toHaveLength(1)
  const there = await w.tenant()
  expect((await pageMedia(w.ctx, there.actor('owner'), { limit: 9 })).items).toEqual([])
})

test('a picture within the rule goes out as it is', async () => {
  const w = await world()
  const media = await upload(w, await plain(200, 100).png().toBuffer())
  const opened = await openMedia(
    w.ctx,
    w.workspaceId,
    { ...media, alt: 'Blue' },
    { image: rule({}), video: null },
  )
  expect(opened).toMatchObject({ mime: 'image/png', width: 200, alt: 'Blue' })
  expect(await opened.read()).toEqual(await keptBytes(w, media.id))
})

test('a picture too wide, too heavy or of another type is brought within the rule, always to the same bytes', async () => {
  const w = await world()
  const media = await upload(w, await noise(1600, 1200).png().toBuffer())
  const tight = rule({ mime: ['image/jpeg'], maxBytes: 60_000, maxSide: 1000 })
  const opened = await openMedia(w.ctx, w.workspaceId, media, { image: tight, video: null })
  const bytes = await opened.read()
  expect(bytes.length).toBeLessThanOrEqual(60_000)
  expect(opened.bytes).toBe(bytes.length)
  const facts = await sharp(bytes).metadata()
  expect(facts).toMatchObject({ format: 'jpeg', width: opened.width, height: opened.height })
  expect(Math.max(opened.width, opened.height)).toBeLessThanOrEqual(1000)
  expect(opened.width / opened.height).toBeCloseTo(4 / 3, 1)
  const again = await openMedia(w.ctx, w.workspaceId, media, { image: tight, video: null })
  expect(again.digest).toBe(opened.digest)
  await w.ctx.db.deleteFrom('mediaForms').where('mediaId', '=', media.id).execute()
  const anew = await openMedia(w.ctx, w.workspaceId, media, { image: tight, video: null })
  expect(anew.digest).toBe(opened.digest)
})

test('a picture that can be seen through stays so where the network takes PNG, and lies on white where not', async () => {
  const w = await world()
  const glass = sharp({
    create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
  const media = await upload(w, await glass.webp().toBuffer())
  const png = await openMedia(w.ctx, w.workspaceId, media, {
    image: rule({ mime: ['image/jpeg', 'image/png'] }),
    video: null,
  })
  expect(png.mime).toBe('image/png')
  const jpeg = await openMedia(w.ctx, w.workspaceId, media, {
    image: rule({ mime: ['image/jpeg'] }),
    video: null,
  })
  const { channels } = await sharp(await jpeg.read()).stats()
  expect(channels.map((channel) => channel.min)).toEqual([255, 255, 255])
})

test('what a network does not take is told as rejected, with what to do', async () => {
  const w = await world()
  const media = await upload(w, mp4(64, 64, 1000), 'a.mp4')
  await expect(
    openMedia(w.ctx, w.workspaceId, media, { image: rule({}), video: null }),
  ).rejects.toMatchObject({ kind: 'rejected', code: 'video_type' })
  const there = await w.tenant()
  await expect(
    openMedia(w.ctx, there.workspaceId, media, { image: rule({}), video: null }),
  ).rejects.toMatchObject({ kind: 'rejected', code: 'media_gone' })
})

test('what a scheduled post shows is not deleted; what a draft shows can be brought back', async () => {
  const w = await world()
  const media = await upload(w, await plain(12, 12).png().toBuffer())
  const post = await w.ctx.db
    .insertInto('posts')
    .values({ workspaceId: w.workspaceId, content: '{}', stage: 'proposed' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await w.ctx.db
    .insertInto('postMedia')
    .values({ workspaceId: w.workspaceId, postId: post.id, mediaId: media.id })
    .execute()
  const editor = w.actor('editor')
  await expect(deleteMedia(w.ctx, editor, media.id)).rejects.toMatchObject({
    code: 'media.in_use',
    facts: { count: 1 },
  })
  await w.ctx.db.updateTable('posts').set({ stage: 'draft' }).where('id', '=', post.id).execute()
  await deleteMedia(w.ctx, editor, media.id)
  expect((await pageMedia(w.ctx, w.actor('owner'), { limit: 9 })).items).toEqual([])
  expect(await restoreMedia(w.ctx, editor, media.id)).toMatchObject({ id: media.id, uses: 1 })
})

test('thirty days after deletion the files are gone, and not a day sooner', async () => {
  const w = await world()
  const media = await upload(w, await plain(13, 12).png().toBuffer())
  const file = await findMediaFile(w.ctx.db, w.workspaceId, media.id)
  await deleteMedia(w.ctx, w.actor('editor'), media.id)
  w.clock.on(29 * 86_400_000)
  await purgeMedia(w.ctx)
  await expect(w.ctx.storage.read(file?.storageKey ?? '')).resolves.toBeDefined()
  w.clock.on(2 * 86_400_000)
  await purgeMedia(w.ctx)
  await expect(w.ctx.storage.read(file?.storageKey ?? '')).rejects.toThrow()
  expect(await findMediaFile(w.ctx.db, w.workspaceId, media.id)).toBeUndefined()
})
