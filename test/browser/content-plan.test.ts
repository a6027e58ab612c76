import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let channels: Awaited<ReturnType<typeof bakery>>['channels']

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  channels = (await bakery(home, workspaceId)).channels
  await home.ctx.db
    .updateTable('channels')
    .set({ timeZone: 'Pacific/Auckland' })
    .where('id', '=', channels.mastodon)
    .execute()
  // Free slots stand in the calendar too, beside what is planned.
  await home.ctx.db
    .insertInto('slots')
    .values(
      [1, 2, 3, 4, 5].flatMap((weekday) =>
        ['10:00', '10:15'].map((atTime) => ({ workspaceId, channelId: channels.feed, weekday, atTime })),
      ),
    )
    .execute()
})

const planned = () =>
  home.ctx.db
    .selectFrom('plannedPosts')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('at')
    .execute()

test('where nothing is planned the next step is offered', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan')
  await page.getByText('Nothing is planned in these weeks').waitFor()
  await shot(page, 'plan-empty')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: 'Set mix and rhythm' }).click()
  await page.getByRole('heading', { name: 'How often' }).waitFor()
  expect(complaints).toEqual([])
})

test.each([
  { size: 'desktop', theme: 'light' },
  { size: 'phone', theme: 'dark' },
] as const)('a template fills the plan and saves nothing, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  await page.goto('/content-plan')
  await page.getByRole('link', { name: 'Begin from a template' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Alone beside the work').waitFor()
  await shot(page, `plan-templates-${look.size}-${look.theme}`)
  expect(await barriers(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  await dialog.getByRole('button', { name: 'Begin with “Alone beside the work”' }).click()
  await dialog
    .getByRole('combobox', { name: /^Rhythm of/ })
    .first()
    .click()
  await page.getByRole('option', { name: 'Not planned' }).click()
  await shot(page, `plan-template-${look.size}-${look.theme}`)
  expect(await barriers(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Fill the plan with it' }).click()
  await page.getByText('Behind the counter').waitFor()
  await page.getByText('Not saved yet').waitFor()
  await shot(page, `plan-template-filled-${look.size}-${look.theme}`)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('Behind the counter').waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test('shares stay 100 %, and what was typed survives a reload until it is saved', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan?view=mix')
  const shares = () =>
    Promise.all(
      ['Engaging', 'Brand', 'Educational', 'Promotional'].map(async (name) =>
        Number(await page.getByLabel(`${name}, percent`).inputValue()),
      ),
    )
  await page.getByLabel('Promotional, percent').fill('24')
  expect(await shares()).toEqual([32, 24, 20, 24])
  await page.getByLabel('Share of Brand').focus()
  await page.keyboard.press('ArrowRight')
  const now = await shares()
  expect(now[1]).toBe(25)
  expect(now.reduce((a, b) => a + b, 0)).toBe(100)
  await page.reload()
  expect(await shares()).toEqual(now)
  await page.getByRole('button', { name: 'Discard' }).click()
  expect(await shares()).toEqual([40, 30, 25, 5])
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await shares()).toEqual(now)
  await page.getByRole('button', { name: 'Discard' }).click()
  expect(complaints).toEqual([])
})

test('mix, rhythm, pillars and a rubric are set and saved at once', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan?view=mix')
  for (const [name, count] of [
    ['The bakery on Bluesky', '5'],
    ['The bakery on Mastodon', '3'],
  ] as const) {
    const field = page.getByRole('spinbutton', { name: /^Posts a week on/ })
    await field.nth(name.includes('Bluesky') ? 0 : 1).fill(count)
  }
  await page.getByRole('button', { name: 'Add a pillar' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Craft')
  await page.getByRole('button', { name: 'Add a pillar' }).click()
  await page.getByLabel('Name', { exact: true }).nth(1).fill('People')
  await page.getByRole('button', { name: 'Add a rubric' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Tip Tuesday')
  for (const place of [1, 2]) await dialog.getByRole('checkbox').nth(place).click()
  await dialog.getByLabel('What to think of').fill('One trick for the oven at home.')
  await shot(page, 'plan-rubric')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Tip Tuesday').waitFor()
  await shot(page, 'plan-mix', { whole: true })
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  expect(complaints).toEqual([])
})

test('the plan is kept as a template, carried out as a file and brought back', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan?view=mix&templates=true')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Keep this plan' }).click()
  await dialog.getByLabel('Name').fill('Bakery')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const more = dialog.getByRole('button', { name: 'More for “Bakery”' })
  await more.click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save as a file' }).click()
  const file = await (await download).path()
  await dialog.getByLabel('From a file').setInputFiles({
    ...{ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"kind":"else"}') },
  })
  await dialog.getByText('This is no template of a content plan.').waitFor()
  await dialog.getByLabel('From a file').setInputFiles(file)
  await dialog.getByRole('button', { name: 'Bring in' }).click()
  await dialog.getByText('There is a template “Bakery” already.').waitFor()
  await dialog.getByLabel('Name').fill('Bakery two')
  await dialog.getByRole('button', { name: 'Bring in' }).click()
  await dialog.getByText('Bakery two').waitFor()
  await shot(page, 'plan-templates-own')
  expect(await barriers(page)).toEqual([])
  await more.click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await dialog.getByText('Bakery', { exact: true }).waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test('weeks are planned: the difference is shown, then made', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan')
  await page.getByRole('button', { name: 'Plan weeks' }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('heading', { name: /\d+ new/ }).waitFor()
  await shot(page, 'plan-difference')
  expect(await barriers(page)).toEqual([])
  expect(await planned()).toEqual([])
  await sheet.getByRole('button', { name: /^Make \d+ changes$/ }).click()
  await page.getByRole('heading', { name: 'Planned posts' }).waitFor()
  await expect.poll(async () => (await planned()).length).toBeGreaterThan(20)
  await page.getByText('Auckland').first().waitFor()
  expect(complaints).toEqual([])
})

test('a channel is given a plan, and its hours stand against the team’s', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan?view=channels')
  await page.getByLabel('Hours a week that the team can give').fill('3')
  await page.keyboard.press('Enter')
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Why we are there').fill('Neighbours who pass by every morning.')
  // Left by mistake, what was typed is there when one comes back.
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click()
  await sheet.getByText('This is what you typed last time').waitFor()
  expect(await sheet.getByLabel('Why we are there').inputValue()).toContain('Neighbours')
  await sheet.getByLabel('Formats').fill('short films, polls')
  await sheet.getByLabel('Tone').fill('Warm, short, never shouting.')
  await sheet.getByLabel('Hours a week').fill('4.5')
  await sheet.getByLabel('People are answered').click()
  await page.getByRole('option', { name: 'within 2 hours' }).click()
  await sheet.getByRole('switch').click()
  await shot(page, 'plan-channel-form')
  expect(await barriers(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Neighbours who pass by every morning.').waitFor()
  await page.getByText('take 4.5 hours a week; the team can give 3').waitFor()
  await home.ctx.db
    .insertInto('teamPeople')
    .values([
      { workspaceId, name: 'Mila', minutes: 600 },
      { workspaceId, name: 'Pēteris', minutes: null },
    ])
    .execute()
  await page.reload()
  await page.getByText('take 4.5 of the 10 hours a week').waitFor()
  await page.getByText('These are the hours of 1 person in the team. 1 more has said none.').waitFor()
  await shot(page, 'plan-hours-of-people')
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test.each(looks)('the plan has no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  for (const [view, heading] of [
    ['posts', 'Planned posts'],
    ['mix', 'How often'],
    ['channels', 'Hours'],
  ] as const) {
    await page.goto(`/content-plan?view=${view}`)
    await page.getByRole('heading', { name: heading, exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    await shot(page, `plan-${view}-${look.size}-${look.theme}`, { whole: true })
    expect(await barriers(page)).toEqual([])
    expect(await smallTargets(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
  }
  expect(complaints).toEqual([])
})

test.each(looks)('ghosts stand in the calendar, and over nothing, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  const first = (await planned()).find(({ at }) => at.getTime() > Date.now() + 8 * 86_400_000)
  const day = first?.at.toISOString().slice(0, 10)
  for (const view of ['month', 'week', 'list'] as const) {
    await page.goto(`/calendar?view=${view}&date=${day}`)
    await page.waitForLoadState('networkidle')
    if (view !== 'month' || look.size === 'desktop')
      await page
        .getByRole('button', { name: /planned on .*Write it/ })
        .first()
        .waitFor()
    await shot(page, `plan-calendar-${view}-${look.size}-${look.theme}`)
    expect(await barriers(page)).toEqual([])
    expect(await overlaps(page)).toEqual([])
  }
  expect(complaints).toEqual([])
})

/** Ghosts that lie over another chip. */
const overlaps = (page: Awaited<ReturnType<House['signedIn']>>['page']) =>
  page.evaluate<string[]>(`(() => {
    const boxes = [...document.querySelectorAll('main button')]
      .filter((one) => /planned on|Write a post for the free slot|^\\d/.test(one.textContent + (one.ariaLabel ?? '')))
      .map((one) => ({ words: one.textContent, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0)
    return boxes.flatMap((a, i) => boxes.slice(i + 1)
      .filter((b) => a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1 && a.box.top < b.box.bottom - 1 && b.box.top < a.box.bottom - 1)
      .map((b) => a.words + ' / ' + b.words))
  })()`)

test('a ghost is pulled by the mouse, by keys and by its menu; moved it is fixed, until that is undone', async () => {
  const { page, complaints } = await home.signedIn()
  const [one] = (await planned()).filter(({ at }) => at.getTime() > Date.now() + 9 * 86_400_000)
  if (!one) throw new Error('nothing is planned')
  const now = async () => (await planned()).find(({ id }) => id === one.id)
  const moved = async () => ((await now())?.at.getTime() ?? 0) - one.at.getTime()
  const zone = await home.ctx.db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone.timeZone }).format(one.at)
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone.timeZone }).format(
    one.at,
  )
  await page.goto(`/calendar?view=week&date=${day}`)
  // Other days of the week have a ghost at the same time.
  const column = page.locator('div.relative.border-l').nth((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7)
  const ghost = column.getByRole('button', { name: new RegExp(`^${time}, planned on`) }).first()
  await ghost.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(moved).not.toBe(0)
  expect(await now()).toMatchObject({ fixed: true })
  await page.getByText('Planning anew leaves it there').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(moved).toBe(0)
  await expect.poll(async () => (await now())?.fixed).toBe(false)
  await ghost.hover()
  const box = await ghost.boundingBox()
  if (!box) throw new Error('the ghost is not in sight')
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, y + 20, { steps: 4 })
  await shot(page, 'plan-ghost-pulled')
  await page.mouse.move(x, y + 56, { steps: 4 })
  await page.mouse.up()
  await expect.poll(moved).toBe(3_600_000)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(moved).toBe(0)
  expect(complaints).toEqual([])
})

test('a planned post becomes a draft with what the plan knows', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan')
  const row = page.getByRole('listitem').filter({ hasText: 'Tip Tuesday' }).first()
  await row.getByRole('button', { name: 'Write' }).click()
  await page.getByText('Rubric: Tip Tuesday').waitFor()
  await page.getByText('One trick for the oven at home.').waitFor()
  await page.getByText('Warm, short, never shouting.').waitFor()
  expect(await page.getByLabel('Category').textContent()).toContain('Educational')
  await shot(page, 'plan-composer', { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('one is moved by hand and taken out, and comes back by undo', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan')
  const count = (await planned()).length
  const more = page.getByRole('button', { name: 'More', exact: true })
  await more.first().click()
  await page.getByRole('menuitem', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What to think of').fill('Crust')
  await shot(page, 'plan-change')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Fixed').first().waitFor()
  await more.first().click()
  await page.getByRole('menuitem', { name: 'Take out of the plan' }).click()
  await expect.poll(async () => (await planned()).length).toBe(count - 1)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(async () => (await planned()).length).toBe(count)
  expect(complaints).toEqual([])
})

test('days without posts, a country and a campaign are set', async () => {
  const { page, complaints } = await home.signedIn()
  await home.ctx.db.insertInto('campaigns').values({ workspaceId, name: 'Summer bread' }).execute()
  await page.goto('/content-plan?view=mix')
  await page.getByLabel('Holidays of').click()
  await page.getByRole('option', { name: 'Germany' }).click()
  await page.getByLabel('Region').click()
  await page.getByRole('option', { name: 'Bayern' }).click()
  await page.getByRole('button', { name: 'Add days' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.getByText('This is needed.').waitFor()
  await dialog.getByLabel('Name').fill('Oven repair')
  await dialog.getByRole('switch').click()
  await shot(page, 'plan-days')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText('no posts', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'Add posts for a campaign' }).click()
  await shot(page, 'plan-campaign')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Summer bread').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  const { rules } = await home.ctx.db
    .selectFrom('contentPlans')
    .select('rules')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  expect(rules).toMatchObject({
    ...{ country: 'DE', state: 'BY', dates: [{ name: 'Oven repair', free: true }] },
    bursts: [{ perWeek: 2, category: null }],
  })
  expect(complaints).toEqual([])
})

test('a table is looked at line by line before it is brought in', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan')
  const count = (await planned()).length
  await page.getByRole('button', { name: 'Files' }).click()
  await page.getByRole('menuitem', { name: 'Bring in a table' }).click()
  const dialog = page.getByRole('dialog')
  const choose = (csv: string) =>
    dialog
      .getByLabel('File')
      .setInputFiles({ name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await choose(
    `at,channel,category\n2090-02-31T09:30,${channels.bluesky},brand\n2090-02-01T09:30,@nobody,brand\n`,
  )
  await dialog.getByText('Line 3: there is no channel').waitFor()
  await shot(page, 'plan-import')
  expect(await barriers(page)).toEqual([])
  await choose(`at,channel,category\n2090-02-01T09:30,${channels.bluesky},brand\n`)
  await dialog.getByRole('button', { name: 'Bring in 1 post' }).click()
  await expect.poll(async () => (await planned()).length).toBe(count + 1)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Files' }).click()
  await page.getByRole('menuitem', { name: 'Export as Excel' }).click()
  expect((await download).suggestedFilename()).toMatch(/^carillon-plan-.*\.xlsx$/)
  expect(complaints).toEqual([])
})

test('who was quicker is told, and nothing that was typed is lost', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan?view=mix')
  await page.getByLabel('Engaging, percent').fill('50')
  const { version } = await home.ctx.db
    .selectFrom('contentPlans')
    .select('version')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  await home.ctx.db
    .updateTable('contentPlans')
    .set({ version: version + 1 })
    .where('workspaceId', '=', workspaceId)
    .execute()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Somebody else saved this plan meanwhile').waitFor()
  expect(await page.getByLabel('Engaging, percent').inputValue()).toBe('50')
  await page.getByRole('button', { name: 'Mine stands' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  // The browser tells of the answer that was refused.
  expect(complaints.filter((one) => !/409/.test(one))).toEqual([])
})

const planPlaces = {
  posts: '/content-plan?view=posts',
  mix: '/content-plan?view=mix',
  channels: '/content-plan?view=channels',
}

test.each(languages)('the plan fits in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  expect(await misfits(visit, planPlaces, `plan-${language}`)).toEqual({})
})
