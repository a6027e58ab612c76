import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { faults, languages, looks, misfits, shot, walker } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
const places: Record<string, string> = {}

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  await bakery(home, workspaceId)
})

/** Three hundred rows; every hundredth names a channel that is not here. Days can be read in two ways. */
const table = (): Buffer => {
  const year = new Date().getFullYear() + 1
  const rows = Array.from({ length: 300 }, (_, n) => {
    const channel = n % 100 === 99 ? '@nobody' : 'News of the bakery'
    return `"Bread number ${n + 1}, fresh from the oven",${channel},0${(n % 9) + 1}/0${(n % 8) + 1}/${year} 09:30,brand`
  })
  return Buffer.from(['Text,Channels,When,Category', ...rows].join('\n'))
}

test('a table is brought, looked through, made and taken back', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/bulk')
  await page.getByText('No tables yet').waitFor()
  await shot(page, 'bulk-empty')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'bread.csv', mimeType: 'text/csv', buffer: table() })
  await page.getByRole('heading', { name: 'bread.csv' }).waitFor()
  await page.getByText('Several ways fit your rows').waitFor()
  await shot(page, 'bulk-columns', { whole: true })
  expect(await faults(page, complaints, 'both')).toEqual([])
  expect(await page.getByRole('button', { name: 'Look through the rows' }).isDisabled()).toBe(true)
  await page.getByLabel('How days are written').selectOption('dmy')
  await page.getByRole('button', { name: 'Look through the rows' }).click()
  await page.getByText('You may leave this page').waitFor()
  await home.runJobs()
  await page.getByRole('button', { name: 'Make only the 297 good rows' }).waitFor()
  places.table = new URL(page.url()).pathname.replace(/^\/w\/[^/]+/, '')
  await page.getByRole('tab', { name: 'Bad' }).click()
  await page.getByText('No channel here is called “@nobody”.').first().waitFor()
  await shot(page, 'bulk-checked', { whole: true })
  expect(await faults(page, complaints, 'both')).toEqual([])
  await page.getByRole('button', { name: 'Make only the 297 good rows' }).click()
  await page.getByText('Making posts').first().waitFor()
  await home.runJobs()
  await page.getByText('Posts are made').waitFor()
  await shot(page, 'bulk-done')
  await page.getByRole('button', { name: 'Take the whole import back' }).click()
  await page.getByText('Taking posts back').first().waitFor()
  await home.runJobs()
  await page.getByText('Taken back').first().waitFor()
  expect(complaints).toEqual([])
}, 180_000)

test('a post is let come again: its first times are shown, and each is made', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/bulk/series/new?kind=recurring')
  await page.getByLabel('Name', { exact: true }).fill('Tip of the week')
  await page.getByLabel('Text', { exact: true }).fill('A tip for bread')
  await page.getByLabel('News of the bakery').click()
  await page.getByRole('region', { name: 'The first times' }).getByRole('listitem').nth(5).waitFor()
  await shot(page, 'bulk-series-new', { whole: true })
  expect(await faults(page, complaints, 'both')).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await home.runJobs()
  await page.getByText('Made', { exact: true }).first().waitFor()
  places.series = new URL(page.url()).pathname.replace(/^\/w\/[^/]+/, '')
  await page.getByRole('button', { name: 'Leave out' }).nth(1).click()
  await page.getByText('Left out', { exact: true }).waitFor()
  await shot(page, 'bulk-series', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
}, 60_000)

test('a template is kept, its gap is filled in, and the draft opens', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/bulk?tab=templates')
  await page.getByRole('button', { name: 'New template' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Offer')
  await page.getByLabel('Text', { exact: true }).fill('Today {{bread}}')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Use it' }).click()
  await page.getByLabel('bread').fill('rye')
  await shot(page, 'bulk-template-fill')
  await page.getByRole('button', { name: 'Fill in and make a draft' }).click()
  await page.getByText('Today rye').first().waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test.each(looks)(
  'every place of it stands on a $size, $theme',
  async (look) => {
    const { page, complaints } = await home.signedIn(look)
    const tabs = ['imports', 'recurring', 'evergreen', 'feeds', 'templates'].map((tab) => `/bulk?tab=${tab}`)
    const go = await walker(page, '/bulk')
    const wrong: Record<string, string[]> = {}
    for (const place of [...tabs, `${places.table}?rows=bad`, places.series ?? '']) {
      await go(place)
      const name = place.replace(/\W+/g, '-').slice(0, 40)
      await shot(page, `bulk-at${name}-${look.size}`, { whole: true })
      const found = await faults(page, complaints)
      if (found.length > 0) wrong[place] = found
    }
    await go('/bulk?tab=feeds')
    await page.getByRole('button', { name: 'Add a feed' }).first().click()
    await page.getByLabel('Address of the feed').waitFor()
    await shot(page, `bulk-feed-form-${look.size}`)
    expect(wrong).toEqual({})
  },
  120_000,
)

test.each(languages)(
  'it fits and lacks no text in %s',
  async (language) => {
    const visit = await home.signedIn({ size: 'phone', language })
    const all = { table: `${places.table}?rows=bad`, queue: '/bulk/series/new?kind=evergreen' }
    expect(await misfits(visit, all, `bulk-${language}`)).toEqual({})
  },
  120_000,
)
