import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, looks, shot } from './look.ts'
import { bakery } from './seed.ts'

/**
 * From "we should be on social media" to a strategy on one page, a goal with its odds, a channel plan and four weeks in the
 * calendar, as somebody without training goes: by what stands on the screen, without an address typed.
 */
let home: House
let workspaceId: string

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  const { channels } = await bakery(home, workspaceId)
  const points = Array.from({ length: 60 }, (_, ago) => ({
    ...{
      workspaceId,
      subjectKind: 'channel',
      subjectId: channels.bluesky,
      metric: 'followers',
      source: 'network',
    },
    at: new Date(Date.now() - ago * 86_400_000),
    value: 1240 - 4 * ago,
  }))
  await home.ctx.db.insertInto('metricPoints').values(points).execute()
})

test.each(looks)('the path of the first hour, $size $theme', async (look) => {
  await begun()
  const { page, complaints } = await home.signedIn(look)
  const open = async (name: string) => {
    if (look.size === 'phone') await page.getByRole('button', { name: 'More', exact: true }).last().click()
    await page.getByRole('link', { name, exact: true }).first().click()
  }
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()

  await page.goto('/')
  await open('Strategy')
  await press('Start from an example')
  await press('Take this one: A bakery')
  await page.getByText('8 of 8 parts').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved as revision 1.').waitFor()

  await open('Goals')
  await page.getByRole('link', { name: 'Set a goal' }).first().click()
  await page.getByLabel('Your wish').fill('200 more followers until the end of next year')
  await page.getByLabel('Your wish').press('Enter')
  const gate = page.getByRole('button', { name: 'Set a goal' })
  await expect.poll(() => page.locator('input[name=target]').inputValue()).toBe('1,440')
  await gate.waitFor()
  await gate.click()
  await page.getByRole('heading', { level: 1, name: /Followers/ }).waitFor()
  await shot(page, `hour-goal-${look.size}`)

  await open('Content plan')
  await page.getByRole('tab', { name: 'Mix and rhythm' }).click()
  const often = page.getByRole('spinbutton', { name: /^Posts a week on/ })
  for (const place of [0, 1]) await often.nth(place).fill('3')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  await page.getByRole('tab', { name: 'Channels' }).click()
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Why we are there').fill('Neighbours who pass by every morning.')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await sheet.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Planned posts' }).click()
  await press('Plan weeks')
  const make = page.getByRole('dialog').getByRole('button', { name: /^Make \d+ changes$/ })
  const count = Number((await make.textContent())?.match(/\d+/)?.[0])
  // Two channels, three times a week, four weeks, less what stands in the calendar already.
  expect(count).toBeGreaterThan(12)
  await make.click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(planned).toBe(count)
  await shot(page, `hour-plan-${look.size}`)
  expect(await barriers(page)).toEqual([])

  await page.getByRole('listitem').getByRole('button', { name: 'Write' }).first().click()
  await page.getByRole('textbox', { name: 'Text' }).fill('Rye from the stone oven at seven.')
  await page.getByText('It serves no goal yet.').waitFor()
  await page.getByRole('combobox', { name: 'Goal' }).click()
  await page.getByRole('option', { name: /Followers/ }).click()
  await page.getByText('It serves no goal yet.').waitFor({ state: 'detached' })
  await shot(page, `hour-post-${look.size}`)
  expect(complaints).toEqual([])
})

/** Each look begins anew. */
async function begun(): Promise<void> {
  for (const table of ['strategyRevisions', 'goals', 'plannedPosts', 'channelPlans', 'contentPlans'] as const)
    await home.ctx.db.deleteFrom(table).where('workspaceId', '=', workspaceId).execute()
}

async function planned(): Promise<number> {
  const rows = await home.ctx.db
    .selectFrom('plannedPosts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .execute()
  return rows.length
}
