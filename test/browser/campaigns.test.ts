import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { faults, languages, looks, misfits, shot } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  await bakery(home, workspaceId)
})

const find = () =>
  home.ctx.db
    .selectFrom('campaigns')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', 'Rhubarb weeks')
    .executeTakeFirst()

test('a campaign is begun, briefed and seen in one place; what is no hashtag and no link is told, and stays', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/campaigns')
  await page.getByRole('button', { name: 'New campaign' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Rhubarb weeks')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Rhubarb weeks' }).click()
  await page.getByText('Nobody has written yet what it is for').waitFor()
  await page.getByText('No goal is about this campaign yet.').waitFor()
  await page.getByText('Numbers come once the first post of it is out.').waitFor()
  await page.getByRole('button', { name: 'Write the brief' }).click()
  await dialog
    .getByLabel(/^Brief/)
    .fill('Rolls with rhubarb, for the neighbours.\n\nEach post asks something.')
  await dialog.getByLabel(/^Hashtags/).fill('#rhubarb ขนมปัง no-tag')
  await dialog.getByLabel(/^Links/).fill('The shop https://bakery.example/rolls\nsomewhere')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('“no-tag” is no hashtag').waitFor()
  await dialog.getByText('Line 2 has no address').waitFor()
  await shot(page, 'campaign-form')
  await dialog.getByLabel(/^Hashtags/).fill('#rhubarb ขนมปัง #Rhubarb')
  await dialog.getByLabel(/^Links/).fill('The shop https://bakery.example/rolls')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('#Rhubarb #ขนมปัง').waitFor()
  await page.getByRole('link', { name: 'The shop' }).waitFor()
  expect(await find()).toMatchObject({ hashtags: ['Rhubarb', 'ขนมปัง'], version: 2 })
  expect(complaints).toEqual([])
})

test('what somebody else saved meanwhile is not written over, and nothing typed is lost', async () => {
  const { page } = await home.signedIn()
  const campaign = await find()
  await page.goto(`/campaigns/${campaign?.id}`)
  await page.getByRole('button', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Brief/).fill('Mine')
  // Leaving the page costs nothing.
  await page.goto('/campaigns')
  await page.getByRole('link', { name: 'Rhubarb weeks' }).click()
  await page.getByRole('button', { name: 'Change' }).click()
  await dialog.getByText('You go on with what was typed here').waitFor()
  expect(await dialog.getByLabel(/^Brief/).inputValue()).toBe('Mine')
  await home.ctx.db
    .updateTable('campaigns')
    .set({ brief: 'Theirs', hashtags: ['theirs'], version: 9 })
    .where('id', '=', campaign?.id ?? '')
    .execute()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Somebody saved this campaign meanwhile').waitFor()
  expect(await dialog.getByLabel(/^Brief/).inputValue()).toBe('Mine')
  expect(await dialog.getByLabel(/^Hashtags/).inputValue()).toBe('#theirs')
  expect((await find())?.brief).toBe('Theirs')
  await shot(page, 'campaign-theirs', { whole: true })
  await dialog.getByRole('button', { name: 'Take theirs' }).click()
  expect(await dialog.getByLabel(/^Brief/).inputValue()).toBe('Theirs')
  await dialog.getByLabel(/^Brief/).fill('Both')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await find()).toMatchObject({ brief: 'Both', hashtags: ['theirs'], version: 10 })
})

test('its budget is planned from its page, and stands there with what was spent', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/campaigns/${(await find())?.id}`)
  await page.getByRole('link', { name: 'Plan its budget' }).click()
  await page.getByText('Nothing is planned for this campaign').waitFor()
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Add a line' }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Name').fill('Ads for rolls')
  await sheet
    .getByRole('combobox', { name: /For which campaign/ })
    .getByText('Rhubarb weeks')
    .waitFor()
  await shot(page, 'campaign-line', { whole: true })
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Ads for rolls').first().waitFor()
  const line = await home.ctx.db.selectFrom('budgetLines').selectAll().executeTakeFirstOrThrow()
  expect(line.campaignId).toBe((await find())?.id)
  const month = `${new Date().toISOString().slice(0, 7)}-01`
  const of = { workspaceId, lineId: line.id }
  await home.ctx.db
    .insertInto('budgetMonths')
    .values({ ...of, month, minor: 30_000 })
    .execute()
  await home.ctx.db
    .insertInto('budgetEntries')
    .values({ ...of, day: month, minor: 41_250, currency: line.currency })
    .execute()
  await page.goto(`/campaigns/${line.campaignId}`)
  await page.getByText('over the plan').waitFor()
  await page.getByText('Ads for rolls').waitFor()
  expect(complaints).toEqual([])
})

test.each(looks)('a campaign with goals and results reads well: $size, $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  const { id } = await home.ctx.db
    .selectFrom('campaigns')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', 'Rhubarb weeks')
    .executeTakeFirstOrThrow()
  await page.goto(`/campaigns/${id}`)
  await page.getByText('Theirs').waitFor()
  await shot(page, `campaign-${look.size}-${look.theme}`, { whole: true })
  expect(await faults(page, complaints)).toEqual([])
})

test.each(languages)('a campaign fits in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  const places = { all: '/campaigns', one: `/campaigns/${(await find())?.id}` }
  expect(await misfits(visit, places, `campaign-${language}`)).toEqual({})
})
