import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import type { Media, MediaChange } from '../media/contract.ts'
import { addMedia, findBarred, findSeenFile } from '../media/index.ts'
import { changeMedia, deleteMedia, purgeMedia } from '../media/service.ts'
import { PostBody } from '../posts/contract.ts'
import { createPost } from '../posts/index.ts'
import { join, newsroom } from '../posts/samples.ts'
import { schedulePost } from '../posts/schedule.ts'
import { type Recipe, Words } from './contract.ts'
import { plainRecipe, straightened } from './plain/geometry.ts'
import { slanted } from './plain/slant.ts'
import { editPicture, readEdit } from './service.ts'

/** Four fields of colour, so that it is seen how it lies. */
async function fields(width = 80, height = 60, type: 'png' | 'jpeg' = 'png'): Promise<Buffer> {
  const part = (background: string, left: number, top: number) => ({
    input: {
      create: { width: width / 2, height: height / 2, channels: 3 as const, background },
    },
    left,
    top,
  })
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([
      part('#00ff00', width / 2, 0),
      part('#0000ff', 0, height / 2),
      part('#ffffff', width / 2, height / 2),
    ])
    .toFormat(type)
    .toBuffer()
}

async function picture(w: World, change: MediaChange = {}, bytes?: Buffer): Promise<Media> {
  const stream = Readable.from([bytes ?? (await fields())])
  const media = await addMedia(w.ctx, w.actor('editor'), { stream, fileName: 'loaf.png' })
  return changeMedia(w.ctx, w.actor('editor'), media.id, { alt: 'A loaf', ...change })
}

const recipe = (media: Media, over: Partial<Recipe>): Recipe => ({ ...plainRecipe(media), ...over })

const edit = (w: World, media: Media, over: Partial<Recipe>) =>
  editPicture(w.ctx, w.actor('editor'), media.id, recipe(media, over))

async function bytesOf(w: World, { id }: { id: string }): Promise<Buffer> {
  const { storageKey } = await findSeenFile(w.ctx, w.actor('owner'), id)
  return w.ctx.storage.read(storageKey)
}

const words = (over: Partial<Words> = {}): Words => ({
  text: 'Bread',
  font: 'sans',
  bold: true,
  size: 0.2,
  colour: '#000000',
  align: 'middle',
  x: 0.5,
  y: 0.5,
  ground: 'none',
  groundColour: '#ffffff',
  ...over,
})

const cropped = { crop: { left: 10, top: 5, width: 40, height: 40 } }

test('turned, mirrored and cropped, it is to the pixel what the engine makes of it step by step', async () => {
  const w = await world()
  const source = await fields()
  const media = await picture(w, {}, source)
  for (const turn of [0, 90, 180, 270] as const)
    for (const mirror of [false, true]) {
      const crop = { left: 7, top: 11, width: 31, height: 23 }
      const made = await edit(w, media, { turn, mirror, crop })
      expect(made).toMatchObject({ width: 31, height: 23, mime: 'image/png', editedFrom: media.id })
      const seen = await sharp(source).rotate(turn).png().toBuffer()
      const flipped = mirror ? await sharp(seen).flop().png().toBuffer() : seen
      const wanted = await sharp(flipped).removeAlpha().extract(crop).raw().toBuffer()
      const drawn = await sharp(await bytesOf(w, made))
        .raw()
        .toBuffer()
      expect(drawn.equals(wanted), `${turn} ${mirror}`).toBe(true)
    }
})

test('the original stays as it is, and says what was made of it; the edit can be done otherwise', async () => {
  const w = await world()
  const media = await picture(w, { tags: ['bread'] })
  const before = await bytesOf(w, media)
  const made = await edit(w, media, cropped)
  expect(await bytesOf(w, media)).toEqual(before)
  expect(made).toMatchObject({ alt: 'A loaf', tags: ['bread'], fileName: 'loaf-edited.png' })
  const opened = await readEdit(w.ctx, w.actor('owner'), made.id)
  expect(opened).toMatchObject({ source: { id: media.id, width: 80 }, recipe: cropped, copies: 1 })
  const other = { ...opened.recipe, ...recipe(media, { turn: 90, crop: { ...cropped.crop, height: 30 } }) }
  const again = await editPicture(w.ctx, w.actor('editor'), made.id, other)
  expect(again).toMatchObject({ editedFrom: media.id, width: 40, height: 30 })
  expect(await readEdit(w.ctx, w.actor('owner'), media.id)).toMatchObject({ recipe: null, copies: 2 })
})

