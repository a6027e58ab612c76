import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import type { Visitor } from './browser.ts'
import { type House, house } from './house.ts'
import { barriers, languages, misfits, shot, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
beforeAll(async () => {
  home = await house()
  workspaceId = (await home.signedIn()).workspaceId
  await bakery(home, workspaceId)
})

type Page = Visitor['page']

const width = 1200
const height = 800

/** A picture in which every place has another colour, so that nothing can lie elsewhere unseen. */
async function slope(): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      pixels.set([(x / width) * 255, (y / height) * 255, 90], (y * width + x) * 3)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

async function bring(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/media')
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer })
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).waitFor({ timeout: 20_000 })
}

const stage = (page: Page) => page.getByRole('group', { name: 'The picture' })

/** What the stage shows, without what only marks something, as pixels of a size. */
async function onScreen(page: Page, size: { width: number; height: number }): Promise<Buffer> {
  await page.evaluate('document.activeElement?.blur()')
  const box = await stage(page).boundingBox()
  if (!box) throw new Error('There is no stage')
  // The picture is as large as it can be in the middle of its place.
  const scale = Math.min(box.width / size.width, box.height / size.height)
  const [wide, high] = [size.width * scale, size.height * scale]
  const clip = {
    x: box.x + (box.width - wide) / 2,
    y: box.y + (box.height - high) / 2,
    width: wide,
    height: high,
  }
  return small(await page.screenshot({ clip }))
}

const small = (bytes: Buffer): Promise<Buffer> =>
  sharp(bytes).removeAlpha().toColourspace('srgb').resize(240, 300, { fit: 'fill' }).raw().toBuffer()

/** How far apart two pictures are, of 255: in the mean, and which share differs by more than a fifth. */
function apart(one: Buffer, other: Buffer): { mean: number; far: number } {
  let sum = 0
  let far = 0
  for (const [at, value] of one.entries()) {
    const by = Math.abs(value - (other[at] ?? 0))
    sum += by
    if (by > 51) far++
  }
  return { mean: sum / one.length, far: far / one.length }
}

test('a picture is cropped, turned and written on in four scripts; the file is what the screen showed', async () => {
  const { page, complaints } = await home.signedIn()
  const mark = await sharp({ create: { width: 300, height: 120, channels: 4, background: '#e0a526' } })
    .png()
    .toBuffer()
  await bring(page, 'mark.png', mark)
  await page.goto('/brand')
  await page.getByRole('button', { name: 'Add a colour' }).click()
  await page.getByRole('textbox', { name: 'What the colour is called' }).fill('Bell')
  await page.getByRole('button', { name: 'Add a logo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^mark/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Add 1/ })
    .click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The brand kit is saved.').waitFor()
  await shot(page, 'pictures-brand')
  expect(await barriers(page)).toEqual([])

  await bring(page, 'slope.png', await slope())
  await page.getByRole('option', { name: /^slope/ }).click()
  await page.getByRole('dialog').getByText('On your channels').waitFor()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await stage(page).waitFor()
  await shot(page, 'pictures-crop')
  await page.getByRole('button', { name: 'Turn right' }).click()
  await page.getByRole('button', { name: 'Mirror' }).click()
  await page.getByRole('button', { name: /^4:5/ }).click()
  const frame = page.getByRole('application', { name: /^Crop of 800 by 1,000/ })
  await frame.focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('application', { name: /108 from the top/ }).waitFor()
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('application', { name: /100 from the top/ }).waitFor()
  expect(await barriers(page)).toEqual([])

  await page.getByRole('tab', { name: 'Words' }).click()
  await page.getByRole('button', { name: 'Add a heading' }).click()
  const words = page.getByRole('textbox', { name: 'Words' })
  await page.getByRole('combobox', { name: 'Behind the letters' }).selectOption('Nothing')
  await page
    .getByRole('group', { name: 'Colour', exact: true })
    .getByRole('button', { name: 'White' })
    .click()
  await words.fill('Bread 🍞')
  await page.getByText('No font here has 🍞').waitFor()
  await words.fill('Svaiga maize ķļņ\nСвежий хлеб\nขนมปังสดใหม่ ที่นี่\nBánh mì nóng hổi')
  await page.getByRole('button', { name: 'Add a text' }).click()
  await words.fill('Свежо каждый день')
  await page.getByRole('combobox', { name: 'Font' }).selectOption('Noto Serif')
  await page.getByRole('combobox', { name: 'Behind the letters' }).selectOption('Band across')
  await page.getByRole('tab', { name: 'Logo' }).click()
  await page.getByRole('button', { name: 'Lay “mark” on it' }).click()
  await page.getByRole('button', { name: 'Top right' }).click()
  await shot(page, 'pictures-lay')
  expect(await barriers(page)).toEqual([])
  await stage(page).click({ position: { x: 4, y: 4 } })
  await page.getByRole('tab', { name: 'Crop' }).click()
  await page.getByRole('tab', { name: 'Logo' }).click()
  await page.evaluate('document.fonts.ready.then(() => {})')
  await page.mouse.move(0, 0)
  const shown = await onScreen(page, { width: 800, height: 1000 })
  await page.getByRole('button', { name: 'Save as a new picture' }).click()
  await page.getByText('Made of another file').waitFor()
  await shot(page, 'pictures-made')
  const made = await home.ctx.db
    .selectFrom('media')
    .select(['storageKey', 'width', 'height'])
    .where('fileName', '=', 'slope-edited.png')
    .executeTakeFirstOrThrow()
  expect(made).toMatchObject({ width: 800, height: 1000 })
  const file = await small(await home.ctx.storage.read(made.storageKey))
  const { mean, far } = apart(shown, file)
  expect(mean).toBeLessThan(4)
  expect(far).toBeLessThan(0.01)
  await page.getByRole('button', { name: 'To the original' }).click()
  await page.getByRole('dialog').getByText('slope.png').first().waitFor()
  expect(complaints).toEqual([])
})

test('on a phone in the dark an edit is done by finger in a post, is kept when the window closes, and taken back', async () => {
  const { page } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await page.goto('/posts/new')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'loaf.png',
      mimeType: 'image/png',
      buffer: await slope(),
    })
  await page.getByRole('button', { name: 'Edit picture' }).click()
  await stage(page).waitFor()
  await page.getByRole('button', { name: /^1:1/ }).click()
  await page.getByRole('application', { name: /^Crop of 800 by 800/ }).waitFor()
  await shot(page, 'pictures-phone')
  expect(await sticksOut(page)).toBe(false)
  expect(await barriers(page, 'own')).toEqual([])
  await page.getByRole('button', { name: 'Close' }).first().click()
  await page.getByRole('button', { name: 'Edit picture' }).click()
  await page.getByText('This is what you had begun').waitFor()
  await page.getByRole('tab', { name: 'Words' }).click()
  await page.getByRole('button', { name: 'Add a heading' }).click()
  await page.getByRole('textbox', { name: 'Words' }).fill('Rye')
  await shot(page, 'pictures-phone-words')
  await page.getByRole('button', { name: 'Save as a new picture' }).click()
  await page.getByText('The edited picture stands here now.').waitFor()
  await shot(page, 'pictures-phone-post')
})

test.each(languages)('the brand kit and the editor fit in %s', async (language) => {
  const { id } = await home.ctx.db
    .selectFrom('media')
    .select('id')
    .where('fileName', '=', 'slope.png')
    .executeTakeFirstOrThrow()
  const visit = await home.signedIn({ size: 'phone', language })
  const places = { brand: '/brand', editor: `/media?edit=${id}` }
  expect(await misfits(visit, places, `pictures-${language}`)).toEqual({})
})
