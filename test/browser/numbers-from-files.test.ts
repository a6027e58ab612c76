import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { faults, languages, looks, misfits, shot, walker } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let file = ''
let post = ''
let channel = ''

beforeAll(async () => {
  home = await house()
  const { context, workspaceId } = await home.signedIn()
  await context.close()
  const { channels } = await bakery(home, workspaceId)
  channel = channels.feed
  const row = await home.ctx.db
    .insertInto('publications')
    .values({
      ...{
        workspaceId,
        channelId: channels.feed,
        remoteId: 'rye',
        origin: 'native',
        text: 'Fresh rye bread',
      },
      ...{ url: 'https://bakery.example/rye', publishedAt: new Date('2026-01-05T08:00:00Z') },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  post = `/numbers/publications/${row.id}`
})

const table = Buffer.from(
  ['Post link;Views;Reactions', 'bakery.example/rye;1,234;17', 'bakery.example/none;5;12 %'].join('\n'),
)

test('a file is brought, its numbers are said how to read, looked through, taken in and taken back', async () => {
  const { page, complaints, workspaceId } = await home.signedIn()
  await page.goto('/numbers/imports')
  await page.getByLabel('Channel').selectOption(channel)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'stats.csv', mimeType: 'text/csv', buffer: table })
  await page.getByRole('heading', { name: 'stats.csv' }).waitFor()
  await page.getByText('Several ways fit, so nothing is guessed').waitFor()
  expect(await page.getByRole('button', { name: 'Look through all rows' }).isDisabled()).toBe(true)
  await page.getByLabel('How numbers are written').selectOption('comma')
  await page.getByLabel('The numbers are of the end of').fill('2026-01-10')
  // A colleague chooses something else meanwhile: both stay until one is said to be meant.
  const { id, settings } = await home.ctx.db
    .selectFrom('metricImports')
    .select(['id', 'settings'])
    .executeTakeFirstOrThrow()
  const theirs = { ...(settings as object), counting: 'daily' }
  await home.ctx.db
    .updateTable('metricImports')
    .set({ settings: JSON.stringify(theirs), version: 2 })
    .execute()
  await home.ctx.events.emit(home.ctx.db, { workspaceId, topic: 'imports', id })
  await page.getByText('Somebody changed these settings while you chose').waitFor()
  await shot(page, 'numbers-file-overtaken')
  expect(await page.getByRole('button', { name: 'Look through all rows' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Keep mine' }).click()
  expect(await page.getByLabel('The numbers are of the end of').inputValue()).toBe('2026-01-10')
  await shot(page, 'numbers-file-columns', { whole: true })
  expect(await faults(page, complaints, 'both')).toEqual([])
  await page.getByRole('button', { name: 'Look through all rows' }).click()
  await page.getByRole('button', { name: 'Take in only 1 good row' }).waitFor()
  await page.getByText('No post of this channel is known by').waitFor()
  file = new URL(page.url()).pathname.replace(/^\/w\/[^/]+/, '')
  await shot(page, 'numbers-file-checked', { whole: true })
  expect(await faults(page, complaints, 'both')).toEqual([])
  await page.getByRole('button', { name: 'Take in only 1 good row' }).click()
  await page.getByRole('button', { name: 'Take back' }).waitFor()
  // The rows are read anew after that; a link that is drawn again meanwhile would lose the press.
  await page.getByRole('listitem').filter({ hasText: 'Row 2' }).getByText('Taken in').waitFor()
  await page.getByRole('link', { name: 'The post’s numbers' }).click()
  await page.getByText('1,234', { exact: true }).waitFor()
  await page.getByText('From a file').first().waitFor()
  await shot(page, 'numbers-file-post', { whole: true })
  expect(await faults(page, complaints, 'both')).toEqual([])
}, 180_000)

test.each(looks)(
  'its places stand on a $size, $theme',
  async (look) => {
    const { page, complaints } = await home.signedIn(look)
    const go = await walker(page, '/numbers')
    const wrong: Record<string, string[]> = {}
    for (const [name, place] of Object.entries({ list: '/numbers/imports', file, post })) {
      await go(place)
      await shot(page, `numbers-files-${name}-${look.size}`, { whole: true })
      const found = await faults(page, complaints)
      if (found.length > 0) wrong[place] = found
    }
    expect(wrong).toEqual({})
  },
  120_000,
)

test('it fits and lacks no text in the other languages, and is taken back', async () => {
  for (const language of languages) {
    const visit = await home.signedIn({ size: 'phone', language })
    const places = { list: '/numbers/imports', file: `${file}?rows=bad`, post }
    expect(await misfits(visit, places, `numbers-files-${language}`)).toEqual({})
    await visit.context.close()
  }
  const { page } = await home.signedIn()
  await page.goto(file)
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('What stood there before is there again').waitFor()
}, 180_000)