test('the same recipe makes one picture, however often and at once; its file is known again when it comes back', async () => {
  const w = await world()
  const media = await picture(w)
  const both = await Promise.all([edit(w, media, cropped), edit(w, media, cropped)])
  const again = await edit(w, media, cropped)
  expect(new Set([...both, again].map(({ id }) => id)).size).toBe(1)
  const stream = Readable.from([await bytesOf(w, again)])
  const back = await addMedia(w.ctx, w.actor('editor'), { stream, fileName: 'x.png' })
  expect(back.id).toBe(again.id)
  await deleteMedia(w.ctx, w.actor('editor'), again.id)
  expect((await edit(w, media, cropped)).id).toBe(again.id)
})

test('rights are those of the original, now and whenever they change', async () => {
  const w = await world()
  const rights = { owner: 'Anna', licence: 'bought', terms: 'Name her', usableUntil: '2030-02-01' } as const
  const media = await picture(w, rights)
  const made = await edit(w, media, cropped)
  expect(made).toMatchObject({ ...rights, usableEnd: media.usableEnd })
  const editor = w.actor('editor')
  await changeMedia(w.ctx, editor, media.id, { usableUntil: '2029-12-31', consent: 'withdrawn' })
  const barred = await findBarred(w.ctx.db, w.workspaceId, [{ id: made.id, at: w.clock.now() }])
  expect(barred).toMatchObject([{ id: made.id, why: 'withdrawn' }])
  await expect(changeMedia(w.ctx, editor, made.id, { consent: 'given' })).rejects.toMatchObject({
    code: 'media.rights_of_original',
  })
  expect(await changeMedia(w.ctx, editor, made.id, { alt: 'A crust' })).toMatchObject({ alt: 'A crust' })
})

test('an edited copy of a picture whose right ended keeps a post from being scheduled', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const media = await picture(w)
  const made = await edit(w, media, cropped)
  await changeMedia(w.ctx, w.actor('editor'), media.id, { usableUntil: '2030-01-31' })
  const body = PostBody.parse({
    content: { parts: [{ text: 'Fresh', media: [{ id: made.id, alt: 'A loaf' }] }] },
    variants: [{ channelId: channel }],
  })
  const { id } = await createPost(w.ctx, w.actor('editor'), body)
  const wish = { when: { kind: 'at' as const, at: '2030-02-01T09:00' } }
  await expect(schedulePost(w.ctx, w.actor('editor'), id, wish)).rejects.toMatchObject({
    fields: [{ path: `variants.${channel}.parts.0.media`, code: 'media_ended' }],
  })
})

test('an original that was deleted is kept as long as something is made of it', async () => {
  const w = await world()
  const media = await picture(w)
  const made = await edit(w, media, cropped)
  await deleteMedia(w.ctx, w.actor('editor'), media.id)
  w.clock.on(31 * 86_400_000)
  await purgeMedia(w.ctx)
  expect(await readEdit(w.ctx, w.actor('owner'), made.id)).toMatchObject({ source: { id: media.id } })
  await deleteMedia(w.ctx, w.actor('editor'), made.id)
  w.clock.on(31 * 86_400_000)
  await purgeMedia(w.ctx)
  await purgeMedia(w.ctx)
  expect(await w.ctx.storage.list()).toEqual([])
})

test('words are drawn in every language of the house, where they are said to stand', async () => {
  const w = await world()
  const white = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer()
  const media = await picture(w, {}, white)
  const ink = async (over: Partial<Words>) => {
    const made = await edit(w, media, { words: [words(over)] })
    const { data } = await sharp(await bytesOf(w, made))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const dark = [...data.keys()].filter((at) => (data[at] ?? 255) < 128)
    const rows = dark.map((at) => Math.floor(at / 400))
    const columns = dark.map((at) => at % 400)
    return {
      dark: dark.length,
      top: Math.min(...rows),
      bottom: Math.max(...rows),
      left: Math.min(...columns),
    }
  }
  for (const text of ['Svaiga maize ķļņ', 'Свежий хлеб', 'ขนมปังสดใหม่ ที่นี่', 'Bánh mì nóng'])
    for (const font of ['sans', 'serif'] as const)
      expect((await ink({ text, font })).dark).toBeGreaterThan(300)
  const [above, below] = [await ink({ y: 0.2, x: 0.1, align: 'start' }), await ink({ y: 0.8 })]
  expect(above.bottom).toBeLessThan(80)
  expect(below.top).toBeGreaterThan(120)
  expect(Math.abs(above.left - 42)).toBeLessThan(4)
  const [bold, thin] = [await ink({ bold: true }), await ink({ bold: false })]
  expect(bold.dark).toBeGreaterThan(thin.dark * 1.15)
})

