import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { type House, house, owner } from './house.ts'
import { barriers, faults, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'

let home: House
let workspaceId: string

beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
  const { db } = home.ctx
  await db
    .insertInto('budgetLines')
    .values({ workspaceId, side: 'cost', kind: 'content', name: 'Films', currency: 'EUR', spread: 'once' })
    .execute()
  await db
    .insertInto('teamWorks')
    .values({ workspaceId, name: 'Films and pictures', function: 'design' })
    .execute()
})

const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

const jobs = () =>
  home.ctx.db.selectFrom('contractorJobs').select(['id', 'title', 'state', 'version']).orderBy('id').execute()

test('a brief is written, stays through a reload while it is not saved, and is refused without a title', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/contractors')
  await page.getByText('What should somebody else make?').waitFor()
  await shot(page, 'contractors-empty')
  expect(await faults(page, complaints, 'both')).toEqual([])
  await page.getByRole('link', { name: 'Write a brief' }).click()
  await page.getByLabel('What is to be made').fill('A film of how rye bread is baked, 30 seconds.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('A brief needs a title.').waitFor()
  await page.reload()
  await expect.poll(() => page.getByLabel('What is to be made').inputValue()).toContain('rye bread')
  await page.getByText('You go on with what was typed here').waitFor()
  await page.getByLabel('Title').fill('A film of the bakery')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByLabel('Criterion 1', { exact: true }).fill('In 9:16 with subtitles')
  await choose(page, 'Paid from', 'Films')
  await choose(page, 'Kind of work', 'Films and pictures')
  await shot(page, 'contractors-form', { whole: true })
  expect(await faults(page, complaints, 'both')).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'A film of the bakery' }).waitFor()
  expect(await jobs()).toMatchObject([{ state: 'brief' }])
})

