import { beforeAll, expect, test } from 'vitest'
import { addMember } from '../people/door.ts'
import { visitor } from './browser.ts'
import { type House, house } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
const freelancer = { email: 'andris@example.com', name: 'Andris', password: 'slow ferries cross the gulf' }

beforeAll(async () => {
  home = await house()
  const { workspaceId } = await home.signedIn()
  await bakery(home, workspaceId)
  await clients(workspaceId)
  await addMember(home.ctx, { ...home.actor('owner'), workspaceId }, { ...freelancer, role: 'editor' })
  // Nothing of this walk is about accounts that must be joined again.
  await home.ctx.db
    .updateTable('channels')
    .set({ state: 'active', name: 'Bakery' })
    .where('network', '=', 'mastodon')
    .execute()
})

test('a freelancer sees one of three channels, cannot publish there, and proposes', async () => {
  const { page, workspaceId, complaints } = await home.signedIn()
  await page.goto(`/w/${workspaceId}/settings/members`)
  await page.getByRole('button', { name: 'More about Andris' }).click()
  await page.getByRole('menuitem', { name: 'Channels' }).click()
  const dialog = page.getByRole('dialog', { name: 'Channels of Andris' })
  await dialog.getByRole('listitem').nth(2).waitFor()
  await dialog.getByRole('switch', { name: 'Sees only chosen channels' }).click()
  expect(await dialog.getByRole('combobox').allTextContents()).toEqual(Array(3).fill('Does not see it'))
  await dialog.getByRole('combobox', { name: 'Role on Bakery' }).click()
  await page.getByRole('option', { name: /^Contributor/ }).click()
  await shot(page, 'member-channels')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Sees 1 channel only').waitFor()
  await shot(page, 'members-exceptions')
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])

  const guest = await visitor(home.url, { size: 'phone', theme: 'dark' })
  await guest.page.goto('/channels')
  await guest.page.getByLabel('Mail address').fill(freelancer.email)
  await guest.page.getByLabel('Password', { exact: true }).fill(freelancer.password)
  await guest.page.keyboard.press('Enter')
  await guest.page.getByRole('main').getByText('@rigabakery@mastodon.social').first().waitFor()
  expect(await guest.page.getByText('News of the bakery').count()).toBe(0)
  await guest.page.goto('/posts')
  await guest.page.getByText('Why we never use sugar in rye.').waitFor()
  expect(await guest.page.getByText('A day in the bakery, in six pictures.').count()).toBe(0)

  await guest.page.goto('/posts/new')
  const where = guest.page.getByRole('region', { name: 'Channels' }).getByRole('button')
  await where.first().waitFor()
  expect(await where.count()).toBe(1)
  await where.first().click()
  await guest.page.getByRole('textbox').first().fill('Rye on Sunday, too.')
  expect(await guest.page.getByRole('button', { name: /^Schedule/ }).count()).toBe(0)
  await shot(guest.page, 'freelancer-writes')
  expect(await sticksOut(guest.page)).toBe(false)
  await guest.page.getByRole('button', { name: /^Propose/ }).click()
  await expect
    .poll(async () => {
      const posts = await home.ctx.db
        .selectFrom('posts')
        .select('stage')
        .where('authorId', 'is not', null)
        .execute()
      return posts.map(({ stage }) => stage)
    })
    .toEqual(['proposed'])
  expect(guest.complaints).toEqual([])
})

test('on a phone the channels of a member are set by finger', async () => {
  const { page, workspaceId } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await page.goto(`/w/${workspaceId}/settings/members`)
  await page.getByRole('button', { name: 'More about Andris' }).tap()
  await page.getByRole('menuitem', { name: 'Channels' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Channels of Andris' })
  await dialog.getByRole('listitem').nth(2).waitFor()
  await shot(page, 'member-channels-phone')
  expect(await barriers(page, 'own')).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
})

/** Thirty-nine more workspaces of the same owner. */
async function clients(workspaceId: string): Promise<void> {
  const { organisationId } = await home.ctx.db
    .selectFrom('workspaces')
    .select('organisationId')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const { userId } = await home.ctx.db
    .selectFrom('members')
    .select('userId')
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow()
  const names = Array.from({ length: 39 }, (_, i) => `Client ${String(i + 1).padStart(2, '0')}`)
  const made = await home.ctx.db
    .insertInto('workspaces')
    .values(names.map((name) => ({ organisationId, name })))
    .returning('id')
    .execute()
  await home.ctx.db
    .insertInto('members')
    .values(made.map(({ id }) => ({ workspaceId: id, userId, role: 'owner' })))
    .execute()
}

test('who works in forty workspaces finds each by typing, the latest first, with a mark where something waits', async () => {
  const { page, workspaceId, complaints } = await home.signedIn()
  await page.goto(`/w/${workspaceId}/`)
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.type('client 27')
  await page.getByRole('option', { name: 'Go to Client 27' }).waitFor()
  await page.keyboard.press('Enter')
  const here = page.getByRole('button', { name: /Client 27/ }).first()
  await here.click()
  const near = page.getByRole('menuitemcheckbox')
  await near.nth(7).waitFor()
  expect((await near.allTextContents()).slice(0, 2).join('|')).toMatch(
    /Client 27\|.*Riga Bakery.*Something needs a person/,
  )
  await page.getByRole('menuitem', { name: /Find a workspace/ }).click()
  await page.getByRole('dialog', { name: 'Workspaces' }).waitFor()
  await page.keyboard.type('riga')
  await shot(page, 'workspace-picker')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page
    .getByRole('button', { name: /Riga Bakery/ })
    .first()
    .waitFor()
  expect(complaints).toEqual([])
})
