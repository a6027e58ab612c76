import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { faults, languages, looks, misfits, shot } from './look.ts'

let home: House

beforeAll(async () => {
  home = await house()
})

const csv =
  'age,gender,count\n18-24,female,320\n18-24,male,210\n25-34,female,540\n25-34,male,430\n35+,female,300\n35+,male,200'

test('a table is brought in, a segment is cut from it, and what cannot be told is said as bounds', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/personas/segments?view=tables')
  await page.getByText('Whom do you know already?').waitFor()
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Bring in a table' }).click()
  await page.getByLabel('Name', { exact: false }).first().fill('Insights')
  await page.getByLabel('Or its text').fill(csv)
  await page.getByRole('button', { name: 'See what it says' }).click()
  await page.getByText('Tells of 2,000 people').waitFor()
  await shot(page, 'segments-table')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.getByText('Age × Gender').waitFor()
  expect(await faults(page, complaints)).toEqual([])
  await page.goto('/personas/segments/new')
  await page.getByLabel('Name').fill('Young women')
  await page.getByLabel('From age').fill('18')
  await page.getByLabel('To age').fill('34')
  await page.getByLabel('women', { exact: true }).check()
  await page.getByText('860 people we know').waitFor()
  await shot(page, 'segments-form', { whole: true })
  await page.getByLabel('To age').fill('30')
  await page.getByText('320–860 people we know').waitFor()
  expect(await faults(page, complaints)).toEqual([])
  await page.reload()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Young women')
  await page.getByRole('button', { name: 'Add a segment' }).click()
  await page.getByRole('heading', { level: 1, name: 'Young women' }).waitFor()
  await page.getByText('320–860 people we know').waitFor()
  await page.getByText('Not wholly known: Age').waitFor()
  await shot(page, 'segments-one', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
})

test('a goal about a part of the people is of a number entered by hand', async () => {
  const { page, complaints } = await home.signedIn()
  const { id } = await home.ctx.db
    .selectFrom('segments')
    .select('workspaceId as id')
    .executeTakeFirstOrThrow()
  await home.ctx.db
    .insertInto('manualMetrics')
    .values({ workspaceId: id, name: 'Young followers', unit: '' })
    .execute()
  await page.goto('/goals/new')
  const whose = page.getByRole('combobox', { name: 'Whose' })
  await whose.click()
  const segment = page.getByRole('option', { name: /Young women/ })
  expect(await segment.getAttribute('aria-disabled')).toBe('true')
  await segment.getByText('Only with a number entered by hand').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('#goal-metric').getByRole('combobox').click()
  await page.getByRole('option', { name: 'Young followers' }).click()
  await whose.click()
  await segment.click()
  await whose.getByText('Young women').waitFor()
  await shot(page, 'segments-goal')
  expect(await faults(page, complaints)).toEqual([])
})

test('segments fit a phone in the dark, and are told in every language', async () => {
  const { id } = await home.ctx.db.selectFrom('segments').select('id').executeTakeFirstOrThrow()
  const there = `/personas/segments/${id}`
  const phone = await home.signedIn(looks.at(-1) ?? {})
  await phone.page.goto(there)
  await phone.page.getByText('320–860').first().waitFor()
  await shot(phone.page, 'segments-phone', { whole: true })
  expect(await faults(phone.page, phone.complaints)).toEqual([])
  await phone.context.close()
  for (const language of languages) {
    const visit = await home.signedIn({ size: 'phone', language })
    const places = { one: there, edit: `${there}/edit`, tables: '/personas/segments?view=tables' }
    expect(await misfits(visit, places, `segments-${language}`)).toEqual({})
    await visit.context.close()
  }
})
