import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { addMedia } from '../../../src/modules/create/media/index.ts'
import { day } from '../studio.ts'
import { actorOf, idOf, once, open, type Walk } from './steps.ts'

const palettes = [
  ['#e9d8c3', '#7a4a2b', '#b5532d'],
  ['#cfe3e6', '#3f5f63', '#f2c14e'],
  ['#f3e6d0', '#2f4858', '#33658a'],
  ['#dfe7d3', '#52653f', '#86672c'],
] as const

/** A bag of beans, a bell and a row of beans, drawn plainly, so that nobody's photograph is carried about. */
const drawings: Record<string, (ink: string) => string> = {
  bag: (ink) => `<path d="M430 250 h340 l40 470 h-420 z" fill="${ink}"/>
    <rect x="430" y="210" width="340" height="60" rx="8" fill="#000" opacity="0.35"/>
    <circle cx="600" cy="500" r="95" fill="#fff" opacity="0.9"/><ellipse cx="600" cy="500" rx="36" ry="56" fill="${ink}"/>`,
  bell: (
    ink,
  ) => `<path d="M600 210 c150 0 170 160 180 330 l60 90 h-480 l60 -90 c10 -170 30 -330 180 -330 z" fill="${ink}"/>
    <circle cx="600" cy="670" r="48" fill="${ink}"/>`,
  beans: (ink) =>
    [330, 600, 870]
      .map(
        (
          x,
          n,
        ) => `<g transform="rotate(${n * 25 - 20} ${x} 430)"><ellipse cx="${x}" cy="430" rx="105" ry="150" fill="${ink}"/>
    <path d="M${x} 285 q50 145 0 290" stroke="#fff" stroke-width="14" fill="none" opacity="0.6"/></g>`,
      )
      .join(''),
}

const files = [
  ['bag-huila.jpg', 'bag', 0, 'Shelf', 'A brown bag of Huila beans', ['beans', 'shelf']],
  ['bag-sidamo.jpg', 'bag', 1, 'Shelf', 'A yellow bag of Sidamo beans', ['beans', 'shelf']],
  ['bag-antigua.jpg', 'bag', 2, 'Shelf', 'A blue bag of Antigua beans', ['beans']],
  ['bell-foundry.jpg', 'bell', 3, 'The new roastery', 'The old bell of the foundry', ['roastery']],
  ['bell-raised.jpg', 'bell', 0, 'The new roastery', '', ['roastery', 'opening']],
  ['beans-green.jpg', 'beans', 3, 'Origins', 'Three green beans', ['origins']],
  ['beans-roasted.jpg', 'beans', 0, 'Origins', 'Three dark beans', ['origins', 'beans']],
  ['beans-gold.jpg', 'beans', 1, 'Origins', 'Three beans of a light roast', ['origins']],
] as const

const draw = (what: string, colours: (typeof palettes)[number]): Promise<Buffer> =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
      <rect width="1200" height="900" fill="${colours[0]}"/><rect y="690" width="1200" height="210" fill="${colours[1]}"/>
      ${drawings[what]?.(colours[2]) ?? ''}</svg>`),
  )
    .jpeg({ quality: 85 })
    .toBuffer()

const fillShelves = once(async (studio) => {
  const actor = await actorOf(studio)
  const folders: Record<string, string> = {}
  for (const name of ['Origins', 'Shelf', 'The new roastery'])
    folders[name] = (await studio.call('POST', '/media-folders', { name })).id
  for (const [fileName, what, palette, folder, alt, tags] of files) {
    const bytes = await draw(what, palettes[palette] ?? palettes[0])
    const { id } = await addMedia(studio.ctx, actor, { stream: Readable.from(bytes), fileName })
    const rights =
      fileName === 'bell-raised.jpg' ? { owner: 'Harbour Photo', licence: 'bought', usableUntil: day(5) } : {}
    await studio.call('PATCH', `/media/${id}`, { folderId: folders[folder], alt, tags, ...rights })
  }
})

export const library: Walk = async (page, studio) => {
  await fillShelves(studio)
  await open(page, studio, '/media')
  const tiles = page.getByRole('listbox').getByRole('option')
  await tiles.nth(9).waitFor()
  await tiles.nth(1).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await page.mouse.move(0, 0)
}

export const rights: Walk = async (page, studio) => {
  await fillShelves(studio)
  const id = await idOf(studio, 'media', 'fileName', 'bell-raised.jpg')
  await open(page, studio, `/media?open=${id}`)
  await page.getByRole('dialog').getByLabel('May be shown until').scrollIntoViewIfNeeded()
}

export const editor: Walk = async (page, studio) => {
  await fillShelves(studio)
  const id = await idOf(studio, 'media', 'fileName', 'bag-huila.jpg')
  await open(page, studio, `/media?edit=${id}`)
  await page.getByRole('button', { name: /^4:5/ }).click()
  await page.getByRole('tab', { name: 'Words' }).click()
  await page.getByRole('button', { name: 'Add a heading' }).click()
  await page.getByRole('textbox', { name: 'Words' }).fill('Huila is back')
}

/** A cup that comes nearer, for six seconds. */
function film(still: Buffer): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-film-'))
  try {
    const [from, to] = [join(folder, 'still.jpg'), join(folder, 'film.webm')]
    writeFileSync(from, still)
    const nearer = ['-vf', "zoompan=z='1+on/600':d=150:s=1280x720:fps=25", '-t', '6']
    const codec = ['-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '1M']
    execFileSync('/usr/bin/ffmpeg', ['-nostdin', '-v', 'error', '-y', '-i', from, ...nearer, ...codec, to])
    return readFileSync(to)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const bringFilm = once(async (studio) => {
  const still = await draw('bell', palettes[1])
  const stream = Readable.from(film(still))
  await addMedia(studio.ctx, await actorOf(studio), { stream, fileName: 'the bell is raised.webm' })
  await studio.runJobs()
})

export const filmSheet: Walk = async (page, studio) => {
  await bringFilm(studio)
  const id = await idOf(studio, 'media', 'fileName', 'the bell is raised.webm')
  await open(page, studio, `/media?kind=video&open=${id}`)
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('region', { name: 'Film' }).waitFor()
  await sheet
    .locator('video')
    .evaluate('(video) => new Promise((done) => { video.onseeked = done; video.currentTime = 3 })')
  await sheet.getByRole('button', { name: 'This frame' }).click()
  await sheet.getByRole('img', { name: 'Cover' }).waitFor()
  await sheet.getByLabel('Language').fill('lv')
  await sheet.locator('input[type=file][accept*=".srt"]').setInputFiles({
    name: 'bell.srt',
    mimeType: 'application/x-subrip',
    buffer: Buffer.from('1\n00:00:00,500 --> 00:00:02,000\nZvans ceļas.\n'),
  })
  await sheet.getByText('1 caption', { exact: true }).waitFor()
  await sheet.getByRole('img', { name: 'Cover' }).scrollIntoViewIfNeeded()
}
