import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
beforeAll(async () => {
  home = await house()
})

test('a new house leads through the first steps', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/')
  await page.getByRole('heading', { name: 'Get going' }).waitFor()
  await page.getByText('Nothing needs you.').waitFor()
  await shot(page, 'today-new', { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('what needs a person stands first and can be mended there', async () => {
  const { workspaceId, page } = await home.signedIn()
  await bakery(home, workspaceId)
  await page.goto('/')
  await page.getByText('Not published', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Send again' }).click()
  await page.getByText('Done. The state is up to date in a moment.').waitFor()
  await page.getByText('Not published', { exact: true }).waitFor({ state: 'detached' })
  const row = await home.ctx.db
    .selectFrom('deliveries')
    .select('state')
    .where('workspaceId', '=', workspaceId)
    .where('failureCode', '=', 'image_type')
    .execute()
  expect(row.filter(({ state }) => state === 'failed')).toEqual([])
})

test.each(looks)('Today has no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  await page.goto('/')
  await page.getByText('Nobody knows whether it is out').waitFor()
  await page.waitForLoadState('networkidle')
  await shot(page, `today-${look.size}-${look.theme}`, { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  expect(complaints).toEqual([])
})

test.each(languages)('Today fits in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  expect(await misfits(visit, { all: '/' }, `today-${language}`)).toEqual({})
})
