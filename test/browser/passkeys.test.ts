import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Look } from './browser.ts'
import { type House, house, owner } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'

let home: House
beforeAll(async () => {
  home = await house()
})

const phone: Look = { size: 'phone', theme: 'dark' }

async function isFine(page: Page, name: string): Promise<void> {
  await shot(page, name)
  expect(await barriers(page), name).toEqual([])
  expect(await smallTargets(page), name).toEqual([])
  expect(await sticksOut(page), name).toBe(false)
}

/** A phone's own authenticator, as Chromium plays it. `touch` puts the finger on it, or takes it off. */
async function authenticator(page: Page) {
  const devtools: CDPSession = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  })
  return {
    touch: (enabled: boolean) =>
      devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    know: (isUserVerified: boolean) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    credentials: async () =>
      (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  }
}

const signing = '**/api/v1/sign-in/passkey'

const today = (page: Page) => page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()

async function endSession(page: Page): Promise<void> {
  const { status } = await page.evaluate<{ status: number }>(
    `fetch('/api/v1/sign-out', { method: 'POST', headers: { 'carillon-csrf': '1' } }).then(({ status }) => ({ status }))`,
  )
  expect(status).toBe(204)
}

async function signOut(page: Page): Promise<void> {
  await endSession(page)
  await page.goto('/')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

test('added on a phone, a passkey opens the door by a press, among what the mail address offers, and not when it is removed', async () => {
  const { page, complaints } = await home.signedIn(phone, { anew: true })
  const device = await authenticator(page)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('Current password').last().fill('not mine at all')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('This is not the current password.').waitFor()
  await isFine(page, 'passkey-add')
  await device.touch(true)
  await page.getByLabel('Current password').last().fill(owner.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Passkey added.').waitFor()
  expect(await device.credentials()).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }])
  await page.getByRole('button', { name: /^Rename “/ }).click()
  await page.getByLabel('Name', { exact: true }).last().fill('My phone')
  await page.getByRole('button', { name: 'Save' }).last().click()
  await page.getByText('My phone').first().waitFor()
  await page.getByRole('button', { name: 'Add a passkey' }).scrollIntoViewIfNeeded()
  await isFine(page, 'passkeys')

  await device.touch(false)
  await signOut(page)
  const press = page.getByRole('button', { name: 'Sign in with a passkey' })
  await press.waitFor()
  await isFine(page, 'passkey-at-the-door')
  await device.touch(true)
  await press.click()
  await today(page)

  // Nobody presses anything: the browser fills it in at the mail address.
  await endSession(page)
  const [entered] = await Promise.all([page.waitForResponse(signing), page.goto('/')])
  expect(entered.status()).toBe(200)
  await today(page)

  // Another tab asks at the moment in which this one answers: it says so, asks anew, and the browser fills it in again.
  await endSession(page)
  await page.route(
    signing,
    async (route) => {
      await page.context().request.post('/api/v1/sign-in/passkey/options', { data: {} })
      await route.continue()
    },
    { times: 1 },
  )
  const [late] = await Promise.all([page.waitForResponse(signing), page.goto('/')])
  expect(late.status()).toBe(409)
  await today(page)

  // When too many have asked, nobody is told who has not asked.
  await endSession(page)
  await page.route(`${signing}/options`, (route) =>
    route.fulfill({ status: 429, json: { code: 'passkey.braked', facts: { retryAfter: 6 } } }),
  )
  await Promise.all([page.waitForResponse(`${signing}/options`), page.goto('/')])
  await press.click()
  const braked = page.getByText('Passkeys were asked for too often from here.')
  await braked.waitFor()
  expect(await braked.count()).toBe(1)
  await page.unroute(`${signing}/options`)
  // The mail address may offer it again by then, and be quicker than the press.
  await Promise.any([press.click(), today(page)])
  await today(page)

  await page.goto('/account')
  await page.getByRole('button', { name: 'Remove “My phone”' }).click()
  await page
    .getByRole('dialog', { name: 'Remove “My phone”?' })
    .getByRole('button', { name: 'Remove' })
    .click()
  await page.getByText('Passkey removed.').waitFor()
  await device.touch(false)
  await signOut(page)
  await press.waitFor()
  await device.touch(true)
  await press.click()
  await page.getByText('This passkey opens nothing here.').first().waitFor()
  await device.know(false)
  await press.click()
  await page.getByText('The device did not answer').waitFor()
  expect(complaints.filter((words) => !/\b(401|409|429)\b/.test(words))).toEqual([])
}, 180_000)
