import { readFile } from 'node:fs/promises'
import { Secret, TOTP } from 'otpauth'
import type { Locator, Page } from 'playwright-core'
import decodeQR from 'qr/decode.js'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { addMember } from '../people/door.ts'
import { type Look, visitor } from './browser.ts'
import { type House, house, owner } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'

let home: House
beforeAll(async () => {
  home = await house()
})

const phone: Look = { size: 'phone', theme: 'dark' }
const marta = { email: 'marta@example.com', name: 'Marta', password: 'slow ferries cross the gulf' }

/** What an authenticator shows at an instant; codes of a period to either side are taken too. */
const codeOf = (secret: string, secondsFromNow = 0): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + secondsFromNow * 1000 })

/** What the camera of a phone reads off the screen. */
async function scan(picture: Locator): Promise<URL> {
  const { data, info } = await sharp(await picture.screenshot())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return new URL(decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) }))
}

async function isFine(page: Page, name: string): Promise<void> {
  await shot(page, name)
  expect(await barriers(page), name).toEqual([])
  expect(await smallTargets(page), name).toEqual([])
  expect(await sticksOut(page), name).toBe(false)
}

/** Gives the password at the door; the second step is asked then. */
async function enter(look: Look, { email, password } = owner as { email: string; password: string }) {
  const visit = await visitor(home.url, look)
  await visit.page.goto('/')
  await visit.page.getByLabel('Mail address').fill(email)
  await visit.page.getByLabel('Password', { exact: true }).fill(password)
  await visit.page.keyboard.press('Enter')
  await visit.page.getByRole('heading', { name: 'Second step' }).waitFor()
  return visit
}

test('turned on by phone with a scanned picture, it lets in with a code, and with a recovery code', async () => {
  const { page, context, complaints } = await home.signedIn(phone)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByLabel('Current password').last().fill('not mine at all')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('This is not the current password.').waitFor()
  await isFine(page, 'second-step-password')
  await page.getByLabel('Current password').last().fill(owner.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  const picture = page.getByRole('img', { name: 'QR code' })
  await picture.waitFor()
  const secret = String(await page.getByRole('dialog').locator('code').textContent()).replaceAll(' ', '')
  expect((await scan(picture)).searchParams.get('secret')).toBe(secret)
  const code = page.getByLabel('Code', { exact: true })
  await code.fill(codeOf(secret, -3600))
  await page.getByText('This code is not right').waitFor()
  await isFine(page, 'second-step-scan')
  await code.fill(codeOf(secret))
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
  const codes = await page
    .getByRole('list', { name: 'Your recovery codes' })
    .getByRole('listitem')
    .allInnerTexts()
  expect(codes).toHaveLength(10)
  await isFine(page, 'recovery-codes')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy' }).click()
  const copied = () => page.evaluate<string>('navigator.clipboard.readText()')
  await expect.poll(copied).toBe(codes.join('\n'))
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toContain(codes.join('\n'))
  await page.emulateMedia({ media: 'print' })
  await shot(page, 'recovery-codes-on-paper')
  expect(await page.getByText(codes[9] ?? '').isVisible()).toBe(true)
  expect(await page.getByText(`Carillon recovery codes of ${owner.email}`).isVisible()).toBe(true)
  for (const other of [page.getByRole('button'), page.getByRole('heading')])
    expect(await other.filter({ visible: true }).count()).toBe(0)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByText('10 recovery codes left').waitFor()
  await page.getByText('10 recovery codes left').scrollIntoViewIfNeeded()
  await isFine(page, 'second-step-on')
  expect(complaints).toEqual([])

  const { page: door, complaints: atDoor } = await enter(phone)
  const digits = door.getByLabel('Code', { exact: true })
  expect(await digits.getAttribute('autocomplete')).toBe('one-time-code')
  expect(await digits.getAttribute('inputmode')).toBe('numeric')
  await digits.fill(codeOf(secret, -3600))
  await door.getByText('This code is not right').waitFor()
  await isFine(door, 'second-step-at-the-door')
  // As it comes from the clipboard: with a space, over what was wrong, and without a press of the button.
  const next = codeOf(secret, 30)
  await digits.press('ControlOrMeta+a')
  await door.keyboard.insertText(`${next.slice(0, 3)} ${next.slice(3)}`)
  await door.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  expect(atDoor).toEqual([])

  const { page: without } = await enter({ size: 'desktop' })
  await without.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await without.getByLabel('Recovery code').fill('not one of them')
  await without.keyboard.press('Enter')
  await without.getByText('This recovery code is not right').waitFor()
  await isFine(without, 'recovery-code-at-the-door')
  await without.getByLabel('Recovery code').fill(codes[0] ?? '')
  await without.keyboard.press('Enter')
  await without.getByRole('heading', { name: 'Today', level: 1 }).waitFor()

  await page.reload()
  await page.getByText('9 recovery codes left').waitFor()
  await page.getByRole('button', { name: 'Turn off' }).click()
  await page.getByLabel('Current password').last().fill(owner.password)
  await page.getByLabel('Code', { exact: true }).fill(codes[1] ?? '')
  await isFine(page, 'second-step-off')
  await page.getByRole('button', { name: 'Turn off' }).last().click()
  await page.getByRole('button', { name: 'Turn on' }).waitFor()
}, 240_000)

test('after too many wrong codes the door asks for the password again; an owner takes the second step away', async () => {
  const { page, workspaceId } = await home.signedIn()
  await addMember(home.ctx, { ...home.actor('owner'), workspaceId }, { ...marta, role: 'editor' })
  const { context } = await visitor(home.url)
  const tell = async (path: string, data: object) => {
    const answer = await context.request.post(`/api/v1${path}`, { data, headers: { 'carillon-csrf': '1' } })
    return (await answer.json()) as { secret: string; codes: string[] }
  }
  await tell('/sign-in', { email: marta.email, password: marta.password })
  const { secret } = await tell('/me/second-step', { password: marta.password })
  expect((await tell('/me/second-step/confirm', { code: codeOf(secret) })).codes).toHaveLength(10)

  const { page: guest } = await enter({ size: 'desktop' }, marta)
  const digits = guest.getByLabel('Code', { exact: true })
  for (let tries = 0; tries < 5; tries++) {
    const [answer] = await Promise.all([
      guest.waitForResponse('**/sign-in/second-step'),
      digits.fill('').then(() => digits.fill(codeOf(secret, -3600 - tries * 30))),
    ])
    expect(answer.status()).toBe(422)
  }
  await digits.fill('')
  await digits.fill(codeOf(secret, 30))
  await guest.getByRole('alert').filter({ hasText: 'Sign in with your password again' }).waitFor()
  await guest.getByRole('heading', { name: 'Sign in' }).waitFor()
  await isFine(guest, 'second-step-over')

  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'More about Marta' }).click()
  await page.getByRole('menuitem', { name: 'Take the second step away' }).click()
  await page.getByRole('dialog', { name: 'Take the second step from Marta?' }).waitFor()
  await isFine(page, 'take-second-step')
  await page.getByRole('button', { name: 'Take it away' }).click()
  await page.getByText('Marta signs in with the password alone now.').waitFor()
  await guest.getByLabel('Mail address').fill(marta.email)
  await guest.getByLabel('Password', { exact: true }).fill(marta.password)
  await guest.keyboard.press('Enter')
  await guest.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
}, 180_000)
