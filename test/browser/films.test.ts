import { beforeAll, describe, expect, test } from 'vitest'
import { hasFfmpeg, sampleFilm } from '../../src/modules/create/media/films/samples.ts'
import { PostBody } from '../../src/modules/create/posts/contract.ts'
import { createPost } from '../../src/modules/create/posts/index.ts'
import { schedulePost } from '../../src/modules/create/posts/schedule.ts'
import type { Visitor } from './browser.ts'
import { type House, house } from './house.ts'
import { faults, languages, misfits, shot } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let channels: Record<string, string>
let postId: string

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  channels = (await bakery(home, workspaceId)).channels
})

type Page = Visitor['page']
const sheetOf = (page: Page) => page.getByRole('dialog')

async function openFilm(page: Page): Promise<void> {
  await page.goto('/media?kind=video')
  await page.getByRole('option', { name: /^oven/ }).last().click()
  await sheetOf(page).getByRole('region', { name: 'Film' }).waitFor()
}

/** A draft for Bluesky, which takes MP4 only. */
async function write(mediaId: string): Promise<string> {
  const actor = { ...home.actor('owner'), workspaceId }
  const body = PostBody.parse({
    content: { parts: [{ text: 'How the oven is lit', media: [{ id: mediaId, alt: 'An oven' }] }] },
    variants: [{ channelId: channels.bluesky }],
  })
  const { id } = await createPost(home.ctx, actor, body)
  return id
}

async function schedule(id: string): Promise<void> {
  const actor = { ...home.actor('owner'), workspaceId }
  const at = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 16)
  await schedulePost(home.ctx, actor, id, { when: { kind: 'at', at } })
}

describe.skipIf(!hasFfmpeg)('a film', () => {
  test('shows what is in it, gets a cover, captions and a cut, and is converted for its network', async () => {
    const { page, complaints } = await home.signedIn()
    await page.goto('/media')
    await page.locator('input[type=file]').setInputFiles({
      name: 'oven.webm',
      mimeType: 'video/webm',
      buffer: sampleFilm({ seconds: 4, size: '640x360', rate: 25, ending: 'webm' }),
    })
    await page.getByRole('option', { name: /^oven/ }).first().waitFor({ timeout: 20_000 })
    await openFilm(page)
    const sheet = sheetOf(page)
    await sheet.getByText('VP8 · 25 frames a second').waitFor()
    await sheet
      .locator('video')
      .evaluate('(video) => new Promise((done) => { video.onseeked = done; video.currentTime = 2 })')
    await sheet.getByRole('button', { name: 'This frame' }).click()
    await sheet.getByRole('img', { name: 'Cover' }).waitFor()
    await sheet.getByLabel('Language').fill('lv')
    await sheet.getByText('Latvian').last().waitFor()
    await sheet.locator('input[type=file][accept*=".srt"]').setInputFiles({
      name: 'oven.srt',
      mimeType: 'application/x-subrip',
      buffer: Buffer.from('1\n00:00:00,500 --> 00:00:02,000\nUguns!\n'),
    })
    await sheet.getByText('1 caption', { exact: true }).waitFor()
    await sheet.getByLabel('To second').fill('9')
    await sheet.getByText('Choose half a second at least, within 4 seconds.').waitFor()
    await sheet.getByLabel('To second').fill('1.5')
    await sheet.getByRole('button', { name: 'Cut', exact: true }).click()
    await sheet.getByText('Waits for its turn.').waitFor()
    await home.runJobs()
    await sheet.getByText('Ready.').waitFor()
    expect(await faults(page, complaints)).toEqual([])
    await shot(page, 'films-sheet')
    await page.keyboard.press('Escape')
    await page.getByRole('option', { name: 'oven (cut).mp4' }).waitFor()

    const film = await home.ctx.db
      .selectFrom('media')
      .select('id')
      .where('fileName', '=', 'oven.webm')
      .executeTakeFirstOrThrow()
    postId = await write(film.id)
    await page.goto(`/posts/${postId}`)
    await page.getByText(/is converted to MP4 \(H\.264\), 640 × 360/).waitFor()
    await schedule(postId)
    await page.reload()
    await home.runJobs()
    await page.getByRole('list', { name: 'Conversions' }).getByText('Ready.').waitFor()
    expect(await faults(page, complaints)).toEqual([])
    await shot(page, 'films-post')
  })

  test('on a phone in the dark it is all there, too', async () => {
    const { page, complaints } = await home.signedIn({ size: 'phone', theme: 'dark' })
    await openFilm(page)
    await sheetOf(page).getByText('Upload a cover').first().scrollIntoViewIfNeeded()
    expect(await faults(page, complaints)).toEqual([])
    await shot(page, 'films-phone')
    await page.goto(`/posts/${postId}`)
    await page.getByRole('list', { name: 'Conversions' }).scrollIntoViewIfNeeded()
    expect(await faults(page, complaints)).toEqual([])
    await shot(page, 'films-phone-post')
  })

  test.each(languages)('in %s nothing sticks out and no text is missing', async (language) => {
    const visit = await home.signedIn({ size: 'phone', language })
    const film = await home.ctx.db
      .selectFrom('media')
      .select('id')
      .where('fileName', '=', 'oven.webm')
      .executeTakeFirstOrThrow()
    const places = { film: `/media?kind=video&open=${film.id}`, post: `/posts/${postId}` }
    expect(await misfits(visit, places, `films-${language}`)).toEqual({})
  })
})