test('the work goes to somebody, comes back, is sent to be changed, and is accepted into the budget', async () => {
  const { page, complaints } = await home.signedIn()
  const [job] = await jobs()
  await page.goto(`/contractors/${job?.id}`)
  await page.getByRole('button', { name: 'Look for somebody' }).click()
  await page.getByText('Now: looking for somebody.').waitFor()
  await page.getByRole('button', { name: 'Add somebody' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Fred Films')
  await dialog.getByLabel('How they are reached').fill('fred@films.example')
  await dialog.getByLabel('Price').fill('450')
  await shot(page, 'contractors-candidate')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('fred@films.example').waitFor()
  await page.getByRole('button', { name: 'Agree', exact: true }).click()
  await dialog.getByLabel('Rights handed over').fill('Everywhere, for ever')
  await shot(page, 'contractors-agree')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Agree', exact: true }).click()
  await page.getByText('Everywhere, for ever').waitFor()
  await page.getByRole('button', { name: 'It is handed in' }).click()
  await page.getByRole('button', { name: 'Want changes' }).click()
  await dialog.getByRole('button', { name: 'Want changes' }).click()
  await dialog.getByText('Say in a sentence what is to be changed.').waitFor()
  await dialog.getByLabel('What is to be changed').fill('The sound is too quiet')
  await dialog.getByRole('button', { name: 'Want changes' }).click()
  await page.getByText('The sound is too quiet').waitFor()
  await page.getByRole('button', { name: 'It is handed in' }).click()
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await dialog.getByText(/1 thing that was asked for is not met/).waitFor()
  await dialog.getByLabel(/^Why/).fill('Subtitles come later')
  await dialog.getByRole('button', { name: 'Accept', exact: true }).click()
  await page.getByText('Now: accepted.').waitFor()
  expect(await jobs()).toMatchObject([{ state: 'accepted' }])
  const spent = await home.ctx.db.selectFrom('budgetEntries').select(['minor', 'note']).execute()
  expect(spent).toEqual([{ minor: 45_000, note: 'A film of the bakery' }])
  expect(await faults(page, complaints, 'both')).toEqual([])
})

test('files and comments stand beside it, and what is one’s own is taken back', async () => {
  const { page, complaints } = await home.signedIn()
  const [job] = await jobs()
  const buffer = await sharp({ create: { width: 90, height: 90, channels: 3, background: '#a40' } })
    .png()
    .toBuffer()
  await page.context().request.post('/api/v1/media', {
    headers: { 'carillon-csrf': '1', 'carillon-workspace': workspaceId },
    multipart: { file: { name: 'oven.png', mimeType: 'image/png', buffer } },
  })
  await page.goto(`/contractors/${job?.id}`)
  await page.getByRole('button', { name: 'From the library' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'oven.png' }).click()
  await page.getByRole('link', { name: 'oven.png' }).waitFor()
  await page.getByRole('button', { name: 'Add a link' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill('javascript:alert(1)')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByText('Write the whole address').waitFor()
  await dialog.getByLabel('Address').fill('https://files.example/cut.mp4')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'https://files.example/cut.mp4' }).waitFor()
  await page.getByLabel('Comment', { exact: true }).fill('Show it to Mila')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await page.getByText('Show it to Mila').waitFor()
  await page.getByRole('button', { name: 'Take back' }).first().click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Show it to Mila' }).waitFor()
  expect(await faults(page, complaints, 'both')).toEqual([])
})

test('who saves a brief that somebody else has saved keeps what they wrote', async () => {
  const { page } = await home.signedIn()
  const [job] = await jobs()
  await page.goto(`/contractors/${job?.id}/edit`)
  await page.getByLabel('Title').fill('A film of the oven')
  await home.ctx.db
    .updateTable('contractorJobs')
    .set({ version: (job?.version ?? 0) + 5, title: 'Theirs' })
    .execute()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Somebody saved this brief while you wrote').waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('A film of the oven')
  await page.getByRole('button', { name: 'Save mine over it' }).click()
  await page.getByRole('heading', { level: 1, name: 'A film of the oven' }).waitFor()
})

test('what is overdue or handed in waits under Today', async () => {
  const { page, complaints } = await home.signedIn()
  const { db } = home.ctx
  const me = await db
    .selectFrom('users')
    .select('id')
    .where('email', '=', owner.email)
    .executeTakeFirstOrThrow()
  const more = { workspaceId, ownerId: me.id }
  await db
    .insertInto('contractorJobs')
    .values([
      { ...more, title: 'Pictures of the team', state: 'agreed', deadline: '2020-01-31' },
      { ...more, title: 'Texts for the shop', state: 'delivered' },
    ])
    .execute()
  await page.goto('/')
  await page.getByText('“Texts for the shop” was handed in').waitFor()
  await page.getByText('“Pictures of the team” is overdue').waitFor()
  await shot(page, 'contractors-today', { whole: true })
  expect(await faults(page, complaints, 'both')).toEqual([])
  await page.getByRole('link', { name: /Texts for the shop/ }).click()
  await page.getByRole('button', { name: 'Accept', exact: true }).waitFor()
})

test.each(languages)('a job fits a phone in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  const [job] = await jobs()
  expect(
    await misfits(
      visit,
      { job: `/contractors/${job?.id}`, edit: `/contractors/${job?.id}/edit` },
      `contractors-${language}`,
    ),
  ).toEqual({})
})

test.each(looks)('list and job read well: $size, $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  const [job] = await jobs()
  for (const [place, what] of [
    ['/contractors', 'list'],
    ['/contractors?show=closed', 'closed'],
    [`/contractors/${job?.id}`, 'job'],
    [`/contractors/${job?.id}/edit`, 'edit'],
  ] as const) {
    await page.goto(place)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await shot(page, `contractors-${what}-${look.size}-${look.theme}`, { whole: true })
    expect(await barriers(page), what).toEqual([])
    expect(await smallTargets(page), what).toEqual([])
    expect(await sticksOut(page), what).toBe(false)
  }
  expect(complaints).toEqual([])
})
