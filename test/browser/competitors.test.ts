import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { postAt, readNetwork } from '../../src/modules/plan/competitors/reader.fixture.ts'
import { NetworkFailure } from '../../src/networks/kit/failure.ts'
import { networks } from '../../src/networks/registry.ts'
import { makeChannel, tell } from '../factories/measure.ts'
import { type House, house } from './house.ts'
import { barriers, faults, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'

const reader = readNetwork()
const hour = 3_600_000
const ago = (hours: number): string => new Date(Date.now() - hours * hour).toISOString()

let home: House
let workspaceId: string

beforeAll(async () => {
  // First, because its handles look like those of another network too.
  home = await house({ networks: [reader.network, ...networks] })
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
  const bakery = reader.person('rye', { followers: 1840, avatarUrl: null })
  const formats = ['image', 'text', 'video', 'image', 'link'] as const
  for (let n = 0; n < 60; n++)
    bakery.posts.push(
      postAt(ago(n * 11 + 2), (n * 37) % 90, {
        text: `Loaf number ${n}: what we learnt about rye, water and patience this week.`,
        format: formats[n % formats.length] ?? 'text',
        measured: [
          { metric: 'likes', value: (n * 37) % 90 },
          { metric: 'reposts', value: n % 7 },
          { metric: 'replies', value: n % 3 },
        ],
      }),
    )
  for (const { remoteId, publishedAt } of bakery.posts.slice(0, 12))
    bakery.comments.set(remoteId, [
      { at: publishedAt, answeredAt: new Date(publishedAt.getTime() + 25 * 60_000) },
      { at: publishedAt, answeredAt: null },
    ])
})

const competitors = () =>
  home.ctx.db
    .selectFrom('competitors')
    .select(['id', 'name', 'archivedAt'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .execute()

const idOf = async (name: string) => (await competitors()).find((one) => one.name === name)?.id ?? ''

test('somebody is looked up, shown, added, and read while one looks', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/competitors')
  await page.getByText('Whose posts do your people read').waitFor()
  await shot(page, 'competitors-empty')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Watch a competitor' }).click()
  const dialog = page.getByRole('dialog')
  const address = dialog.getByLabel('Handle or address of the profile')
  await address.fill('who is it')
  await dialog.getByRole('button', { name: 'Look up' }).click()
  await dialog.getByText('No network that Carillon reads writes addresses like that').waitFor()
  await address.fill('nobody@read.example')
  await address.press('Enter')
  await dialog.getByText('This account cannot be read').waitFor()
  expect(await barriers(page)).toEqual([])
  await address.fill('rye@read.example')
  await page.reload()
  await expect.poll(() => address.inputValue()).toBe('rye@read.example')
  await dialog.getByRole('button', { name: 'Look up' }).click()
  await dialog.getByText('@rye@read.example').waitFor()
  await dialog.getByLabel('Name', { exact: true }).fill('Rye & Co')
  await shot(page, 'competitors-face')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Watch a competitor' }).click()
  await page.getByRole('heading', { level: 1, name: 'Rye & Co' }).waitFor()
  await page.getByText('Being read for the first time').waitFor()
  await home.runJobs()
  await page.getByText('1,840 followers').waitFor()
  await page.getByText('Read from read').waitFor()
  await page
    .getByText('Comments of 60 posts were read')
    .or(page.getByText('Comments of 35 posts were read'))
    .waitFor()
  await shot(page, 'competitors-one', { whole: true })
  expect(complaints).toEqual([])
})

test('what no network tells is entered by hand or imported, and each says where it is from', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/competitors?add=true`)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('tab', { name: 'Kept by hand' }).click()
  await dialog.getByLabel('Network').fill('Picture Pages')
  await dialog.getByLabel('Handle').fill('old.mill')
  await dialog.getByLabel('Name', { exact: true }).fill('The Old Mill')
  await dialog.getByLabel('Website').fill('old mill')
  await dialog.getByText('An address begins with https://').waitFor()
  await dialog.getByLabel('Website').fill('https://mill.example')
  await shot(page, 'competitors-by-hand')
  await dialog.getByRole('button', { name: 'Watch a competitor' }).click()
  await page.getByRole('heading', { level: 1, name: 'The Old Mill' }).waitFor()
  await page.getByRole('button', { name: 'More about old.mill' }).click()
  await page.getByRole('menuitem', { name: 'Enter figures' }).click()
  await dialog.getByLabel('Followers').fill('many')
  await dialog.getByText('A whole number, such as 1200.').waitFor()
  await dialog.getByLabel('Followers').fill('12,400')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('12,400 followers').waitFor()
  await page.getByText('Typed in,').waitFor()
  await page.getByRole('button', { name: 'More about old.mill' }).click()
  await page.getByRole('menuitem', { name: 'Import a table' }).click()
  await dialog.getByRole('tab', { name: 'A line for each post' }).click()
  const paste = dialog.getByLabel('Or paste it here')
  await paste.fill(`published_at;likes\n${ago(30).slice(0, 10)};12\nyesterday;3`)
  await dialog.getByRole('button', { name: 'Check' }).click()
  await dialog.getByText('Line 3: this is no time').waitFor()
  await shot(page, 'competitors-table-faults')
  expect(await barriers(page)).toEqual([])
  await paste.fill(`published_at;likes\n${ago(30).slice(0, 10)};12\n${ago(300).slice(0, 10)};31`)
  await dialog.getByRole('button', { name: 'Check' }).click()
  await dialog.getByText('2 lines are right.').waitFor()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('2 lines imported.').waitFor()
  await page.getByText('31 engagements').waitFor()
  await page.getByText('For 2 posts the followers of a later day were taken').waitFor()
  await shot(page, 'competitors-imported', { whole: true })
  const template = page.waitForEvent('download')
  await page.getByRole('button', { name: 'More about old.mill' }).click()
  await page.getByRole('menuitem', { name: 'Import a table' }).click()
  await dialog.getByRole('link', { name: 'Template' }).click()
  const file = await (await template).path()
  expect(await readFile(file, 'utf8')).toMatch(/^day,followers,following,posts\n/)
  expect(complaints).toEqual([])
})

test('a note is written, survives a reload before it is saved, and its removal can be undone', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/competitors/${await idOf('The Old Mill')}`)
  await page.getByRole('button', { name: 'Note what works' }).click()
  const words = page.getByRole('textbox', { name: 'What works' })
  await words.fill('Films from the oven, every Friday')
  await page.reload()
  await page.getByRole('button', { name: 'Note what works' }).click()
  await expect.poll(() => words.inputValue()).toBe('Films from the oven, every Friday')
  await page.getByRole('button', { name: 'Save' }).click()
  const note = page.getByRole('listitem').filter({ hasText: 'Films from the oven' })
  await note.waitFor()
  await note.getByRole('button', { name: 'Remove the note' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await note.waitFor()
  await page.getByRole('button', { name: 'Note what fails' }).click()
  await page.getByRole('textbox', { name: 'What fails' }).fill('Nobody answers on Sundays')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Nobody answers on Sundays').waitFor()
  expect(complaints).toEqual([])
})

test('we stand beside others, with what cannot be compared said, and take it along as a table', async () => {
  const channel = await makeChannel(home.ctx, workspaceId, 'read')
  await tell(home.ctx, workspaceId, 'channel', channel, ago(1), { followers: 950 })
  const { page, complaints } = await home.signedIn()
  await page.goto('/competitors/compare')
  const table = page.getByRole('table', { name: 'Side by side' })
  await table.getByRole('columnheader', { name: 'Rye & Co' }).waitFor()
  await table.getByText('950').waitFor()
  await page.getByText('Not all are on the same networks').waitFor()
  await shot(page, 'competitors-compare', { whole: true })
  await page.getByRole('button', { name: '2 chosen' }).click()
  await page.getByRole('checkbox', { name: 'The Old Mill' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: 'The Old Mill' }).waitFor({ state: 'detached' })
  expect(page.url()).toContain(await idOf('Rye & Co'))
  await page.getByRole('button', { name: 'How it is reckoned: Engagement rate by followers' }).click()
  await page.getByText('followers on the day of each post, over').waitFor()
  await page.keyboard.press('Escape')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  expect(csv).toContain('Rye & Co')
  expect(csv).not.toContain('The Old Mill')
  expect(complaints).toEqual([])
})

test('trouble is said in words, and reading now is refused kindly when it is too soon', async () => {
  const { page } = await home.signedIn()
  await page.goto(`/competitors/${await idOf('Rye & Co')}`)
  await page.getByRole('button', { name: 'Read @rye@read.example now' }).click()
  await page.getByText('Not so soon: it can be read again in').waitFor()
  await home.ctx.db
    .updateTable('competitorProfiles')
    .set({ nextAt: sql`now() - interval '1 minute'`, askedAt: null })
    .where('handle', '=', '@rye@read.example')
    .execute()
  reader.state.fail = () => new NetworkFailure('rejected', 'Closed.', { code: 'account_closed' })
  const { collectFrom } = await import('../../src/modules/plan/competitors/collect.ts')
  const { id } = await home.ctx.db
    .selectFrom('competitorProfiles')
    .select('id')
    .where('handle', '=', '@rye@read.example')
    .executeTakeFirstOrThrow()
  await collectFrom(home.ctx, id)
  await page.getByText('shows nothing without a sign-in').waitFor()
  await shot(page, 'competitors-trouble')
  reader.state.fail = null
})

test('one is put away and comes back by undo; forty are found, sorted and narrowed', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/competitors/${await idOf('The Old Mill')}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Put away' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'The Old Mill' }).waitFor()
  await seedMany(38)
  await page.goto('/competitors')
  await page.getByText('40 competitors').waitFor()
  await page.getByRole('combobox', { name: 'Sort' }).click()
  await page.getByRole('option', { name: 'Most followers' }).click()
  await expect.poll(() => page.getByRole('row').nth(1).textContent()).toContain('Baker 37')
  await page.getByRole('searchbox', { name: 'Find by name or handle' }).fill('baker 1')
  await page.getByText('13 competitors').waitFor()
  await page.reload()
  await page.getByText('13 competitors').waitFor()
  await page.getByRole('searchbox', { name: 'Find by name or handle' }).fill('nobody at all')
  await page.getByText('Nobody matches this.').waitFor()
  expect(complaints).toEqual([])
})

async function seedMany(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const { id: competitorId } = await home.ctx.db
      .insertInto('competitors')
      .values({ workspaceId, name: `Baker ${n}` })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id: profileId } = await home.ctx.db
      .insertInto('competitorProfiles')
      .values({ workspaceId, competitorId, network: 'Picture Pages', isRead: false, handle: `baker${n}` })
      .returning('id')
      .executeTakeFirstOrThrow()
    const day = { workspaceId, profileId, followers: 20_000 + n * 997, source: 'manual', at: new Date() }
    await home.ctx.db
      .insertInto('competitorDays')
      .values([
        { ...day, day: ago(1).slice(0, 10) },
        { ...day, day: ago(24 * 20).slice(0, 10), followers: 20_000 },
      ])
      .execute()
  }
}

