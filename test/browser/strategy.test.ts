import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { visitor } from './browser.ts'
import { type House, house } from './house.ts'
import { barriers, faults, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'

let home: House
let workspaceId: string

beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
})

const newest = async () =>
  home.ctx.db
    .selectFrom('strategyRevisions')
    .select(['number', 'body', 'reason'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })

/** What somebody else saves meanwhile, over the API. */
async function elsewhere(page: Page, parts: object): Promise<void> {
  const headers = { 'carillon-csrf': '1', 'carillon-workspace': workspaceId }
  const { revision } = await (await page.context().request.get('/api/v1/strategy', { headers })).json()
  const answer = await page.context().request.put('/api/v1/strategy', { headers, data: { revision, parts } })
  expect(answer.status()).toBe(200)
}

test('an example fills every part, is nothing before it is saved, and is let go of again', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/strategy')
  await page.getByRole('button', { name: 'Start from an example' }).click()
  await page.getByRole('dialog').getByText('A language school').waitFor()
  await shot(page, 'strategy-examples')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Take this one: A city museum' }).click()
  await page.getByText('8 of 8 parts').waitFor()
  await page.getByText(/^Not saved yet: Team,/).waitFor()
  await shot(page, 'strategy-example-taken')
  expect(await newest()).toBeUndefined()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByText('From “we should be on social media” to a page').waitFor()
  expect(complaints).toEqual([])
})

test('an empty strategy leads to its first part; what is written stays through a reload, and is saved with a reason', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/strategy')
  await page.getByText('From “we should be on social media” to a page').waitFor()
  await shot(page, 'strategy-empty')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Begin with the objective' }).click()
  await page.getByRole('radio', { name: 'Be known' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.getByRole('radio', { name: /^Sales/ }).isChecked()).toBe(true)
  await field(page, 'Why this one').fill('The oven is paid by bread.')
  await page.getByText('Not saved yet: One objective').waitFor()
  await page.reload()
  await expect.poll(() => field(page, 'Why this one').inputValue()).toBe('The oven is paid by bread.')
  await shot(page, 'strategy-unsaved')
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Why, in a few words').fill('Begun')
  await page.keyboard.press('Enter')
  await page.getByText('Saved as revision 1.').waitFor()
  expect(await newest()).toMatchObject({
    number: 1,
    reason: 'Begun',
    body: { objective: { objective: 'sales' } },
  })
  expect(complaints).toEqual([])
})

test('discarding can be undone, and Ctrl S saves', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/strategy?part=positioning')
  await field(page, 'Our one thing').fill('Bread with three ingredients and a name behind it')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect.poll(() => field(page, 'Our one thing').inputValue()).toBe('')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => field(page, 'Our one thing').inputValue()).toContain('three ingredients')
  await page.keyboard.press('Control+s')
  await page.getByText('Saved as revision 2.').waitFor()
  expect(complaints).toEqual([])
})

test('a link that is no address is refused at its field, and nothing is lost', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/strategy?part=channels')
  await field(page, 'Where we are, what for, and how often').fill('Instagram for what is fresh.')
  await page.getByRole('button', { name: 'Add a link' }).click()
  await page.getByPlaceholder('https://').fill('javascript:alert(1)')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(/address of the web|begins with https/).waitFor()
  expect(await newest()).toMatchObject({ number: 2 })
  await page.getByPlaceholder('https://').fill('https://example.com/bread')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved as revision 3.').waitFor()
  expect(complaints).toEqual([])
})