test('signs of a text are no signs of the drawing, and what no font has is refused in words', async () => {
  const w = await world()
  const media = await picture(w)
  const made = await edit(w, media, { words: [words({ text: `</text><script>&"'` })] })
  expect(made.width).toBe(80)
  expect(Words.safeParse(words({ text: 'Bread 🍞' })).success).toBe(false)
  expect(Words.safeParse(words({ text: '面包' })).success).toBe(false)
  expect(Words.safeParse(words({ text: 'a\u0000b' })).success).toBe(false)
  expect(Words.safeParse(words({ text: 'a\n'.repeat(20) })).success).toBe(false)
  expect(Words.safeParse(words({ colour: 'red"/><image href="file:///etc/passwd' })).success).toBe(false)
})

test('a logo lies where it is put, also over the edge; one that may not be shown any more is refused', async () => {
  const w = await world()
  const media = await picture(w)
  const mark = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#000000' } })
    .png()
    .toBuffer()
  const stream = Readable.from([mark])
  const logo = await addMedia(w.ctx, w.actor('editor'), { stream, fileName: 'mark.png' })
  const lay = (x: number, opacity = 1) =>
    edit(w, media, { logos: [{ mediaId: logo.id, width: 0.25, x, y: 0.5, opacity }] })
  const pixel = async (made: Media, left: number, top: number) => [
    ...(await sharp(await bytesOf(w, made))
      .extract({ left, top, width: 1, height: 1 })
      .raw()
      .toBuffer()),
  ]
  expect(await pixel(await lay(0.25), 20, 30)).toEqual([0, 0, 0])
  expect(await pixel(await lay(0.25), 35, 40)).toEqual([0, 0, 255])
  expect(await pixel(await lay(0), 2, 30)).toEqual([0, 0, 0])
  expect((await pixel(await lay(0.25, 0.5), 20, 35))[2]).toBeGreaterThan(120)
  const before = await lay(0.25)
  const uses = [{ id: before.id, at: w.ctx.clock.now() }]
  expect(await findBarred(w.ctx.db, w.workspaceId, uses)).toEqual([])
  await changeMedia(w.ctx, w.actor('editor'), logo.id, { consent: 'withdrawn' })
  // What it was laid on before may not be shown any more either.
  expect(await findBarred(w.ctx.db, w.workspaceId, uses)).toMatchObject([
    { id: before.id, fileName: 'mark.png', why: 'withdrawn' },
  ])
  await expect(lay(0.3)).rejects.toMatchObject({ code: 'picture.logo_barred' })
  await deleteMedia(w.ctx, w.actor('editor'), logo.id)
  await w.ctx.db.deleteFrom('media').where('id', '=', logo.id).execute()
  await expect(lay(0.3)).rejects.toMatchObject({ code: 'picture.no_logo' })
})

test('what can be seen through stays so', async () => {
  const w = await world()
  const glass = await sharp({
    create: { width: 40, height: 40, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } },
  })
    .png()
    .toBuffer()
  const media = await picture(w, {}, glass)
  const made = await edit(w, media, { crop: { left: 0, top: 0, width: 20, height: 20 } })
  const { channels } = await sharp(await bytesOf(w, made)).stats()
  expect(channels[3]?.mean).toBeCloseTo(128, -1)
})

test('nothing is made of nothing, of what lies outside, of films and of what moves', async () => {
  const w = await world()
  const media = await picture(w)
  await expect(edit(w, media, {})).rejects.toMatchObject({ code: 'picture.nothing_changed' })
  const crop = { left: 50, top: 0, width: 40, height: 40 }
  await expect(edit(w, media, { crop })).rejects.toMatchObject({ code: 'picture.crop_outside' })
  // As it is turned, it is 60 wide.
  const lying = { turn: 90 as const, crop: { left: 0, top: 0, width: 70, height: 20 } }
  await expect(edit(w, media, lying)).rejects.toMatchObject({ facts: { width: 60, height: 80 } })
  await w.ctx.db.updateTable('media').set({ animated: true }).where('id', '=', media.id).execute()
  await expect(edit(w, media, cropped)).rejects.toMatchObject({ code: 'picture.moves' })
})

