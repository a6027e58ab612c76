import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addMember } from '../people/door.ts'
import { visitor } from './browser.ts'
import { type House, house, owner } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'

let home: House
beforeAll(async () => {
  home = await house()
})

const heir = { email: 'marta@example.com', name: 'Marta', password: 'slow ferries cross the gulf' }

async function isFine(page: Page, name: string): Promise<void> {
  await shot(page, name)
  expect(await barriers(page, 'own'), name).toEqual([])
  expect(await smallTargets(page), name).toEqual([])
  expect(await sticksOut(page), name).toBe(false)
}

/** Gives the password to the dialog that asks for it. */
async function give(page: Page, password: string): Promise<void> {
  await page.getByRole('dialog').getByLabel('Current password').fill(password)
  await page.keyboard.press('Enter')
}

const said = (complaints: string[]) => complaints.filter((one) => !/status of (401|422)/.test(one))

test('a workspace is deleted by its typed name, says so on every page, and is kept again', async () => {
  const { page, workspaceId, complaints } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await addMember(home.ctx, { ...home.actor('owner'), workspaceId }, { ...heir, role: 'editor' })
  const dialog = page.getByRole('dialog')
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Delete the workspace' }).click()
  await dialog.getByText('The access of 2 members, yours among them.').waitFor()
  await isFine(page, 'workspace-deletion')
  await dialog.getByLabel('Type “Riga Bakery”').fill('Riga')
  await give(page, owner.password)
  await page.getByText('This is not the name. Type it exactly as it stands there.').waitFor()
  await dialog.getByLabel('Type “Riga Bakery”').fill('Riga Bakery')
  await page.keyboard.press('Enter')
  await page.getByText('This workspace will be erased on').waitFor()
  await page.getByText('Riga Bakery stands still now.').waitFor()
  await isFine(page, 'workspace-closing')
  await page.goto('/posts')
  await page.getByText('This workspace is being deleted and will be gone on').waitFor()
  await page.getByRole('link', { name: 'Look at it' }).click()
  await page.getByRole('button', { name: 'Keep the workspace' }).click()
  await page.getByText('Riga Bakery stays.').waitFor()
  await page.getByText('This workspace will be erased on').waitFor({ state: 'detached' })
  expect(said(complaints)).toEqual([])
})

test('an owner hands over what is theirs alone, and goes; what they did stays without their name', async () => {
  const { page, complaints } = await home.signedIn({ size: 'desktop' })
  const dialog = page.getByRole('dialog')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await dialog.getByText('Nobody else owns Riga Bakery.').waitFor()
  expect(await dialog.getByLabel('Current password').count()).toBe(0)

  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'More about Marta' }).click()
  await page.getByRole('menuitem', { name: 'Hand the workspace over' }).click()
  await dialog.getByText('Marta becomes the owner').waitFor()
  await give(page, 'not mine at all')
  await page.getByText('This is not the current password.').waitFor()
  await isFine(page, 'hand-over')
  await give(page, owner.password)
  await page.getByText('Marta is the owner now.').waitFor()

  await page.goto('/account')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await dialog.getByText('Your place in Riga Bakery.').waitFor()
  await dialog.getByText('The organisation Riga Bakery goes to Marta.').waitFor({ state: 'detached' })
  await isFine(page, 'farewell')
  await give(page, owner.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  expect(said(complaints)).toEqual([])

  const { page: hers } = await visitor(home.url, { size: 'desktop' })
  await hers.goto('/')
  await hers.getByLabel('Mail address').fill(heir.email)
  await hers.getByLabel('Password', { exact: true }).fill(heir.password)
  await hers.keyboard.press('Enter')
  await hers.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await hers.goto('/settings/audit')
  await hers.getByText('a former member').first().waitFor()
  expect(await hers.getByText(owner.name).count()).toBe(0)
  await isFine(hers, 'audit-after-farewell')
})