test('two who save the same part see both texts, and nothing is lost', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/strategy?part=positioning')
  await field(page, 'Our voice').fill('Warm and short.')
  const other = await home.signedIn()
  await elsewhere(other.page, {
    positioning: { oneThing: 'Bread with a name behind it', voice: 'Warm and a little longer.' },
  })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Somebody else saved the same part').waitFor()
  await page.getByText('Warm and a little longer.').first().waitFor()
  await shot(page, 'strategy-conflict', { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(await field(page, 'Our voice').inputValue()).toBe('Warm and short.')
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved as revision 5.').waitFor()
  expect(await newest()).toMatchObject({ body: { positioning: { voice: 'Warm and short.' } } })
  expect(complaints).toEqual([])
})

test('the history shows what was changed; an earlier revision is restored, and undo takes it back', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/strategy?view=history')
  await page.getByRole('button', { name: /Revision 4/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Our voice').waitFor()
  await shot(page, 'strategy-history')
  expect(await barriers(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Restore this one' }).click()
  await page.getByText('Revision 4 holds again.').waitFor()
  expect(await newest()).toMatchObject({
    number: 6,
    body: { positioning: { voice: 'Warm and a little longer.' } },
  })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await newest())?.number).toBe(7)
  expect(await newest()).toMatchObject({ body: { positioning: { voice: 'Warm and short.' } } })
  expect(complaints).toEqual([])
})

test('on the day of its review Today says so, and one press says that all holds', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/strategy')
  await elsewhere(page, {
    rhythm: { every: 'quarter', next: '2026-01-01', questions: 'What brought people in?' },
  })
  await page.goto('/')
  await page.getByText('The day of the strategy’s review has come').waitFor()
  await shot(page, 'strategy-today')
  await page.getByRole('link', { name: 'Review', exact: true }).click()
  await page.getByText('The day of the review has come').waitFor()
  await shot(page, 'strategy-review')
  await page.getByRole('button', { name: /It holds: next on/ }).click()
  await page.getByText('The day of the review has come').waitFor({ state: 'detached' })
  expect(await newest()).toMatchObject({ reason: 'Reviewed' })
  expect(complaints).toEqual([])
})

test('it is printed on one page, and read by a link without an account until the link is ended', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/strategy?view=page')
  await page.getByRole('article').waitFor()
  await shot(page, 'strategy-page', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByLabel('For whom').fill('The bank')
  await shot(page, 'strategy-share')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  for (const look of looks) {
    const guest = await visitor(home.url, look)
    await guest.page.goto(link)
    await guest.page.getByRole('heading', { name: 'Strategy of Riga Bakery' }).waitFor()
    await guest.page.getByText('Bread with', { exact: false }).first().waitFor()
    await shot(guest.page, `strategy-shared-${look.size}`, { whole: true })
    expect(await faults(guest.page, guest.complaints)).toEqual([])
  }
  await page
    .getByRole('listitem')
    .filter({ hasText: 'The bank' })
    .getByRole('button', { name: 'End' })
    .click()
  await page.getByText('The link is ended.').waitFor()
  const late = await visitor(home.url)
  await late.page.goto(link)
  await late.page.getByText('This link was ended, or its time is over.').waitFor()
  expect(complaints).toEqual([])
})

test.each(['en', 'ru', 'th'])(
  'an example in which every part is written is printed on one page: %s',
  async (language) => {
    const { page, complaints } = await home.signedIn({ language })
    await page.goto('/strategy?view=page')
    const headers = { 'carillon-workspace': workspaceId }
    const answer = await page
      .context()
      .request.get(`/api/v1/strategy/examples?language=${language}`, { headers })
    const { items } = (await answer.json()) as { items: { id: string; strategy: object }[] }
    for (const { id, strategy } of items) {
      await elsewhere(page, strategy)
      await page.reload()
      await page.getByRole('article').waitFor()
      await shot(page, `strategy-example-${id}-${language}`, { whole: true })
      expect(pagesOf(await page.pdf({ format: 'A4' })), id).toBe(1)
    }
    await page.emulateMedia({ media: 'print' })
    await shot(page, `strategy-print-${language}`)
    expect(complaints).toEqual([])
  },
)

/** Of a PDF as Chromium writes it. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

test('a client reads what was agreed, and finds nothing to write', async () => {
  const { page } = await home.signedIn()
  const headers = { 'carillon-csrf': '1', 'carillon-workspace': workspaceId }
  const words = 'Only for the team'
  await elsewhere(page, { team: { people: [], words }, positioning: { oneThing: 'Bread with a name' } })
  const invited = await page.context().request.post('/api/v1/invitations', {
    headers,
    data: { email: 'client@example.com', role: 'client', way: 'link', days: 1 },
  })
  const { url } = (await invited.json()) as { url: string }
  const client = await visitor(home.url)
  const accepted = await client.context.request.post('/api/v1/invitation/accept', {
    headers: { 'carillon-csrf': '1' },
    data: { token: url.split('#')[1], name: 'Clara', password: 'harbour violet nine kettle' },
  })
  expect(accepted.status()).toBe(200)
  await client.page.goto(`/w/${workspaceId}/strategy?view=write`)
  await client.page.getByRole('article').getByText('Bread with a name').waitFor()
  await client.page.getByText('Of the eight parts you are shown what was agreed.').waitFor()
  await shot(client.page, 'strategy-client')
  expect(await client.page.getByText(words).count()).toBe(0)
  for (const hidden of ['Write', 'History', 'Share', 'Save'])
    expect(await client.page.getByText(hidden, { exact: true }).count(), hidden).toBe(0)
  expect(await client.page.getByRole('link', { name: 'Personas', exact: true }).count()).toBe(0)
  expect(await faults(client.page, client.complaints)).toEqual([])
})

test.each(looks)('each part has no barriers: $size, $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  for (const part of [
    'team',
    'objective',
    'listening',
    'audience',
    'metrics',
    'positioning',
    'channels',
    'rhythm',
  ]) {
    await page.goto(`/strategy?part=${part}`)
    await page.getByText('What it changes elsewhere').waitFor()
    await page.locator('summary').click()
    await shot(page, `strategy-${part}-${look.size}-${look.theme}`, { whole: true })
    expect(await barriers(page, 'own'), part).toEqual([])
    expect(await smallTargets(page), part).toEqual([])
    expect(await sticksOut(page), part).toBe(false)
  }
  expect(complaints).toEqual([])
})

test.each(languages)('the strategy fits in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  const places = {
    write: '/strategy?view=write&part=objective',
    page: '/strategy?view=page',
    history: '/strategy?view=history',
  }
  expect(await misfits(visit, places, `strategy-${language}`)).toEqual({})
})
