import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let channels: Awaited<ReturnType<typeof bakery>>['channels']

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  channels = (await bakery(home, workspaceId)).channels
  await home.ctx.db
    .updateTable('channels')
    .set({ timeZone: 'Asia/Bangkok' })
    .where('id', '=', channels.mastodon)
    .execute()
})

const slotsOf = async (channelId: string) =>
  (
    await home.ctx.db
      .selectFrom('slots')
      .select(['weekday', 'atTime', 'category'])
      .where('channelId', '=', channelId)
      .orderBy('weekday')
      .orderBy('atTime')
      .execute()
  ).map(
    ({ weekday, atTime, category }) => `${weekday} ${atTime.slice(0, 5)}${category ? ` ${category}` : ''}`,
  )

test('an empty week is filled by a press, and emptied again by undo', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/slots')
  await page.getByText('When does this channel publish?').waitFor()
  await shot(page, 'slots-empty')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: /Monday–Friday at 0?9:00 and/ }).click()
  await page.getByText('Next free:').waitFor()
  await expect.poll(() => slotsOf(channels.bluesky)).toHaveLength(10)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('When does this channel publish?').waitFor()
  await expect.poll(() => slotsOf(channels.bluesky)).toEqual([])
  expect(complaints).toEqual([])
})

test('times are added on several days, changed and taken out by mouse', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/slots?channel=${channels.bluesky}`)
  await page.getByRole('button', { name: 'Add a time on Monday' }).click()
  await page.getByRole('button', { name: 'Wednesday', exact: true }).click()
  await page.getByRole('button', { name: 'Friday', exact: true }).click()
  await page.getByLabel('Time', { exact: true }).fill('8.30')
  await page.getByLabel('Meant for').click()
  await page.getByRole('option', { name: 'Educational' }).click()
  await shot(page, 'slots-add')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Add 3 times' }).click()
  await expect
    .poll(() => slotsOf(channels.bluesky))
    .toEqual(['1 08:30 educational', '3 08:30 educational', '5 08:30 educational'])

  await page
    .getByRole('button', { name: /^Wednesday/ })
    .filter({ hasText: '08:30' })
    .click()
  await page.getByLabel('Time', { exact: true }).fill('12')
  await page.keyboard.press('Enter')
  await expect.poll(() => slotsOf(channels.bluesky)).toContain('3 12:00 educational')

  await page
    .getByRole('button', { name: /^Friday/ })
    .filter({ hasText: '08:30' })
    .click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect.poll(() => slotsOf(channels.bluesky)).toEqual(['1 08:30 educational', '3 12:00 educational'])
  expect(complaints).toEqual([])
})

test('by keyboard alone a time is moved and taken out, and the focus stays with it', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/slots?channel=${channels.bluesky}`)
  await page
    .getByRole('button', { name: /^Wednesday/ })
    .filter({ hasText: '12:00' })
    .focus()
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => slotsOf(channels.bluesky)).toEqual(['1 08:30 educational', '4 12:30 educational'])
  await page.keyboard.press('Delete')
  await expect.poll(() => slotsOf(channels.bluesky)).toEqual(['1 08:30 educational'])
  expect(complaints).toEqual([])
})

test('a day is copied to the others, and the week to other channels by the clock of each', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/slots?channel=${channels.bluesky}`)
  await page.getByRole('button', { name: 'More for Monday' }).click()
  await page.getByRole('menuitem', { name: 'Copy to every day' }).click()
  await expect.poll(() => slotsOf(channels.bluesky)).toHaveLength(7)
  await page.getByRole('button', { name: 'Add a time on Tuesday' }).click()
  await page.getByLabel('Time', { exact: true }).fill('17:00')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect.poll(() => slotsOf(channels.bluesky)).toHaveLength(8)

  await page.getByRole('button', { name: 'Copy to…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Bangkok').waitFor()
  await shot(page, 'slots-copy')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('checkbox').first().click()
  await dialog.getByRole('checkbox').nth(1).click()
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByText('Week copied to 2 channels.').waitFor()
  await expect.poll(() => slotsOf(channels.mastodon)).toEqual(await slotsOf(channels.bluesky))
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => slotsOf(channels.mastodon)).toEqual([])
  expect(complaints).toEqual([])
})

test.each(looks)('slots have no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  await page.goto(`/slots?channel=${channels.bluesky}`)
  await page.getByText('Next free:').waitFor()
  await page.waitForLoadState('networkidle')
  await shot(page, `slots-${look.size}-${look.theme}`, { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  expect(complaints).toEqual([])
})

test.each(languages)('slots fit in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  expect(await misfits(visit, { week: `/slots?channel=${channels.bluesky}` }, `slots-${language}`)).toEqual(
    {},
  )
})
