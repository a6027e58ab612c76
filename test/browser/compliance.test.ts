import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  await bakery(home, workspaceId)
})

const unclear = '“#sponsored” does not tell readers that somebody pays.'

test('readers are said, a hidden sponsor is told while one writes, mended with one press, or let pass with a reason', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/compliance')
  await page.getByText('Nobody has said yet where your readers are').waitFor()
  await page.getByRole('checkbox', { name: 'United Kingdom' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await page.locator('summary', { hasText: 'United Kingdom' }).click()
  await page.getByText('Advertising is called so').waitFor()
  await page.getByRole('button', { name: 'Add somebody' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: false }).first().fill('Anna Kalniņa')
  await dialog.getByLabel(/^Where people know/).fill('@anna')
  await dialog.getByLabel(/^Who pays or gives/).fill('Rye & Co')
  await shot(page, 'compliance-influencer')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Payment · Rye & Co · 0 posts').waitFor()
  await shot(page, 'compliance-page', { whole: true })
  expect(await barriers(page)).toEqual([])

  await page.goto('/posts/new')
  await page.getByRole('region', { name: 'Channels' }).getByRole('button', { pressed: false }).first().click()
  await page.getByRole('textbox', { name: 'Text' }).fill('#sponsored Rye bread by Rye & Co')
  await page.getByRole('combobox', { name: 'With whom' }).click()
  await page.getByRole('option', { name: 'Anna Kalniņa (@anna)' }).click()
  await page.getByText('As with whom it is: Payment').waitFor()
  await page.getByText(unclear).waitFor()
  await page.getByRole('combobox', { name: 'What ties you to whom it speaks of' }).click()
  await page.getByRole('option', { name: 'Payment', exact: true }).click()
  await page.getByLabel('Who pays or gives').fill('Rye & Co')
  await page.getByText(unclear).waitFor()
  await page.getByText('Must be mended:').first().waitFor()
  await shot(page, 'compliance-composer', { whole: true })
  await page.getByRole('button', { name: 'Put “Ad:” first' }).click()
  await page.getByText(unclear).waitFor({ state: 'detached' })
  expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe(
    'Ad: #sponsored Rye bread by Rye & Co',
  )
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText(unclear).waitFor()
  await page.getByRole('button', { name: 'Let pass…' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Agreed with our lawyer')
  await page.getByRole('button', { name: 'Let pass', exact: true }).click()
  await page.getByText(/Let pass by .*: Agreed with our lawyer/).waitFor()
  const kept = await home.ctx.db.selectFrom('complianceOverrides').select(['rule', 'reason']).execute()
  expect(kept[0]).toEqual({ rule: 'gb.unclear', reason: 'Agreed with our lawyer' })
  expect(complaints).toEqual([])
})

test('a word that keeps posts back is put on the list, and is told while one writes', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan?view=rules')
  await page.getByRole('button', { name: 'Add a word' }).click()
  await page.getByLabel('Word or phrase').fill('cheap*')
  await page.getByLabel('Say instead').fill('good value')
  await page.getByRole('checkbox', { name: '“cheap*” keeps a post back' }).click()
  await shot(page, 'compliance-words', { whole: true })
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').first().waitFor()
  await page.goto('/posts/new')
  await page.getByRole('region', { name: 'Channels' }).getByRole('button', { pressed: false }).first().click()
  await page.getByRole('textbox', { name: 'Text' }).fill('The cheapest rolls in town')
  await page.getByText('Words that you do not say: cheap*. Say “good value”.').waitFor()
  await page.getByRole('link', { name: 'Your own list of words' }).scrollIntoViewIfNeeded()
  await shot(page, 'compliance-words-composer')
  expect(complaints).toEqual([])
})

test('on a phone in the dark, nothing is out of reach', async () => {
  const { page, complaints } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await page.goto('/posts')
  await page
    .getByRole('link', { name: /Rye bread by Rye/ })
    .first()
    .click()
  await page.getByText(unclear).scrollIntoViewIfNeeded()
  await page.waitForTimeout(300)
  await shot(page, 'compliance-phone-dark')
  expect(await barriers(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  expect(await smallTargets(page)).toEqual([])
  await page.goto('/compliance')
  await page.getByRole('checkbox', { name: 'United Kingdom' }).waitFor()
  await shot(page, 'compliance-page-phone-dark')
  expect(await barriers(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  expect(await smallTargets(page)).toEqual([])
  expect(complaints).toEqual([])
})

test.each(['lv', 'ru', 'th', 'vi'] as const)('the page fits in %s', async (language) => {
  const { page, complaints } = await home.signedIn({ size: 'phone', theme: 'light', language })
  await page.goto('/compliance')
  await page.getByRole('checkbox').first().waitFor()
  await shot(page, `compliance-${language}`)
  expect(await sticksOut(page)).toBe(false)
  expect(complaints).toEqual([])
})
