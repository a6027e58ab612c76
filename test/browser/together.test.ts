import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addMember } from '../people/door.ts'
import { type Look, type Visitor, visitor } from './browser.ts'
import { chooseLongAgo } from './hands.ts'
import { type House, house } from './house.ts'
import { faults, languages, misfits, shot } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let channelId: string
const marta = { email: 'marta@example.com', name: 'Marta Ozola', password: 'slow ferries cross the gulf' }

beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
  channelId = (await bakery(home, workspaceId)).channels.bluesky
  await addMember(home.ctx, { ...home.actor('owner'), workspaceId }, { ...marta, role: 'editor' })
})

/** The other person, in a browser of her own. */
async function signedInAsMarta(look: Look): Promise<Visitor> {
  const visit = await visitor(home.url, look)
  const { email, password } = marta
  const answer = await visit.context.request.post('/api/v1/sign-in', { data: { email, password } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return visit
}

async function call(page: Page, method: 'get' | 'post' | 'patch', path: string, data?: object) {
  const headers = { 'carillon-csrf': '1', 'carillon-workspace': workspaceId }
  const answer = await page.context().request[method](`/api/v1${path}`, { headers, ...(data && { data }) })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

const draft = (page: Page, text: string) =>
  call(page, 'post', '/posts', { content: { parts: [{ text }] }, variants: [{ channelId }] })

const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })
const saved = (page: Page, id: string, text: string | RegExp) =>
  expect
    .poll(async () => (await call(page, 'get', `/posts/${id}`)).content.parts[0].text, { timeout: 20_000 })
    .toMatch(text)

/** Puts the caret behind some words. */
const goBehind = (page: Page, words: string) =>
  page.evaluate(`(() => {
    const field = document.querySelector('#part-0-text')
    const place = field.value.indexOf(${JSON.stringify(words)}) + ${words.length}
    field.focus()
    field.setSelectionRange(place, place)
  })()`)

const mark = (page: Page, words: string) =>
  page.evaluate(`(() => {
    const field = document.querySelector('#part-0-text')
    const place = field.value.indexOf(${JSON.stringify(words)})
    field.focus()
    field.setSelectionRange(place, place + ${words.length})
  })()`)

test('two in one draft see each other, write at the same time, and lose nothing', async () => {
  const { page: ievas, complaints } = await home.signedIn({ size: 'desktop', theme: 'light' })
  const { page: martas, complaints: hers } = await signedInAsMarta({ size: 'phone', theme: 'dark' })
  const post = await draft(ievas, 'Fresh rolls from six. Come and taste them.')
  await Promise.all([ievas.goto(`/posts/${post.id}`), martas.goto(`/posts/${post.id}`)])
  await ievas.getByText('Marta Ozola is writing the idea').waitFor()
  await martas.getByText('Ieva Kalniņa is writing the idea').waitFor()

  // Both write into the same text, at different words.
  await goBehind(ievas, 'Fresh')
  await goBehind(martas, 'taste them')
  await Promise.all([
    ievas.keyboard.type(' and warm', { delay: 20 }),
    martas.keyboard.type(' with butter', { delay: 20 }),
  ])
  const both = 'Fresh and warm rolls from six. Come and taste them with butter.'
  await saved(ievas, post.id, both)
  for (const page of [ievas, martas]) await expect.poll(() => textOf(page).inputValue()).toBe(both)
  // Whoever goes on writes where they were.
  await ievas.keyboard.type(' today')
  await saved(ievas, post.id, /Fresh and warm today rolls/)
  await expect.poll(() => textOf(martas).inputValue()).toContain('today')

  // One goes to a channel, and the other is told.
  await martas.getByRole('tab', { name: 'Riga Bakery' }).click()
  await ievas.getByText(/Marta Ozola is writing the variant for .+\(Bluesky\)/).waitFor()
  await shot(ievas, 'together-company')
  await shot(martas, 'together-company-phone')
  await martas.getByRole('tab', { name: 'Idea' }).click()
  expect(await faults(ievas, complaints)).toEqual([])
  expect(await faults(martas, hers)).toEqual([])

  // Without a line both change the same word: both texts are there to choose, and the way back too.
  await martas.context().setOffline(true)
  await mark(martas, 'six')
  await martas.keyboard.type('seven')
  await mark(ievas, 'six')
  await ievas.keyboard.type('eight')
  await saved(ievas, post.id, /from eight/)
  hers.length = 0
  await martas.context().setOffline(false)
  const asked = martas.getByText('changed the same', { exact: false }).first()
  await asked.waitFor({ timeout: 30_000 })
  expect(await textOf(martas).inputValue()).toContain('from seven')
  await martas.getByRole('button', { name: 'Compare' }).click()
  await martas.getByRole('dialog').getByText('from eight', { exact: false }).waitFor()
  await shot(martas, 'together-conflict-phone')
  await martas.keyboard.press('Escape')
  await martas.getByRole('button', { name: 'Take theirs' }).click()
  await martas.getByText('Theirs stands now', { exact: false }).waitFor()
  expect(await textOf(martas).inputValue()).toContain('from eight')
  await martas.getByRole('button', { name: 'Undo' }).first().click()
  await saved(ievas, post.id, /from seven/)
  hers.length = 0

  // A tab that is killed before it saved offers its words again.
  await martas.context().setOffline(true)
  await goBehind(martas, 'with butter')
  await martas.keyboard.type(' and jam')
  await martas.close({ runBeforeUnload: false })
  const again = await martas.context().newPage()
  await again.context().setOffline(false)
  await again.goto(`/posts/${post.id}`)
  await saved(ievas, post.id, /with butter and jam/)
}, 90_000)

test('remarks about words call colleagues, are answered, settled and opened again; a task is given and done', async () => {
  const { page, complaints } = await home.signedIn({ size: 'desktop', theme: 'light' })
  const post = await draft(page, 'Fresh rolls from six. Come and taste them.')
  const what = `Take picture ${post.id.slice(-6)}`
  await page.goto(`/posts/${post.id}`)
  const say = page.getByRole('combobox', { name: 'Say something' })
  await say.waitFor()
  await mark(page, 'from six')
  await page.getByRole('button', { name: 'About the words marked: “from six”' }).click()
  await say.click()
  await say.pressSequentially('Is that right, @mar')
  await page.getByRole('option', { name: 'Marta Ozola' }).waitFor()
  await shot(page, 'together-mention')
  await page.keyboard.press('Enter')
  expect(await say.inputValue()).toBe('Is that right, @Marta Ozola ')
  await page.getByText('Will be told: Marta Ozola').waitFor()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('About “from six”').waitFor()
  await goBehind(page, '')
  await page.getByRole('button', { name: 'Show in the text' }).click()
  const chosen = () =>
    page.evaluate<string>(
      "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.querySelector('#part-0-text'))",
    )
  await expect.poll(chosen).toBe('from six')
  // The remark goes along with its words, and says so when they are gone.
  await goBehind(page, '')
  await page.keyboard.type('Good morning! ')
  await page.getByRole('button', { name: 'Show in the text' }).click()
  await expect.poll(chosen).toBe('from six')
  await page.keyboard.type('early')
  await page.getByText('These words are no longer there.', { exact: false }).waitFor()

  await page.getByRole('button', { name: 'New task' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('What is to be done').fill(what)
  await form.getByRole('combobox', { name: 'Who' }).click()
  await page.getByRole('option', { name: 'Marta Ozola' }).click()
  await chooseLongAgo(page, 'Until')
  await shot(page, 'together-task')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: what, exact: true }).waitFor()
  await shot(page, 'together-post', { whole: true })
  expect(await faults(page, complaints)).toEqual([])

  const { page: hers, complaints: told } = await signedInAsMarta({ size: 'phone', theme: 'dark' })
  await hers.goto('/')
  await hers.getByText(what).waitFor()
  await shot(hers, 'together-today-phone')
  await hers.goto(`/posts/${post.id}`)
  await hers.getByRole('button', { name: 'Answer', exact: true }).click()
  await hers.getByRole('combobox', { name: 'Answer to Ieva Kalniņa' }).fill('At half past.')
  await hers.getByRole('button', { name: 'Send' }).click()
  await hers.getByText('At half past.').waitFor()
  await hers.getByRole('button', { name: 'Settled' }).click()
  await hers.getByRole('button', { name: 'Show 1 settled remark' }).click()
  await hers.getByRole('button', { name: 'Open again' }).click()
  await hers.getByRole('button', { name: 'Settled' }).waitFor()
  await shot(hers, 'together-remarks-phone', { whole: true })
  expect(await faults(hers, told)).toEqual([])
  await hers.goto('/tasks?whose=mine')
  await hers.getByRole('checkbox', { name: `Done: ${what}` }).click()
  await hers.getByText(`Done: ${what}`).waitFor()
  await hers.getByRole('button', { name: 'Undo' }).first().click()
  await hers.getByText('Overdue', { exact: true }).first().waitFor()
  await shot(hers, 'together-tasks-phone')
  expect(await faults(hers, told)).toEqual([])
}, 120_000)

test('what a post said before is compared word by word and brought back, also with a finger; in every language', async () => {
  const { page, complaints } = await home.signedIn({ size: 'desktop', theme: 'light' })
  const post = await draft(page, 'Fresh rolls from six. Come and taste them.')
  const { page: hers } = await signedInAsMarta({})
  await call(hers, 'patch', `/posts/${post.id}`, {
    version: 1,
    content: { parts: [{ text: 'Fresh rolls from seven. Come and try them.' }] },
    variants: [{ channelId, content: { parts: [{ text: 'Rolls, from seven.' }] } }],
  })
  await page.goto(`/posts/${post.id}`)
  await page.getByRole('button', { name: 'More', exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'Versions' }).click()
  await page.getByRole('link', { name: /What it said at first/ }).click()
  await page.locator('del', { hasText: 'seven' }).first().waitFor()
  await page.locator('ins', { hasText: 'six' }).first().waitFor()
  await shot(page, 'together-versions')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Bring these words back' }).click()
  await page.getByText('The words are back, as a new version.').waitFor()
  await saved(page, post.id, 'Fresh rolls from six. Come and taste them.')
  await page.getByRole('link', { name: /Version 1 brought back/ }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await saved(page, post.id, 'Fresh rolls from seven. Come and try them.')

  const { items } = await call(page, 'get', `/posts/${post.id}/versions`)
  const places = {
    versions: `/posts/${post.id}/versions?version=${items.at(-1).id}`,
    tasks: '/tasks',
    post: `/posts/${post.id}`,
  }
  const { page: phone, complaints: told } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await phone.goto(places.versions)
  await phone.locator('del').first().waitFor()
  await shot(phone, 'together-versions-phone', { whole: true })
  expect(await faults(phone, told)).toEqual([])
  for (const language of languages) {
    const visit = await home.signedIn({ size: 'phone', language })
    expect(await misfits(visit, places, `together-${language}`), language).toEqual({})
    await visit.context.close()
  }
}, 120_000)
