import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, faults, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'

let home: House
let workspaceId: string

beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
})

const kept = async () =>
  home.ctx.db
    .selectFrom('personas')
    .select(['id', 'name', 'facts', 'version'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .execute()

const name = (page: Page) => page.getByLabel('Name', { exact: true })

test('from an example a persona is made, and what was typed stays through a reload', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/personas')
  await page.getByText('Somebody to write for').waitFor()
  await shot(page, 'personas-empty')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('link', { name: 'Example: buys for themselves' }).click()
  await expect.poll(() => name(page).inputValue()).toContain('Anna')
  await name(page).fill('Anna of the quarter')
  await page.reload()
  await expect.poll(() => name(page).inputValue()).toBe('Anna of the quarter')
  await page.getByText('You go on with what was typed here').waitFor()
  await shot(page, 'personas-form', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Describe a persona' }).click()
  await page.getByRole('heading', { level: 1, name: 'Anna of the quarter' }).waitFor()
  expect(await kept()).toMatchObject([{ name: 'Anna of the quarter', version: 1 }])
  await shot(page, 'personas-one', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
})

test('a persona without a name, or with an empty fact, is refused at its place', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/personas/new')
  await page.getByRole('combobox', { name: 'Add a fact' }).click()
  await page.getByRole('option', { name: /^Job/ }).click()
  await page.getByRole('button', { name: 'Describe a persona' }).click()
  await page.getByText('A persona needs a name.').waitFor()
  await page.getByText('A fact says something').waitFor()
  await name(page).fill('Martin')
  await page.getByLabel('Job', { exact: true }).fill('Head of production')
  await page.getByRole('button', { name: 'Describe a persona' }).click()
  await page.getByRole('heading', { level: 1, name: 'Martin' }).waitFor()
  expect(complaints).toEqual([])
})

test('a table tells which of its lines are wrong, and becomes facts when it is right', async () => {
  const { page, complaints } = await home.signedIn()
  const [anna] = await kept()
  await page.goto(`/personas/${anna?.id}/edit`)
  await page.getByRole('button', { name: 'Read a table' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Or paste it here').fill('dimension,value,share\nage,25-34,much\nshoes,43,10%')
  await dialog.getByRole('button', { name: 'Read', exact: true }).click()
  await dialog.getByText('Line 2: this is no number').waitFor()
  await dialog.getByText('Line 3: there is no such dimension').waitFor()
  await shot(page, 'personas-table-faults')
  expect(await barriers(page)).toEqual([])
  await dialog
    .getByLabel('Or paste it here')
    .fill('dimension,value,share\nage,25-34,31%\nage,35-44,42%\ncity,Rīga,58%\ncity,Jūrmala,12%')
  await dialog.getByRole('button', { name: 'Read', exact: true }).click()
  await dialog.getByText('4 lines were read.').waitFor()
  await shot(page, 'personas-table')
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await page.getByText('2 facts taken over.').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  const [after] = await kept()
  expect(after?.facts).toEqual(
    expect.arrayContaining([expect.objectContaining({ field: 'place', evidence: 'import' })]),
  )
  expect(complaints).toEqual([])
})

test('who saves a persona that somebody else has saved keeps what they wrote, and says which holds', async () => {
  const { page, complaints } = await home.signedIn()
  const [, martin] = await kept()
  await page.goto(`/personas/${martin?.id}/edit`)
  await name(page).fill('Martin of the line')
  const headers = { 'carillon-csrf': '1', 'carillon-workspace': workspaceId }
  const data = { name: 'Martin elsewhere', kind: 'b2b', version: 1 }
  const answer = await page.context().request.put(`/api/v1/personas/${martin?.id}`, { headers, data })
  expect(answer.status()).toBe(200)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Somebody saved this persona while you wrote').waitFor()
  expect(await name(page).inputValue()).toBe('Martin of the line')
  await shot(page, 'personas-conflict')
  await page.getByRole('button', { name: 'Save mine over it' }).click()
  await page.getByRole('heading', { level: 1, name: 'Martin of the line' }).waitFor()
  expect(complaints).toEqual([])
})

test('a picture of the library gives a persona a face', async () => {
  const { page, complaints } = await home.signedIn()
  const [anna] = await kept()
  const buffer = await sharp({ create: { width: 90, height: 90, channels: 3, background: '#a40' } })
    .png()
    .toBuffer()
  const added = await page.context().request.post('/api/v1/media', {
    headers: { 'carillon-csrf': '1', 'carillon-workspace': workspaceId },
    multipart: { file: { name: 'anna.png', mimeType: 'image/png', buffer } },
  })
  expect(added.status()).toBeLessThan(300)
  await page.goto(`/personas/${anna?.id}/edit`)
  await page.getByRole('button', { name: 'Choose a picture' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'anna.png' }).waitFor()
  await shot(page, 'personas-picture')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'anna.png' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  const width = () => page.evaluate<number>("document.querySelector('main img')?.naturalWidth ?? 0")
  await expect.poll(width).toBeGreaterThan(0)
  await shot(page, 'personas-one-picture')
  expect(complaints).toEqual([])
})

test('a persona is put away and comes back by undo, and the strategy can name it', async () => {
  const { page, complaints } = await home.signedIn()
  const [anna] = await kept()
  await page.goto(`/personas/${anna?.id}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Put away' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Anna of the quarter' }).waitFor()
  await page.goto('/strategy?part=audience')
  await page.getByRole('checkbox', { name: 'Anna of the quarter' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved as revision 1.').waitFor()
  await page.goto('/strategy?view=page')
  await page.getByRole('article').getByText('Anna of the quarter').waitFor()
  expect(complaints).toEqual([])
})

test.each(looks)('personas have no barriers: $size, $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  const [anna] = await kept()
  for (const place of ['', '/compare', `/${anna?.id}`, `/${anna?.id}/edit`]) {
    await page.goto(`/personas${place}`)
    await page.locator('main').getByText('Anna of the quarter').first().waitFor()
    await page.waitForLoadState('networkidle')
    await shot(page, `personas${place.replace(anna?.id ?? '', 'one').replaceAll('/', '-')}-${look.size}`, {
      whole: true,
    })
    expect(await barriers(page, 'own'), place).toEqual([])
    expect(await smallTargets(page), place).toEqual([])
    expect(await sticksOut(page), place).toBe(false)
  }
  expect(complaints).toEqual([])
})

test.each(languages)('personas fit in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  const [anna] = await kept()
  expect(
    await misfits(
      visit,
      { all: '/personas', compare: '/personas/compare', edit: `/personas/${anna?.id}/edit` },
      `personas-${language}`,
    ),
  ).toEqual({})
})
