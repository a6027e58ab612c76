import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { mp4 } from '../../src/modules/create/media/samples.ts'
import type { Visitor } from './browser.ts'
import { chooseLongAgo } from './hands.ts'
import { type House, house } from './house.ts'
import { barriers, shot, sticksOut } from './look.ts'

let home: House
let workspaceId: string
beforeAll(async () => {
  home = await house()
  workspaceId = (await home.signedIn()).workspaceId
})

type Page = Visitor['page']

const colours = ['#a33', '#3a3', '#33a', '#aa3', '#3aa', '#a3a', '#777', '#d84']

async function uploadSome(page: Page): Promise<void> {
  const files = await Promise.all(
    colours.map(async (background, n) => ({
      name: `loaf ${n}.png`,
      mimeType: 'image/png',
      buffer: await sharp({ create: { width: 320 + n, height: 240, channels: 3, background } })
        .png()
        .toBuffer(),
    })),
  )
  await page.goto('/media')
  await page.locator('input[type=file]').setInputFiles(files)
  await page.getByRole('option', { name: 'loaf 7.png' }).waitFor({ timeout: 20_000 })
}

const tile = (page: Page, n: number) => page.getByRole('option', { name: `loaf ${n}.png` })
const folder = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Folders' }).getByRole('button', { name: new RegExp(`^${name}`) })

test('pictures are put into folders, tagged and deleted together, found again, and dragged into a post', async () => {
  const { page, complaints } = await home.signedIn()
  await uploadSome(page)
  await page.getByRole('button', { name: 'New folder' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Summer')
  await page.getByRole('button', { name: 'Save' }).click()
  await folder(page, 'Summer').waitFor()

  await tile(page, 7).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByText('3 chosen').waitFor()
  await page.getByRole('button', { name: 'Move' }).click()
  await page.getByRole('menuitem', { name: 'Summer' }).click()
  await page.getByText('3 moved').waitFor()
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await page.getByRole('combobox', { name: 'Tags' }).fill('rye, crust,')
  await shot(page, 'library-many')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Tags of 3 changed').waitFor()
  await folder(page, 'Summer').click()
  await tile(page, 0).waitFor({ state: 'detached' })
  await expect.poll(() => page.getByRole('option').count(), { timeout: 15_000 }).toBe(3)
  expect(await barriers(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)

  await page.keyboard.press('Escape')
  await folder(page, 'Everything').click()
  await tile(page, 0).waitFor()
  await page.getByRole('listbox').getByRole('option').first().focus()
  await page.keyboard.press('Control+a')
  await page.getByText('8 chosen').waitFor()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('8 deleted').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await tile(page, 0).waitFor()

  await tile(page, 2).dragTo(folder(page, 'Summer'))
  await page.getByText('1 moved').waitFor()

  await page.goto('/posts/new')
  await page.getByRole('button', { name: 'From the library' }).click()
  await page.getByRole('button', { name: 'Keep it beside the post' }).click()
  const beside = page.getByRole('complementary', { name: 'From the library' })
  await beside
    .getByRole('button', { name: /^loaf 3/ })
    .dragTo(page.getByRole('textbox', { name: 'Text', exact: true }))
  await page.getByRole('list', { name: 'Pictures and films' }).getByRole('listitem').waitFor()
  await shot(page, 'library-beside')
  expect(complaints).toEqual([])
})

test('a film that broke off goes on where it was after the page was opened anew', async () => {
  const { page } = await home.signedIn()
  const folder = await mkdtemp(join(tmpdir(), 'carillon-film-'))
  const path = join(folder, 'long film.mp4')
  await writeFile(path, Buffer.concat([mp4(64, 48, 1000), Buffer.alloc(2 * 8 * 1024 * 1024, 7)]))
  const sent: string[] = []
  page.on('request', (request) => {
    const [, number] = /pieces\/(\d+)/.exec(request.url()) ?? []
    if (number) sent.push(number)
  })
  await page.route('**/pieces/1?*', (route) => route.abort())
  await page.goto('/media')
  await page.locator('input[type=file]').setInputFiles(path)
  await expect.poll(() => sent, { timeout: 15_000 }).toContain('1')
  await page.unroute('**/pieces/1?*')
  await page.reload()
  await page.getByText('Choose the same file to go on').waitFor()
  await shot(page, 'library-broken-upload')
  sent.length = 0
  await page.locator('input[type=file]').setInputFiles(path)
  await expect.poll(() => sent, { timeout: 15_000 }).toEqual(['1', '2'])
  await home.runJobs()
  await page.getByRole('option', { name: 'long film.mp4' }).waitFor()
  await rm(folder, { recursive: true })
})

test('on a phone in the dark the folders are behind a button and one picture says what it is', async () => {
  const { page } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await page.goto('/media')
  await page.getByRole('button', { name: 'Everything' }).click()
  await shot(page, 'library-phone-folders')
  await folder(page, 'Summer').click()
  await page.getByRole('option').first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox', { name: 'Alt text' }).fill('Image of a loaf')
  await sheet.getByText('A reader says already that it is a picture').waitFor()
  await chooseLongAgo(page, 'May be shown until')
  await sheet.getByRole('combobox', { name: 'By what right' }).selectOption('Bought licence')
  await sheet.locator('input[type=file]').setInputFiles({
    name: 'consent.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF'),
  })
  await sheet.getByRole('link', { name: 'consent.pdf' }).waitFor()
  await sheet.getByRole('button', { name: 'Save' }).click()
  await sheet.getByText('The right to show it ended on').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  await shot(page, 'library-phone-sheet')
})

test('what ends within a week is said on the first page and found in the library, in each language', async () => {
  const until = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  await home.ctx.db
    .updateTable('media')
    .set({ usableUntil: until })
    .where('fileName', '=', 'loaf 5.png')
    .execute()
  const { page } = await home.signedIn({ theme: 'dark' })
  await page.goto('/')
  await page.getByText('1 picture or film may soon be shown no more').waitFor()
  await shot(page, 'library-today')
  await page.goto('/media?rights=ending')
  await page.getByRole('option', { name: /ends in a week/ }).waitFor()
  await shot(page, 'library-ending')
  for (const language of ['lv', 'ru', 'th', 'vi']) {
    const { page: there } = await home.signedIn({ language, size: language === 'th' ? 'phone' : 'desktop' })
    await there.goto('/media')
    await there.getByRole('option').first().click()
    await there.getByRole('dialog').waitFor()
    expect(await sticksOut(there), language).toBe(false)
    await shot(there, `library-${language}`)
    await there.context().close()
  }
})

test('twenty thousand pictures are a wall of which little is drawn', async () => {
  const { page } = await home.signedIn()
  await sql`insert into media (workspace_id, digest, upload_digest, kind, mime, bytes, width, height, file_name, storage_key, created_at)
    select ${workspaceId}, md5(n::text), md5(n::text), 'image', 'image/png', 1, 9, 9, 'many ' || n, 'none/' || n, now() - n * interval '1 minute' - interval '1 day'
    from generate_series(1, 20000) n`.execute(home.ctx.db)
  await page.goto('/media?q=many')
  await page.getByRole('option').first().waitFor()
  for (let n = 0; n < 25; n++) {
    await page.keyboard.press('End')
    await page.mouse.wheel(0, 20_000)
    await page.waitForTimeout(60)
  }
  expect(await page.getByRole('option').count()).toBeLessThan(150)
})
