import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, faults, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'

let home: House
let workspaceId: string
const year = new Date().getUTCFullYear()
const month = new Date().toISOString().slice(0, 7)

beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
})

const choose = async (page: Page, label: string, option: RegExp) => {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}

/** A year with something of every kind in it. */
async function furnish(): Promise<void> {
  const { db } = home.ctx
  const kinds = ['content', 'ads', 'influencers', 'tools', 'people', 'advertising', 'affiliate', 'sales']
  for (const [place, kind] of kinds.entries()) {
    const { id: lineId } = await db
      .insertInto('budgetLines')
      .values({
        ...{
          workspaceId,
          kind,
          side: place < 5 ? 'cost' : 'income',
          name: `Line of ${kind}`,
          currency: 'EUR',
        },
        ...{ spread: kind === 'tools' ? 'once' : 'even', hourly: kind === 'people' ? 2550 : null },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const months = Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, '0')}-01`)
    const planned = kind === 'people' ? { minutes: 1350 } : { minor: 45_000 + place * 1050 }
    await db
      .insertInto('budgetMonths')
      .values(months.map((of) => ({ workspaceId, lineId, month: of, ...planned })))
      .execute()
    await db
      .insertInto('budgetEntries')
      .values(
        months
          .filter((of) => of.slice(0, 7) <= month)
          .map((of, n) => ({
            workspaceId,
            lineId,
            day: of,
            minor: 30_000 + n * 1999 + place * 300,
            currency: 'EUR',
          })),
      )
      .execute()
  }
}

test('from nothing a line is added, its months are planned as in a spreadsheet, and each step can be taken back', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/budget')
  await page.getByText('What will it cost?').waitFor()
  await shot(page, 'budget-empty')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Add a line' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Name').fill('Paid ads')
  await choose(page, 'Kind', /^Ads/)
  await shot(page, 'budget-line')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Add a line' }).click()
  await sheet.getByLabel('Name').fill('Paid ads')
  await choose(page, 'Kind', /^Ads/)
  await sheet.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('“Paid ads” is added').waitFor()
  const cell = (name: string) => page.getByLabel(`Paid ads, ${name} ${year}: planned amount`)
  await cell('January').fill('1,250.50')
  await cell('January').press('Enter')
  await page.getByText(/is planned for January/).waitFor()
  await expect.poll(() => cell('January').inputValue()).toBe('1,250.50')
  await page.getByRole('button', { name: 'What can be done with “Paid ads”' }).click()
  await page.getByRole('menuitem', { name: 'Same to the end of the year' }).click()
  await expect.poll(() => cell('December').inputValue()).toBe('1,250.50')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => cell('December').inputValue()).toBe('')
  await cell('March').fill('much')
  await cell('March').blur()
  expect(await cell('March').getAttribute('aria-invalid')).toBe('true')
  expect(await cell('March').inputValue()).toBe('much')
  expect(await faults(page, complaints)).toEqual([])
})

test('who plans over what somebody else has planned is told, and what was typed stays', async () => {
  const { page } = await home.signedIn()
  await page.goto('/budget')
  const cell = page.getByLabel(`Paid ads, January ${year}: planned amount`)
  await cell.waitFor()
  // Somebody else, unheard by this screen.
  await home.ctx.db
    .updateTable('budgetMonths')
    .set({ minor: 99 })
    .where('workspaceId', '=', workspaceId)
    .execute()
  await cell.fill('2000')
  await cell.blur()
  await page.getByText(/Somebody changed “Paid ads”/).waitFor()
  expect(await cell.inputValue()).toBe('2000')
})

test('what was spent is entered with its currency; a missing rate is said until it is entered', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/budget?view=entries')
  await page.getByText('Nothing was spent in this year yet.').waitFor()
  await page.getByRole('button', { name: 'Enter a cost' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByText('Say how much it was.').waitFor()
  await dialog.getByLabel('Amount').fill('120.50')
  await dialog.getByLabel('Currency').selectOption('USD')
  await dialog.getByLabel('For what').fill('November')
  await shot(page, 'budget-entry')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('$120.50').waitFor()
  await page.getByText('The sums are not whole').waitFor()
  await shot(page, 'budget-entries')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Enter rates' }).click()
  await page.getByLabel('1 USD in EUR').fill('0.9215')
  await shot(page, 'budget-rates')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('1 USD = 0.9215 EUR').waitFor()
  await expect.poll(() => page.getByText('The sums are not whole').count()).toBe(0)
})

test('who corrects an entry that somebody else has corrected sees theirs, keeps what was typed, and saves it over', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/budget?view=entries')
  await page.getByText('$120.50').waitFor()
  await page.getByRole('button', { name: 'What can be done with the entry' }).first().click()
  await page.getByRole('menuitem', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('For what').fill('November, as Olga has it')
  await home.ctx.db
    .updateTable('budgetEntries')
    .set({ note: 'As Mila has it', version: 2 })
    .where('workspaceId', '=', workspaceId)
    .execute()
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByText('Somebody changed this entry while you typed').waitFor()
  await dialog.getByText(/Theirs reads:.*As Mila has it/).waitFor()
  expect(await dialog.getByLabel('For what').inputValue()).toBe('November, as Olga has it')
  await shot(page, 'budget-entry-overtaken')
  expect(await faults(page, complaints)).toEqual([])
  await dialog.getByRole('button', { name: 'Save mine over it' }).click()
  await page.getByText('November, as Olga has it').waitFor()
})

test('a table tells which of its lines are wrong, and is taken when it is right', async () => {
  const { page } = await home.signedIn()
  await page.goto('/budget?view=entries')
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Import entries' }).click()
  const file = (csv: string) => ({ name: 'spent.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  const dialog = page.getByRole('dialog')
  await dialog
    .getByLabel('File')
    .setInputFiles(file('day,line,amount\n2030-13-01,Paid ads,5\n2030-01-01,Nothing,5'))
  await dialog.getByText('“2030-13-01” is no day').waitFor()
  await shot(page, 'budget-import-faults')
  expect(await barriers(page)).toEqual([])
  await dialog.getByLabel('File').setInputFiles(file(`day;line;amount\n${month}-01;paid ads;12,50`))
  await dialog.getByRole('button', { name: 'Take 1 row' }).click()
  await page.getByText('€12.50').waitFor()
})

test.each(looks)('a full year reads well: $size, $theme', async (look) => {
  const { count } = await home.ctx.db
    .selectFrom('budgetLines')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (Number(count) < 5) await furnish()
  const { page, complaints } = await home.signedIn(look)
  const name = (what: string) => `budget-${what}-${look.size}-${look.theme}`
  for (const [place, what] of [
    ['/budget', 'plan'],
    ['/budget?side=income', 'income'],
    ['/budget?view=entries', 'entries'],
    ['/budget?view=rates', 'rates'],
    ['/budget?view=archived', 'archived'],
  ] as const) {
    await page.goto(place)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await shot(page, name(what), { whole: true })
    expect(await barriers(page), what).toEqual([])
    expect(await smallTargets(page), what).toEqual([])
    expect(await sticksOut(page), what).toBe(false)
  }
  expect(complaints).toEqual([])
})

test.each(languages)('a full year fits a phone and a desktop in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  expect(await misfits(visit, { plan: '/budget' }, `budget-${language}`)).toEqual({})
})

test('the month that runs is in sight', async () => {
  const { page } = await home.signedIn()
  await page.goto('/budget')
  await page.locator('th[data-now]').waitFor()
  const hidden = () =>
    page.evaluate<number>(`(() => {
      const month = document.querySelector('th[data-now]')
      return month.getBoundingClientRect().right - month.closest('section').getBoundingClientRect().right
    })()`)
  await expect.poll(hidden).toBeLessThanOrEqual(0)
  await shot(page, 'budget-now')
})

test('five hundred lines come in portions and can be searched', async () => {
  const { db } = home.ctx
  await db
    .insertInto('budgetLines')
    .values(
      Array.from({ length: 450 }, (_, n) => ({
        ...{ workspaceId, side: 'cost', kind: 'tools', name: `Tool ${n}`, currency: 'EUR', spread: 'once' },
      })),
    )
    .execute()
  const { page, complaints } = await home.signedIn()
  const start = Date.now()
  await page.goto('/budget')
  await page.getByLabel('Find a line').waitFor()
  console.log(`450 lines more: shown after ${Date.now() - start} ms`)
  await page.getByLabel('Find a line').fill('Tool 449')
  await page.getByText('Tool 449', { exact: true }).waitFor()
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
  expect(await faults(page, complaints)).toEqual([])
})

test('who may not plan sees it and changes nothing', async () => {
  await home.ctx.db
    .updateTable('members')
    .set({ role: 'analyst' })
    .where('workspaceId', '=', workspaceId)
    .execute()
  const { page } = await home.signedIn()
  await page.goto('/budget')
  await page.getByLabel(/^Paid ads, January/).waitFor()
  expect(await page.getByLabel(/^Paid ads, January/).getAttribute('readonly')).not.toBeNull()
  expect(await page.getByRole('button', { name: 'Add a line' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Enter a cost' }).count()).toBe(0)
  await home.ctx.db
    .updateTable('members')
    .set({ role: 'owner' })
    .where('workspaceId', '=', workspaceId)
    .execute()
})
