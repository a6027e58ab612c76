import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createOutbound } from '../../src/platform/http/index.ts'
import { type Company, openCompany } from '../people/company.ts'
import { type Look, visitor } from './browser.ts'
import { type House, house, owner } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'

let home: House
let company: Company
beforeAll(async () => {
  home = await house()
  company = await openCompany(home.url)
  const { oidcIssuer, oidcClientId, oidcClientSecret, oidcLabel } = readConfig(company.settings)
  Object.assign(home.ctx.config, { oidcIssuer, oidcClientId, oidcClientSecret, oidcLabel })
  home.ctx.fetch = createOutbound({ allowedHosts: [company.host] })
})

const phone: Look = { size: 'phone', theme: 'dark' }

async function isFine(page: Page, name: string): Promise<void> {
  await shot(page, name)
  expect(await barriers(page), name).toEqual([])
  expect(await smallTargets(page), name).toEqual([])
  expect(await sticksOut(page), name).toBe(false)
}

const today = (page: Page) => page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
const goOn = (page: Page) => page.getByRole('button', { name: 'Continue with Bell Foundry' })

test('joined under My account on a phone, it opens the door, and who is invited comes in by it', async () => {
  const { page, workspaceId, complaints } = await home.signedIn(phone)
  company.now = { sub: 'ieva', email: owner.email, email_verified: true, name: owner.name }
  await page.goto('/account')
  await page.getByRole('button', { name: 'Join my account' }).click()
  await page.getByLabel('Current password').last().fill('not mine at all')
  await goOn(page).click()
  await page.getByText('This is not the current password.').waitFor()
  await isFine(page, 'provider-join')
  await page.getByLabel('Current password').last().fill(owner.password)
  await goOn(page).click()
  await page.getByText('Your account at Bell Foundry is joined.').waitFor()
  await page.getByRole('button', { name: 'Remove' }).scrollIntoViewIfNeeded()
  await isFine(page, 'provider-joined')
  expect(new URL(page.url()).hash).toBe('')
  expect(complaints).toEqual([])

  const { page: door, complaints: atDoor } = await visitor(home.url, phone)
  await door.goto(`/w/${workspaceId}/posts`)
  await goOn(door).waitFor()
  await shot(door, 'provider-at-the-door')
  const mine = company.now
  company.now = { sub: 'guest', email: 'guest@example.com', email_verified: true }
  await goOn(door).click()
  await door.getByRole('alert').filter({ hasText: 'no invitation waits' }).waitFor()
  await isFine(door, 'provider-not-invited')
  await door.context().clearCookies({ domain: '127.0.0.1' })
  company.now = mine
  await goOn(door).click()
  await door.getByRole('heading', { name: 'Posts', level: 1 }).waitFor()
  expect(new URL(door.url()).pathname).toBe(`/w/${workspaceId}/posts`)
  expect(atDoor).toEqual([])

  const made = await page.request.post('/api/v1/invitations', {
    data: { email: 'guest@example.com', role: 'editor', way: 'link' },
    headers: { 'carillon-csrf': '1', 'carillon-workspace': workspaceId },
  })
  const { url } = (await made.json()) as { url: string }
  const { page: guest } = await visitor(home.url)
  company.now = { sub: 'guest', email: 'guest@example.com', email_verified: true, name: 'Guest' }
  await guest.goto(url)
  await goOn(guest).waitFor()
  await shot(guest, 'provider-invitation')
  await goOn(guest).click()
  await today(guest)
  await guest.goto('/account')
  await guest.getByText('You have none yet').waitFor()
  expect(await guest.getByLabel('Current password').count()).toBe(0)
  await guest.getByRole('button', { name: 'Remove' }).click()
  await guest.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await guest.getByText('This is your only way in. Set a password first.').waitFor()
  await guest.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await shot(guest, 'provider-only-way')
}, 180_000)

test('where only the provider is allowed the door says so, and a password is told that it opens nothing', async () => {
  await home.signedIn()
  home.ctx.config.oidcOnly = true
  const { page } = await visitor(home.url, { language: 'ru' })
  await page.goto('/#sign-in=<b>Call this number</b>')
  await page.getByRole('alert').filter({ hasText: 'не прошёл проверку' }).waitFor()
  await isFine(page, 'provider-alone')
  await page.getByRole('button', { name: 'Войти с паролем' }).click()
  await page.getByLabel('Электронная почта').fill(owner.email)
  await page.getByLabel('Пароль', { exact: true }).fill(owner.password)
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: 'Здесь входят через Bell Foundry' }).waitFor()
  await shot(page, 'provider-password-closed')
}, 120_000)
