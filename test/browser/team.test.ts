import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, faults, looks, shot, smallTargets, sticksOut } from './look.ts'

let home: House
let workspaceId: string

beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
  for (const name of ['Mila Ozola', 'Pēteris Bērziņš']) {
    const userId = `${name.split(' ')[0]?.toLowerCase()}`
    await home.ctx.db
      .insertInto('users')
      .values({ id: userId, name, email: `${userId}@example.com` })
      .execute()
    await home.ctx.db.insertInto('members').values({ workspaceId, userId, role: 'editor' }).execute()
  }
})

test('a team begins with all members and the usual work; a part is chosen in the matrix and taken back', async () => {
  const { page, complaints } = await home.signedIn()
  await home.ctx.db.deleteFrom('teamPeople').execute()
  await home.ctx.db.deleteFrom('teamWorks').execute()
  await page.goto('/team')
  await page.getByText('Who does what?').waitFor()
  await shot(page, 'team-empty')
  expect(await faults(page, complaints, 'both')).toEqual([])
  await page.getByRole('button', { name: 'Begin', exact: true }).click()
  const cell = (part: string) =>
    page.getByRole('button', { name: `Content, Mila Ozola: ${part}`, exact: true })
  await cell('nothing').click()
  await shot(page, 'team-choice')
  await page.getByRole('menuitemcheckbox', { name: /^does and approves/ }).click()
  await cell('does and approves').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await cell('nothing').waitFor()
  await cell('nothing').press('Enter')
  await page.getByRole('menuitemcheckbox', { name: /^does and approves/ }).press('Enter')
  await cell('does and approves').waitFor()
  expect(complaints).toEqual([])
})

test('somebody without an account is named, and a kind of work of one’s own stands in the matrix', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/team')
  await page.getByRole('button', { name: 'Add a kind of work' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('content')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('There is “content” already').waitFor()
  await dialog.getByLabel('Name').fill('Replies on weekends')
  await shot(page, 'team-work')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Replies on weekends', exact: true }).waitFor()
  await page.getByRole('tab', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Add somebody' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Write a name.').waitFor()
  await dialog.getByLabel('Name').fill('Fred of the agency')
  await dialog.getByLabel('How they are reached').fill('fred@agency.example')
  await dialog.getByLabel('Design').click()
  await dialog.getByLabel(/^Hours a week/).fill('7:30')
  await shot(page, 'team-person')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('0 of 7.5 h a week').waitFor()
  await page.getByRole('button', { name: 'Remove Fred of the agency' }).click()
  await page.getByText('Fred of the agency is taken out').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('fred@agency.example').waitFor()
  expect(await faults(page, complaints, 'both')).toEqual([])
})

test.each(looks)('matrix and people read well: $size, $theme', async (look) => {
  await home.ctx.db.updateTable('teamPeople').set({ minutes: 300 }).where('userId', '=', 'mila').execute()
  const { page, complaints } = await home.signedIn(look)
  for (const view of ['matrix', 'people']) {
    await page.goto(`/team?view=${view}`)
    await page.getByText(view === 'matrix' ? 'Replies on weekends' : 'Mila Ozola').waitFor()
    await page.waitForLoadState('networkidle')
    await shot(page, `team-${view}-${look.size}-${look.theme}`, { whole: true })
    expect(await barriers(page), view).toEqual([])
    expect(await smallTargets(page), view).toEqual([])
    expect(await sticksOut(page), view).toBe(false)
  }
  if (look.size === 'phone') {
    await page.goto('/team')
    await page.getByRole('button', { name: 'Content', exact: true }).click()
    await page.getByRole('dialog').getByRole('combobox', { name: 'Fred of the agency' }).click()
    await page.getByRole('option', { name: /^is asked/ }).click()
    await expect
      .poll(() =>
        page.getByRole('dialog').getByRole('combobox', { name: 'Fred of the agency' }).textContent(),
      )
      .toContain('is asked')
    await shot(page, `team-sheet-${look.theme}`)
    expect(await barriers(page)).toEqual([])
    await page.getByRole('dialog').getByRole('combobox', { name: 'Fred of the agency' }).click()
    await page.getByRole('option', { name: /^nothing/ }).click()
  }
  expect(complaints).toEqual([])
})
