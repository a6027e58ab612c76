import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { visitor } from './browser.ts'
import { type House, house } from './house.ts'
import { faults, shot } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let channelId: string

/** Far ahead, so that the walk does not depend on the day it runs on. */
const month = '2034-03'

beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
  channelId = (await bakery(home, workspaceId)).channels.bluesky
})

async function call(page: Page, path: string, data: object) {
  const headers = { 'carillon-csrf': '1', 'carillon-workspace': workspaceId }
  const answer = await page.context().request.post(`/api/v1${path}`, { headers, data })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

let filled = false

async function fill(page: Page) {
  // A second try finds what the first has written.
  if (filled) return
  filled = true
  const write = (text: string, day: string | null) =>
    call(page, '/posts', {
      content: { parts: [{ text }] },
      variants: [{ channelId }],
      ...(day && { wish: { at: `${day}T09:00`, zone: 'Europe/Riga' } }),
    })
  await write('Rye at six', `${month}-07`)
  await write('Rolls at seven', `${month}-08`)
  await write('Cake at eight', `${month}-09`)
  await write('No time yet', null)
  await call(page, '/calendar/notes', {
    ...{ from: `${month}-14`, to: `${month}-16`, text: 'The oven is mended', colour: 'amber' },
  })
  await call(page, '/campaigns', {
    ...{ name: 'Spring bread', colour: 'green', startsOn: `${month}-06`, endsOn: `${month}-24` },
  })
}

test('several move together and come back, a draft gets a day, a week is copied, and a link shows it outside', async () => {
  const { page, complaints } = await home.signedIn()
  await fill(page)
  await page.goto(`/calendar?date=${month}-10&shelf=1`)
  const entry = (words: string) => page.getByRole('button', { name: new RegExp(words) }).first()
  await entry('Rye at six').waitFor()
  await page.getByRole('button', { name: 'Note: The oven is mended' }).first().waitFor()
  await page.getByText('No time yet').waitFor()
  await shot(page, 'calendar-month')
  expect(await faults(page, complaints)).toEqual([])

  await entry('Rye at six').click({ modifiers: ['Control'] })
  await entry('Cake at eight').click({ modifiers: ['Shift'] })
  await page.getByText('3 posts selected').waitFor()
  await page.getByRole('button', { name: 'A week later' }).click()
  await page.getByText('3 posts moved').waitFor()
  const rye = page.locator('td', { has: page.getByRole('button', { name: /Rye at six/ }) })
  await expect.poll(() => rye.locator('[data-day]').getAttribute('data-day')).toBe(`${month}-14`)
  await page.keyboard.press('Control+z')
  await page.getByText('Taken back').waitFor()
  await expect.poll(() => rye.locator('[data-day]').getAttribute('data-day')).toBe(`${month}-07`)

  await page.getByRole('button', { name: 'More for the calendar' }).click()
  await page.getByRole('menuitem', { name: 'Copy a week…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).waitFor()
  await shot(page, 'calendar-copy')
  await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByText(/posts copied/).waitFor()
  await expect.poll(() => page.getByRole('button', { name: /Rye at six/ }).count()).toBeGreaterThan(2)

  await page.getByRole('button', { name: 'More for the calendar' }).click()
  await page.getByRole('menuitem', { name: 'Share and follow…' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('For whom').fill('The bank')
  await sheet.getByRole('checkbox', { name: 'Drafts' }).click()
  await sheet.getByRole('checkbox', { name: 'When campaigns run' }).click()
  await shot(page, 'calendar-share', { whole: true })
  await sheet.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByRole('textbox', { name: 'Page', exact: true }).inputValue()

  const phone = await visitor(home.url, { size: 'phone', theme: 'dark', language: 'en' })
  await phone.page.clock.setFixedTime(new Date(`${month}-10T10:00:00Z`))
  await phone.page.goto(link)
  await phone.page.getByText('Rye at six').first().waitFor()
  await phone.page.getByText('Spring bread').waitFor()
  expect(await phone.page.getByText('The oven is mended').count()).toBe(0)
  await shot(phone.page, 'calendar-shared-phone', { whole: true })
  expect(await faults(phone.page, phone.complaints)).toEqual([])

  const { page: small, complaints: told } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await small.goto(`/calendar?date=${month}-14&shelf=1`)
  await small.getByRole('dialog').getByText('No time yet').waitFor()
  await shot(small, 'calendar-shelf-phone')
  expect(await faults(small, told)).toEqual([])
})
