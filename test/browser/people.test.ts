import { beforeAll, expect, test } from 'vitest'
import { visitor } from './browser.ts'
import { type House, house, owner } from './house.ts'
import { barriers, shot, sticksOut } from './look.ts'

let home: House
beforeAll(async () => {
  home = await house()
})

test('under a name that the settings do not say, the first visit tells it before anything is typed', async () => {
  const { page, complaints } = await visitor(home.url)
  await page.route('**/api/v1/setup', async (route) => {
    const headers = { ...route.request().headers(), host: 'evil.example' }
    await route.fulfill({ response: await route.fetch({ headers }) })
  })
  await page.goto('/')
  await page.getByRole('alert').filter({ hasText: 'Nobody can become the owner at evil.example' }).waitFor()
  expect(await page.getByRole('button', { name: 'Begin' }).count()).toBe(0)
  await shot(page, 'first-visit-strange')
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('the first visit makes the owner and leads into the workspace; the next visit signs in', async () => {
  const { page, complaints } = await visitor(home.url)
  await page.goto('/')
  await page.getByRole('heading', { name: 'Welcome to your Carillon' }).waitFor()
  await shot(page, 'first-visit')
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Your name').fill(owner.name)
  await page.getByLabel('Mail address').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByLabel('Brand or company').fill(owner.workspace)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByText('Use at least 10 characters.').first().waitFor()
  await shot(page, 'first-visit-refused')
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  expect(page.url()).toMatch(/\/w\/[\w-]+\/$/)

  await page.getByRole('button', { name: owner.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await shot(page, 'sign-in')
  await page.getByLabel('Mail address').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill('not the right one')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: 'do not belong together' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  expect(complaints).toEqual([])
})

const looks = [
  { size: 'desktop', theme: 'light' },
  { size: 'phone', theme: 'dark' },
] as const

const places = ['/', '/account', '/settings', '/settings/members', '/settings/keys'] as const

test.each(looks)('pages of people and settings have no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  for (const place of places) {
    await page.goto(place)
    await page.locator('h1').waitFor()
    await page.waitForLoadState('networkidle')
    await shot(page, `${place.slice(1).replaceAll('/', '-') || 'today'}-${look.size}-${look.theme}`, {
      whole: true,
    })
    expect(await barriers(page), place).toEqual([])
    expect(await sticksOut(page), place).toBe(false)
  }
  expect(complaints).toEqual([])
})
