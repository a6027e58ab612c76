import { beforeAll, expect, test } from 'vitest'
import { visitor } from './browser.ts'
import { type House, house, owner } from './house.ts'
import { barriers, shot } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await bakery(home, workspaceId)
  await first.context.close()
})

test('the palette finds pages and verbs by typing and goes there by Enter', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await shot(page, 'palette')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.type('api k')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'API keys', level: 1 }).waitFor()
  expect(page.url()).toBe(`${home.url}/w/${workspaceId}/settings/keys`)
  expect(complaints).toEqual([])
})

test('what is typed before the palette is there is typed into it, and no key of the page behind', async () => {
  const { page, complaints } = await home.signedIn()
  const { promise: fetched, resolve: fetch } = Promise.withResolvers<void>()
  // What a service worker fetches cannot be held back.
  await page.addInitScript('navigator.serviceWorker.register = () => new Promise(() => {})')
  await page.route(/\/palette-[^/]+\.js$/, async (route) => {
    await fetched
    await route.continue()
  })
  await page.goto('/')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  const { href } = new URL(page.url())
  await page.keyboard.press('Control+k')
  // `g s` and `?` are keys of the page.
  await page.keyboard.type('g s?')
  await page.keyboard.press('Enter')
  for (let n = 0; n < 3; n++) await page.keyboard.press('Backspace')
  expect(await page.getByRole('combobox').count()).toBe(0)
  fetch()
  const field = page.getByRole('combobox')
  await field.waitFor()
  expect(await field.inputValue()).toBe('g')
  await page.keyboard.type('oal')
  expect(await field.inputValue()).toBe('goal')
  expect(page.url()).toBe(href)
  expect(await page.getByRole('dialog').count()).toBe(1)
  expect(complaints).toEqual([])
})

test('the palette finds posts by their words', async () => {
  const { page } = await home.signedIn()
  await page.goto('/')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await page.keyboard.press('/')
  await page.getByRole('combobox').fill('sourdough')
  await page.getByRole('option', { name: 'Ask us anything about sourdough' }).click()
  await page.waitForURL(/\/posts\/[\w-]+$/)
})

test('letters go to places, but not while somebody writes, and can be switched off', async () => {
  const { page } = await home.signedIn()
  await page.goto('/')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await shot(page, 'keys')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.getByRole('heading', { name: 'Workspace', level: 1 }).waitFor()
  await page.getByLabel('Name').fill('')
  await page.keyboard.type('g t')
  expect(await page.getByLabel('Name').inputValue()).toBe('g t')
  await page.getByRole('heading', { name: 'Workspace', level: 1 }).click()
  await page.keyboard.press('?')
  await page.getByRole('switch', { name: 'Shortcuts of single letters' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  expect(page.url()).toContain('/settings')
})

test('an address without a workspace leads into the last one, a foreign one is refused in words', async () => {
  const { page } = await home.signedIn()
  await page.goto('/settings/members?x=1')
  await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor()
  expect(page.url()).toContain(`/w/${workspaceId}/settings/members`)
  await page.goto('/w/0199ffff-0000-7000-8000-000000000000/settings')
  await page.getByText('You are not a member of this workspace').waitFor()
  await page.getByRole('button', { name: `Go to ${owner.workspace}` }).click()
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
})

test('another workspace is made and entered, and going back leads into the first', async () => {
  const { page } = await home.signedIn()
  await page.goto('/')
  await page
    .getByRole('button', { name: /Riga Bakery/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'New workspace' }).click()
  await page.getByLabel('Brand or company').fill('Café Saigon')
  await page.getByRole('button', { name: 'New workspace' }).click()
  await page
    .getByRole('button', { name: /Café Saigon/ })
    .first()
    .waitFor()
  await page.getByText('Nothing needs you.').waitFor()
  await page.goBack()
  await page.getByText('Nobody knows whether it is out').waitFor()
})

test('what changes on the server is on the screen within two seconds, without a reload', async () => {
  const { page, workspaceId: id } = await home.signedIn()
  await page.goto(`/w/${id}/settings/keys`)
  await page.getByText('Let a program write and read for you').waitFor()
  // The stream of events stands before anything happens.
  await page.waitForTimeout(500)
  const other = await home.signedIn()
  await other.page.goto('/account')
  await other.page.getByLabel('Your name').fill('Ieva K.')
  await other.page.getByRole('button', { name: 'Save' }).first().click()
  await other.page.getByText('Saved.').waitFor()
  await home.ctx.db
    .insertInto('notifications')
    .values([
      {
        ...{ workspaceId: id, kind: 'series.stuck', subjectKind: 'series', subjectId: 'x' },
        facts: '{"title":"Tip of the week","trouble":"no_slot","words":""}',
      },
      {
        ...{ workspaceId: id, kind: 'hook.failing', subjectKind: 'hook', subjectId: 'x' },
        facts: '{"url":"https://example.com"}',
      },
    ])
    .execute()
  await home.ctx.events.emit(home.ctx.db, { workspaceId: id, topic: 'notifications', id: null })
  await page.getByRole('button', { name: /Notifications.*2 unread/ }).waitFor({ timeout: 2000 })
  await page.getByRole('button', { name: /Notifications/ }).click()
  await page.getByText('A webhook does not answer').waitFor()
  await page.getByText('None of its channels has a free slot.').waitFor()
  await shot(page, 'notifications')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await page.getByRole('button', { name: 'Mark all as read' }).waitFor({ state: 'detached' })
})

test('a lost line is said at once and forgotten when it is back', async () => {
  const { page, context } = await home.signedIn()
  await page.goto('/')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await context.setOffline(true)
  await page.getByText('This device is offline.').waitFor()
  await shot(page, 'offline')
  await context.setOffline(false)
  await page.getByText('This device is offline.').waitFor({ state: 'detached' })
})

test('language and theme change at once and stay', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/account')
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Latviešu' }).click()
  await page.getByRole('heading', { name: 'Mans konts', level: 1 }).waitFor()
  await page.getByRole('tab', { name: 'Tumšs' }).click()
  await page.reload()
  await page.getByRole('heading', { name: 'Mans konts', level: 1 }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('lv')
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
  expect(complaints).toEqual([])
  // The account keeps it for the next machine.
  const { page: elsewhere } = await home.signedIn()
  await elsewhere.goto('/account')
  await elsewhere.getByRole('heading', { name: 'Mans konts', level: 1 }).waitFor()
  await home.ctx.db.updateTable('users').set({ language: null }).execute()
})

test('a session that is ended elsewhere shows the door, and one goes on where one was', async () => {
  const { page, context } = await home.signedIn()
  await page.goto('/settings/members')
  await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor()
  await home.ctx.db.deleteFrom('sessions').execute()
  await page.reload()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByLabel('Mail address').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor()
  await context.close()
})

test('the program can be installed and opens without a network', async () => {
  const { page, context } = await visitor(home.url)
  await page.goto('/')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  const manifest = await (await context.request.get('/manifest.webmanifest')).json()
  expect(manifest).toMatchObject({ name: 'Carillon', display: 'standalone', start_url: '/' })
  for (const { src } of manifest.icons) expect((await context.request.get(src)).status()).toBe(200)
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await page.reload()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await context.setOffline(true)
  await page.goto('/calendar')
  await page.getByText('Carillon cannot be reached.').waitFor()
  expect(
    await page.evaluate(
      "caches.open('carillon-shell-1').then((kept) => kept.keys()).then((all) => all.filter((one) => one.url.includes('/api/')).length)",
    ),
  ).toBe(0)
})
