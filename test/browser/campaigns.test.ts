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
  await home.ctx.db
    .updateTable('campaigns')
    .set({ brief: 'Theirs', version: 9 })
    .where('id', '=', campaign?.id ?? '')
    .execute()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Somebody changed this campaign meanwhile.').waitFor()
  expect(await dialog.getByLabel(/^Brief/).inputValue()).toBe('Mine')
  expect((await find())?.brief).toBe('Theirs')
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