test('a neighbour neither opens nor edits it, nor lays its logo', async () => {
  const w = await world()
  const media = await picture(w)
  const there = await w.tenant()
  await expect(readEdit(w.ctx, there.actor('owner'), media.id)).rejects.toMatchObject({
    code: 'media.not_found',
  })
  await expect(
    editPicture(w.ctx, there.actor('editor'), media.id, recipe(media, cropped)),
  ).rejects.toMatchObject({ code: 'media.not_found' })
  const stream = Readable.from([await fields(40, 20)])
  const own = await addMedia(w.ctx, there.actor('editor'), { stream, fileName: 'own.png' })
  const logos = [{ mediaId: media.id, width: 0.2, x: 0.5, y: 0.5, opacity: 1 }]
  await expect(
    editPicture(w.ctx, there.actor('editor'), own.id, recipe(own, { logos })),
  ).rejects.toMatchObject({ code: 'picture.no_logo' })
})

test('a picture is made straight about its middle, to the right, and nothing of what lies beyond is seen', async () => {
  const w = await world()
  const media = await picture(w, {}, await fields(400, 300))
  const size = { width: 400, height: 300 }
  const { crop } = straightened(plainRecipe(media), size, 30)
  const made = await edit(w, media, { angle: 30, crop })
  expect(made).toMatchObject({ width: crop.width, height: crop.height })
  const { data, info } = await sharp(await bytesOf(w, made))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const place = (Math.round(y) * info.width + Math.round(x)) * info.channels
    return [...data.subarray(place, place + 3)]
  }
  const [x, y] = [info.width / 2, info.height / 2]
  // The middle stays where it is; above it now lies what was up and to the left, as it was turned to the right.
  expect([at(x, y - 30), at(x + 30, y), at(x, y + 30), at(x - 30, y)]).toEqual([
    ...[
      [255, 0, 0],
      [0, 255, 0],
      [255, 255, 255],
      [0, 0, 255],
    ],
  ])
  const dark = [...data].filter((_, place) => place % info.channels === 0).length
  let black = 0
  for (let place = 0; place < dark; place++) {
    const here = place * info.channels
    if ((data[here] ?? 0) + (data[here + 1] ?? 0) + (data[here + 2] ?? 0) < 200) black++
  }
  expect(black).toBe(0)
  const outside = { ...crop, left: 0, top: 0 }
  await expect(edit(w, media, { angle: 30, crop: outside })).rejects.toMatchObject({
    code: 'picture.crop_slanted',
  })
})

test('a crop off the middle, turned, in a mirror and made straight, is what the screen shows', async () => {
  const w = await world()
  const media = await picture(w, {}, await fields(400, 300))
  const seen = { width: 300, height: 400 }
  const angle = -12
  const crop = { left: 40, top: 60, width: 90, height: 120 }
  const made = await edit(w, media, { turn: 90, mirror: true, angle, crop })
  const { data, info } = await sharp(await bytesOf(w, made))
    .raw()
    .toBuffer({ resolveWithObject: true })
  // Turned to the right and mirrored: red lies up to the left, blue up to the right, green below left, white below right.
  const colourAt = (x: number, y: number) => {
    const there = slanted({ x: crop.left + x, y: crop.top + y }, seen, -angle)
    const isLeft = there.x < seen.width / 2
    if (there.y < seen.height / 2) return isLeft ? [255, 0, 0] : [0, 0, 255]
    return isLeft ? [0, 255, 0] : [255, 255, 255]
  }
  const wrong: unknown[] = []
  for (const x of [3, 40, 80, 87])
    for (const y of [3, 50, 90, 117]) {
      const near = [-3, 3].flatMap((by) => [colourAt(x + by, y), colourAt(x, y + by)])
      // Beside a border between two colours, both are right.
      if (new Set(near.map(String)).size > 1) continue
      const place = (y * info.width + x) * info.channels
      const is = [...data.subarray(place, place + 3)]
      if (String(is) !== String(colourAt(x, y))) wrong.push({ x, y, is })
    }
  expect(wrong).toEqual([])
})