test('who may not manage sees all of it and no button that refuses', async () => {
  await home.ctx.db
    .updateTable('members')
    .set({ role: 'analyst' })
    .where('workspaceId', '=', workspaceId)
    .execute()
  try {
    const { page, complaints } = await home.signedIn()
    await page.goto(`/competitors/${await idOf('The Old Mill')}`)
    await page.getByText('Nobody answers on Sundays').waitFor()
    for (const name of [/^Note what/, /^More/, 'Add a profile', 'Remove the note'])
      expect(await page.getByRole('button', { name }).count(), String(name)).toBe(0)
    await page.goto('/competitors')
    await page.getByText('40 competitors').waitFor()
    expect(await page.getByRole('button', { name: 'Watch a competitor' }).count()).toBe(0)
    expect(complaints).toEqual([])
  } finally {
    await home.ctx.db
      .updateTable('members')
      .set({ role: 'owner' })
      .where('workspaceId', '=', workspaceId)
      .execute()
  }
})

const places = async () =>
  [
    ['list', '/competitors?sort=followers', '40 competitors|40'],
    ['one', `/competitors/${await idOf('Rye & Co')}`, 'Loaf number'],
    ['by-hand', `/competitors/${await idOf('The Old Mill')}`, 'Nobody answers on Sundays'],
    [
      'compare',
      `/competitors/compare?ids=${await idOf('Rye & Co')},${await idOf('The Old Mill')}`,
      'Rye & Co',
    ],
  ] as const

const placesByName = async () => Object.fromEntries((await places()).map(([name, place]) => [name, place]))

test.each(looks)('competitors have no barriers: $size, $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  for (const [name, place, words] of await places()) {
    await page.goto(place)
    await page.locator('main').getByText(new RegExp(words)).first().waitFor()
    await page.waitForLoadState('networkidle')
    await shot(page, `competitors-${name}-${look.size}`, { whole: true })
    expect(await barriers(page, 'own'), name).toEqual([])
    expect(await smallTargets(page), name).toEqual([])
    expect(await sticksOut(page), name).toBe(false)
  }
  expect(complaints).toEqual([])
})

test.each(languages)('competitors fit in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  expect(
    await misfits(
      visit,
      { ...(await placesByName()), add: '/competitors?add=true' },
      `competitors-${language}`,
    ),
  ).toEqual({})
})
