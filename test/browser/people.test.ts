import { beforeAll, expect, test } from 'vitest'
import { addMember } from '../people/door.ts'
import { visitor } from './browser.ts'
import { type House, house, owner } from './house.ts'
import { barriers, looks, shot, sticksOut } from './look.ts'

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

test('a member who forgot their password gets a link from an owner, who hands it over', async () => {
  const { page, complaints, workspaceId } = await home.signedIn()
  await addMember(
    home.ctx,
    { ...home.actor('owner'), workspaceId },
    { email: 'marta@example.com', name: 'Marta', password: 'soon to be forgotten', role: 'editor' },
  )
  const { page: guest } = await visitor(home.url, { size: 'phone', theme: 'dark' })
  await guest.goto('/')
  await guest.getByLabel('Mail address').waitFor()
  await guest.getByRole('button', { name: 'Forgotten your password?' }).click()
  await guest.getByRole('heading', { name: 'A new password' }).waitFor()
  await guest.getByLabel('Mail address').fill('marta@example.com')
  expect(await barriers(guest)).toEqual([])
  await guest.getByRole('button', { name: 'Send me a link' }).click()
  await guest.getByText('This Carillon sends no mail.').waitFor()
  await shot(guest, 'forgotten-password')
  expect(await barriers(guest)).toEqual([])

  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'More about Marta' }).click()
  await page.getByRole('menuitem', { name: 'Link for a new password' }).click()
  const link = await page.getByRole('textbox', { name: 'Link', exact: true }).inputValue()
  await shot(page, 'password-link')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Close' }).last().click()
  expect(complaints).toEqual([])

  const { hash } = new URL(link)
  // First an old one: the browser stays on the page when only what stands behind the # changes.
  await guest.goto(`/new-password#${'x'.repeat(43)}`)
  await guest.getByRole('alert').filter({ hasText: 'This link was used' }).waitFor()
  await guest.goto(`/new-password${hash}`)
  await guest.getByText('For Marta, marta@example.com.').waitFor()
  await guest.getByLabel('New password').fill('marta')
  await guest.getByRole('button', { name: 'Set the password' }).click()
  await guest.getByText('Use at least 10 characters.').first().waitFor()
  await shot(guest, 'new-password')
  expect(await barriers(guest)).toEqual([])
  expect(await sticksOut(guest)).toBe(false)
  await guest.getByLabel('New password').fill('slow ferries cross the gulf')
  await guest.getByRole('button', { name: 'Set the password' }).click()
  await guest.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(new URL(guest.url()).hash).toBe('')
  await guest.getByLabel('Mail address').fill('marta@example.com')
  await guest.getByLabel('Password', { exact: true }).fill('slow ferries cross the gulf')
  await guest.keyboard.press('Enter')
  await guest.getByRole('heading', { name: 'Today', level: 1 }).waitFor()

  const { page: late } = await visitor(home.url)
  await late.goto(`/new-password${hash}`)
  await late.getByRole('alert').filter({ hasText: 'This link was used' }).waitFor()
  expect(await barriers(late)).toEqual([])
})

test('an owner invites by link, and somebody new accepts it on a phone', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByText('This Carillon sends no mail').waitFor()
  await page.getByRole('button', { name: 'Make the link' }).click()
  expect(await page.getByLabel('Mail address').getAttribute('aria-invalid')).toBe('true')
  await page.getByLabel('Mail address').fill('ilze@example.com')
  await shot(page, 'invite')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByRole('textbox', { name: 'Link', exact: true }).inputValue()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Close' }).last().click()
  await page.getByText('ilze@example.com').waitFor()
  await shot(page, 'invitations')
  expect(await barriers(page)).toEqual([])

  const { hash } = new URL(link)
  const { page: guest, complaints: guestComplaints } = await visitor(home.url, {
    size: 'phone',
    theme: 'dark',
  })
  await guest.goto(`/invitation${hash}`)
  await guest.getByRole('heading', { name: /^Join / }).waitFor()
  await guest.getByLabel('Your name').fill('Ilze')
  await guest.getByLabel('Password', { exact: true }).fill('ilze')
  await guest.getByRole('button', { name: 'Accept the invitation' }).click()
  await guest.getByText('Use at least 10 characters.').first().waitFor()
  await shot(guest, 'invitation')
  expect(await barriers(guest)).toEqual([])
  expect(await sticksOut(guest)).toBe(false)
  await guest.getByLabel('Password', { exact: true }).fill('slow ferries cross the gulf')
  await guest.getByRole('button', { name: 'Accept the invitation' }).click()
  await guest.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  expect(new URL(guest.url()).hash).toBe('')

  // The owner's page hears of it by itself.
  await page.getByText('Ilze', { exact: true }).waitFor()
  await page.getByText('Open invitations').waitFor({ state: 'hidden' })
  await guest.goto(`/invitation${hash}`)
  await guest.getByRole('alert').filter({ hasText: 'This invitation was used' }).waitFor()
  expect(await barriers(guest)).toEqual([])
  expect(complaints).toEqual([])
  // Two refusals that are meant: the weak password, and the link that is spent.
  expect(guestComplaints.filter((line) => !/422|404|401/.test(line))).toEqual([])
})

test('somebody who is here already signs in, and joins', async () => {
  const { page, workspaceId } = await home.signedIn()
  const there = await home.tenant('Harbour')
  const known = { email: 'juris@example.com', name: 'Juris', password: 'slow ferries cross the gulf' }
  await addMember(home.ctx, there.actor('owner'), { ...known, role: 'analyst' })
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByLabel('Mail address').fill(known.email)
  await page.getByRole('button', { name: 'Make the link' }).click()
  const { hash } = new URL(await page.getByRole('textbox', { name: 'Link', exact: true }).inputValue())

  await page.goto(`/invitation${hash}`)
  await page.getByText(`This invitation is for ${known.email}.`).waitFor()
  await shot(page, 'invitation-for-somebody-else')
  expect(await barriers(page)).toEqual([])

  const { page: guest } = await visitor(home.url, { size: 'phone' })
  await guest.goto(`/invitation${hash}`)
  await guest.getByText(`Sign in as ${known.email}`).waitFor()
  expect(await barriers(guest)).toEqual([])
  await guest.getByLabel('Mail address').fill(known.email)
  await guest.getByLabel('Password', { exact: true }).fill(known.password)
  await guest.keyboard.press('Enter')
  await guest.getByRole('button', { name: /^Join / }).click()
  await guest.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  expect(guest.url()).toContain(workspaceId)
})

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
