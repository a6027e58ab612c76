import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { makeDemo } from '../../src/modules/demo/index.ts'
import type { Look } from './browser.ts'
import { type House, house } from './house.ts'
import { barriers, faults, languages, looks, misfits, shot, walker } from './look.ts'

let home: House
let demo: string
const ids = { goal: '', publication: '' }
beforeAll(async () => {
  home = await house()
  await home.signedIn()
  demo = (await makeDemo(home.ctx)).workspace.id
  // The bell and its count have walks of their own.
  await home.ctx.db.deleteFrom('notifications').execute()
  const goals = await home.ctx.db.selectFrom('goals').select(['id', 'name']).execute()
  ids.goal = goals.find(({ name }) => name.startsWith('Grow'))?.id ?? ''
  const post = await home.ctx.db
    .selectFrom('publications')
    .select('id')
    .where('text', 'like', 'Oat%')
    .orderBy('publishedAt', 'desc')
    .executeTakeFirst()
  ids.publication = post?.id ?? ''
})

async function open(look: Look, path: string) {
  const visit = await home.signedIn(look)
  await visit.page.goto(`/w/${demo}${path}`)
  await visit.page.locator('h1').waitFor()
  await visit.page.waitForLoadState('networkidle')
  return visit
}

const pages: [name: string, path: () => string][] = [
  ['numbers', () => '/numbers'],
  ['numbers-rate', () => '/numbers?metric=er_followers&period=90&compare=none'],
  ['numbers-channels', () => '/numbers?view=channels'],
  ['numbers-posts', () => '/numbers?view=posts&sort=engagements'],
  ['numbers-publication', () => `/numbers/publications/${ids.publication}`],
  ['goals', () => '/goals'],
  ['goal', () => `/goals/${ids.goal}`],
  ['goal-new', () => '/goals/new'],
  ['goal-edit', () => `/goals/${ids.goal}/edit`],
]

test.each(looks)(
  'no page has barriers, complains or sticks out: $size, $theme',
  async (look) => {
    const { page, complaints } = await home.signedIn(look)
    const go = await walker(page, `/w/${demo}`)
    const wrong: Record<string, string[]> = {}
    for (const [name, path] of pages) {
      await go(`/w/${demo}${path()}`)
      await shot(page, `${name}-${look.size}-${look.theme}`, { whole: true })
      const found = await faults(page, complaints)
      if (found.length > 0) wrong[name] = found
    }
    expect(wrong).toEqual({})
  },
  120_000,
)

test.each(languages)('numbers and goals fit in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  const some = pages.filter(([name]) => ['numbers', 'goal', 'goal-new'].includes(name))
  const places = Object.fromEntries(some.map(([name, path]) => [name, `/w/${demo}${path()}`]))
  expect(await misfits(visit, places, language)).toEqual({})
})

test('period, comparison, channel and number stand in the address and survive a reload', async () => {
  const { page } = await open({}, '/numbers')
  await page.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'Last 90 days' }).click()
  await page.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: 'No comparison' }).click()
  await page
    .getByRole('button', { name: /^Engagements/ })
    .first()
    .click()
  await page.getByRole('tab', { name: 'Channels' }).click()
  await page.getByRole('button', { name: 'Belltower Rīga' }).click()
  await page.reload()
  const url = new URL(page.url())
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ compare: 'none', metric: 'engagements' })
  expect(url.searchParams.get('period')).toContain('90')
  expect(url.searchParams.get('channel')).not.toBeNull()
  await page.getByRole('heading', { name: 'Engagements', exact: true }).waitFor()
  await page.getByRole('combobox', { name: 'Channel' }).filter({ hasText: 'Belltower Rīga' }).waitFor()
})

test('a chart can be read as a table, with dashes for what is not known', async () => {
  const { page } = await open({}, '/numbers?metric=er_followers')
  await page.getByRole('button', { name: 'Show as a table' }).click()
  const cells = page.getByRole('figure').getByRole('cell')
  const texts = await cells.allTextContents()
  expect(texts.some((text) => /%/.test(text))).toBe(true)
  // Days without a post have no rate.
  expect(texts).toContain('–')
})

test('numbers are taken along as CSV', async () => {
  const { page } = await open({}, '/numbers')
  await page.getByRole('button', { name: 'Export' }).click()
  const loading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'A row for each post (CSV)' }).click()
  const file = await loading
  expect(file.suggestedFilename()).toMatch(/^carillon-posts-.*\.csv$/)
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toContain('published_at,published_local,network')
  expect(text).toContain('belltower.demo.invalid')
})

test('a goal is set by keyboard alone, and its odds are told while it is typed', async () => {
  const { page } = await open({}, '/goals')
  const current = await home.ctx.db.selectFrom('goals').select('id').execute()
  await page.getByRole('link', { name: 'Set a goal' }).focus()
  await page.keyboard.press('Enter')
  const baseline = page.getByRole('textbox', { name: 'Where it stands' })
  await expect.poll(() => baseline.inputValue()).toMatch(/^\d\d,\d{3}$/)
  const target = page.getByRole('textbox', { name: 'Target' })
  await target.focus()
  await page.keyboard.type('15,000')
  await page.getByText(/Chance of reaching the target: \d+%/).waitFor()
  await expect.poll(() => page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Followers: 15,000')
  await page.getByRole('button', { name: 'Set a goal' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Followers: 15,000' }).waitFor()
  const after = await home.ctx.db.selectFrom('goals').selectAll().execute()
  const made = after.find(({ id }) => !current.some((one) => one.id === id))
  expect(made).toMatchObject({ metric: 'followers', target: '15000' })
  expect(made?.baselineFrom).not.toBeNull()
})

test('a wrong goal is told at its field', async () => {
  const { page } = await open({}, '/goals/new')
  const baseline = page.getByRole('textbox', { name: 'Where it stands' })
  await expect.poll(() => baseline.inputValue()).not.toBe('')
  const target = page.getByRole('textbox', { name: 'Target' })
  await target.fill(await baseline.inputValue())
  await target.blur()
  await page.getByText('The target is where it stands now. Choose another number.').waitFor()
})

test('a goal put away comes back by undo', async () => {
  const { page } = await open({}, `/goals/${ids.goal}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Put away' }).click()
  await page.getByRole('link', { name: /Bangkok/ }).waitFor()
  expect(await page.getByRole('link', { name: /^Grow everywhere/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: /^Grow everywhere/ }).waitFor()
})

test('a workspace without channels says what the numbers will be, and without goals what they are for', async () => {
  const { page, workspaceId } = await home.signedIn()
  await page.goto(`/w/${workspaceId}/numbers`)
  await page.getByText('What your channels bring').waitFor()
  await page.goto(`/w/${workspaceId}/goals`)
  await page.getByText('Where to, and by when').waitFor()
  expect(await barriers(page)).toEqual([])
})
