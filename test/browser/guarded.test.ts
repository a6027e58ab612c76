import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addMember } from '../people/door.ts'
import { type House, house, owner } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'

let home: House
beforeAll(async () => {
  home = await house()
})

const marta = { email: 'marta@example.com', name: 'Marta', password: 'slow ferries cross the gulf' }
const languages = ['lv', 'ru', 'th', 'vi'] as const

async function isFine(page: Page, name: string): Promise<void> {
  await shot(page, name)
  expect(await barriers(page, 'own'), name).toEqual([])
  expect(await smallTargets(page), name).toEqual([])
  expect(await sticksOut(page), name).toBe(false)
}

const said = (complaints: string[]) => complaints.filter((one) => !/status of (401|403|422)/.test(one))
const ruleFrom = (days: number) =>
  sql`update workspaces set second_step_from = now() + ${days} * interval '1 day'`.execute(home.ctx.db)

test('an owner erases a member by their typed address, and is shown that nothing is left', async () => {
  const { page, workspaceId, complaints } = await home.signedIn({ size: 'desktop' })
  const { id } = await addMember(
    home.ctx,
    { ...home.actor('owner'), workspaceId },
    { ...marta, role: 'editor' },
  )
  const dialog = page.getByRole('dialog')
  await page.goto('/settings/members')
  await page.getByText('Still without:').waitFor()
  await isFine(page, 'members-rule')
  await page.getByRole('button', { name: 'More about Marta' }).click()
  await shot(page, 'member-menu')
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Save their data' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('carillon-member.json')
  await page.getByRole('button', { name: 'More about Marta' }).click()
  await page.getByRole('menuitem', { name: 'Erase from Carillon' }).click()
  await dialog.getByText('Their place in Riga Bakery.').waitFor()
  await isFine(page, 'erase-before')
  await dialog.getByLabel('Type marta@example.com').fill('maria@example.com')
  await dialog.getByLabel('Current password').fill(owner.password)
  await page.keyboard.press('Enter')
  await dialog.getByText('This is not their mail address.').first().waitFor()
  await isFine(page, 'erase-wrong')
  await dialog.getByLabel('Type marta@example.com').fill(marta.email)
  await page.keyboard.press('Enter')
  await dialog.getByText('nothing of them is left').waitFor()
  await isFine(page, 'erase-proof')
  const [proof] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the proof' }).click(),
  ])
  expect(proof.suggestedFilename()).toBe('carillon-erasure.json')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.getByText('Marta').waitFor({ state: 'detached' })
  const left = await home.ctx.db.selectFrom('users').select('id').where('id', '=', id).execute()
  expect(left).toEqual([])
  expect(said(complaints)).toEqual([])
})

test('whoever has no second step is told in time, then led through it, and goes on', async () => {
  const { page, complaints } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await ruleFrom(7)
  await page.goto('/settings/members')
  await page.getByText('this workspace is open only with a second step').waitFor()
  await page.getByText('Asked of everybody from').waitFor()
  await isFine(page, 'grace')
  await ruleFrom(-1)
  await page.goto('/posts')
  await page.getByRole('heading', { name: 'Riga Bakery asks for a second step' }).waitFor()
  await isFine(page, 'gate')
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByLabel('Current password').last().fill(owner.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  const secret = String(await page.getByRole('dialog').locator('code').textContent()).replaceAll(' ', '')
  const code = TOTP.generate({ secret: Secret.fromBase32(secret) })
  await page.getByLabel('Code', { exact: true }).fill(code)
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByText('Your second step is on.').waitFor()
  await isFine(page, 'gate-open')
  await page.getByRole('button', { name: 'Go on to Riga Bakery' }).click()
  await page.goto('/settings/members')
  await page.getByText('Without it nobody comes in here.').waitFor()
  await page.getByRole('button', { name: 'Ask it no more' }).click()
  await page.getByText('A second step is asked of nobody any more.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Without it nobody comes in here.').waitFor()
  // The toast lies over the button on a phone.
  await page.reload()
  await page.getByRole('button', { name: 'Ask it no more' }).click()
  await page.getByRole('button', { name: 'Ask it of everybody' }).click()
  await page.getByText('Asked of everybody from').waitFor()
  // Without the toast that lies over it.
  await page.reload()
  await page.getByText('Asked of everybody from').waitFor()
  await isFine(page, 'rule-asked')
  expect(said(complaints)).toEqual([])
})

test.each(languages)('the same in %s', async (language) => {
  const { page, workspaceId } = await home.signedIn({ size: 'desktop', language })
  await addMember(home.ctx, { ...home.actor('owner'), workspaceId }, { ...marta, role: 'editor' })
  await page.goto('/settings/members')
  await page.getByRole('button', { name: /Marta/ }).last().click()
  await page.getByRole('menuitem').nth(-2).click()
  await page.getByRole('dialog').getByText('marta@example.com').waitFor()
  await isFine(page, `erase-${language}`)
})
