import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  const { channels } = await bakery(home, workspaceId)
  await growing(channels.bluesky)
})

/** Two months of followers, about one more a day: whichever day is proposed, 30 % more is far from it. */
async function growing(channelId: string): Promise<void> {
  const points = Array.from({ length: 60 }, (_, ago) => ({
    ...{ workspaceId, subjectKind: 'channel', subjectId: channelId, metric: 'followers', source: 'network' },
    at: new Date(Date.now() - ago * 86_400_000),
    value: 1240 - ago + (ago % 3),
  }))
  await home.ctx.db.insertInto('metricPoints').values(points).execute()
}

const goals = () =>
  home.ctx.db
    .selectFrom('goals')
    .select(['name', 'metric', 'target', 'deadline', 'objective', 'people'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('createdAt')
    .execute()

test('a wish is written as one would say it, taken apart, mended and set', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/goals/new')
  const wish = page.getByLabel('Your wish')
  await wish.fill('increase likes and get more followers by 30 %')
  await wish.press('Enter')
  await page.getByText('The sentence speaks of 2 results.').waitFor()
  await page.getByRole('button', { name: 'Go on with this' }).click()
  await expect.poll(() => page.locator('input[name=target]').inputValue()).toBe('1,612')
  await page.getByText('There is no day by which.').waitFor()
  await shot(page, 'goal-smart-desktop', { whole: true })
  expect(await barriers(page)).toEqual([])

  // What a mend shows is what it fills in.
  const mend = page.getByRole('button', { name: /^Fill in \d+ / })
  const shown = (await mend.textContent())?.replace('Fill in ', '') ?? ''
  await mend.click()
  await page.getByRole('button', { name: new RegExp(`Deadline: .*${shown}`) }).waitFor()
  await page.getByRole('button', { name: 'Fill in Awareness' }).click()
  const even = page.getByRole('button', { name: /^Fill in 1,/ })
  const target = (await even.textContent())?.replace('Fill in ', '') ?? ''
  await even.click()
  await expect.poll(() => page.locator('input[name=target]').inputValue()).toBe(target)
  await page.getByRole('button', { name: 'To the field' }).click()
  await page.keyboard.type('Anna, two hours a week')
  await page.getByLabel(/^Money/).fill('100 € a month')
  await expect.poll(() => page.getByRole('button', { name: /^Fill in|^To the field/ }).count()).toBe(0)

  // Nothing is lost by leaving.
  await page.goto('/calendar')
  await page.goto('/goals/new')
  await expect.poll(() => page.locator('input[name=target]').inputValue()).toBe(target)
  expect(await page.getByLabel(/^People/).inputValue()).toBe('Anna, two hours a week')
  await page.getByRole('button', { name: 'Set a goal' }).click()
  await page.getByRole('heading', { level: 1, name: /^Followers: / }).waitFor()
  await page.getByText('Anna, two hours a week · 100 € a month').waitFor()
  await shot(page, 'goal-with-purpose', { whole: true })
  expect(await goals()).toMatchObject([
    { metric: 'followers', objective: 'awareness', people: 'Anna, two hours a week' },
  ])
  expect(complaints).toEqual([])
})

test('several results are set one after the other', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/goals/new')
  await page.getByLabel('Your wish').fill('500 more followers and 300 more likes until the end of next year')
  await page.getByLabel('Your wish').press('Enter')
  await page.getByText('The sentence speaks of 2 results.').waitFor()
  await expect.poll(() => page.locator('input[name=target]').inputValue()).toBe('1,740')
  await page.getByRole('button', { name: 'Set a goal' }).click()
  await page.getByText('“Followers: 1,740” is set. Next: Likes: 300').waitFor()
  await expect.poll(() => page.locator('input[name=target]').inputValue()).toBe('300')
  // Nothing is measured of likes; a person says where it stands.
  await page.locator('input[name=baseline]').fill('20')
  await page.getByRole('button', { name: 'Set a goal' }).click()
  await page.getByRole('heading', { level: 1, name: 'Likes: 300' }).waitFor()
  expect(complaints).toEqual([])
})

const sentences = {
  en: 'increase sales and get more followers by 30 %',
  lv: 'palielināt pārdošanu un iegūt par 30 % vairāk sekotāju līdz gada beigām',
  ru: 'увеличить продажи и получить больше подписчиков на 30 % до конца года',
  th: 'เพิ่มยอดขายและเพิ่มผู้ติดตาม 30 % ภายในสิ้นปี',
  vi: 'tăng doanh số và tăng 30 % người theo dõi trước cuối năm',
} as const

test.each(looks)('the new goal has no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  await page.goto('/goals/new')
  await page.getByLabel('Your wish').fill(sentences.en)
  await page.getByRole('button', { name: 'Take apart' }).click()
  await page.getByText('The sentence speaks of 2 results.').waitFor()
  await page.waitForLoadState('networkidle')
  await shot(page, `goal-new-${look.size}-${look.theme}`, { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  expect(complaints).toEqual([])
})

test.each(languages)('a sentence in %s is taken apart, and fits', async (language) => {
  const { page, complaints } = await home.signedIn({ size: 'phone', language })
  await page.goto('/goals/new')
  await page.locator('main form textarea').first().fill(sentences[language])
  await page.locator('main form textarea').first().press('Enter')
  await page.locator('main section li').nth(1).waitFor()
  await page.waitForLoadState('networkidle')
  await shot(page, `goal-new-${language}`, { whole: true })
  expect(await sticksOut(page)).toBe(false)
  expect(complaints).toEqual([])
})

test('a number is entered by hand week by week, taken back, and a goal is about it', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/by-hand')
  await page.getByText('What no network tells').waitFor()
  await shot(page, 'by-hand-empty')
  await page.getByRole('button', { name: 'Add a number' }).click()
  await page.getByLabel('Name').fill('Sales')
  await page.getByLabel(/^Unit/).fill('€')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Sales (€)' }).waitFor()
  const fields = page.getByLabel(/^Sales, week of/)
  expect(await fields.count()).toBe(6)
  await fields.nth(2).fill('1,250.5')
  await fields.nth(3).fill('many')
  await fields.nth(3).blur()
  await page.getByText('Write a number, or leave it empty.').waitFor()
  expect(await fields.nth(3).inputValue()).toBe('many')
  await fields.nth(3).fill('1300')
  await fields.nth(3).press('Enter')
  await page.getByText(/^Sales: 1,300\s€ for the week of/).waitFor()
  const rows = () =>
    home.ctx.db
      .selectFrom('manualValues')
      .select('value')
      .where('workspaceId', '=', workspaceId)
      .orderBy('week')
      .execute()
  await expect.poll(async () => (await rows()).map(({ value }) => Number(value))).toEqual([1250.5, 1300])
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(async () => (await rows()).map(({ value }) => Number(value))).toEqual([1250.5])
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])

  await page.goto('/goals/new')
  await page.getByLabel('Your wish').fill('increase sales by 20 % until the end of next year')
  await page.getByLabel('Your wish').press('Enter')
  // Nobody entered the week that is over, so it starts from nothing that is known.
  await page.getByText('Nothing is known of this number yet.').waitFor()
  await page.locator('input[name=baseline]').fill('1,250.5')
  await page.locator('input[name=target]').fill('1,500')
  await page.getByRole('button', { name: 'Set a goal' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sales: 1,500\u00a0€' }).waitFor()
  await page.goto('/')
  await page.getByText('Last week’s numbers are missing').waitFor()
  await page.getByRole('link', { name: 'Enter', exact: true }).click()
  await page.getByRole('heading', { name: 'Sales (€)' }).waitFor()
  expect(complaints).toEqual([])
})

test('what no network tells is entered by hand at a press, and the sentence means it then', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/goals/new')
  await page.getByLabel('Your wish').fill('50 more orders a week until June')
  await page.getByLabel('Your wish').press('Enter')
  await page.getByRole('button', { name: 'Enter “Orders” every week' }).click()
  await page.getByText('In the form below').waitFor()
  await page.getByLabel('Number', { exact: true }).getByText('Orders').waitFor()
  expect(complaints).toEqual([])
})

test('a goal with a floor, a constraint and a milestone is set and shown', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/goals/new')
  await page.getByLabel('Your wish').fill('1300 followers until the end of next year')
  await page.getByRole('button', { name: 'Take apart' }).click()
  await expect.poll(() => page.locator('input[name=target]').inputValue()).toBe('1,300')
  await page.locator('input[name=floor]').fill('1,260')
  await page.getByRole('button', { name: 'Add a constraint' }).click()
  await page.getByRole('combobox', { name: 'Number' }).last().click()
  await page.getByRole('option', { name: 'Posts', exact: true }).click()
  await page.locator('input[name=bound]').fill('500')
  await page.getByRole('button', { name: 'Add a milestone' }).click()
  await page.locator('input[name=milestone]').fill('1,250')
  await shot(page, 'goal-form-bounds', { whole: true })
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Name', { exact: true }).fill('Known in town')
  await page.getByRole('button', { name: 'Set a goal' }).click()
  await page.getByRole('heading', { level: 1, name: 'Known in town' }).waitFor()
  await page.getByText('Posts at least 500').first().waitFor()
  await page.getByText('A constraint is broken').first().waitFor()
  await page.waitForLoadState('networkidle')
  await shot(page, 'goal-bounds', { whole: true })
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: 'Change' }).click()
  await expect.poll(() => page.locator('input[name=floor]').inputValue()).toBe('1,260')
  await expect.poll(() => page.locator('input[name=milestone]').inputValue()).toBe('1,250')
  await page.goto('/')
  await page.getByText('The goal “Known in town” is at risk').waitFor()
  await shot(page, 'today-goal-at-risk', { whole: true })
  expect(complaints).toEqual([])
})

/** Fifty goals, a third of them KPIs of others. */
async function many(): Promise<void> {
  const metrics = ['followers', 'engagements', 'posts_out', 'er_followers', 'likes'] as const
  const objectives = ['awareness', 'loyalty', 'sales', null] as const
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const tops: string[] = []
  for (let n = 0; n < 50; n++) {
    const metric = metrics[n % metrics.length] ?? 'followers'
    const parentId = n >= 34 ? (tops[n - 34] ?? null) : null
    const { id } = await home.ctx.db
      .insertInto('goals')
      .values({
        ...{
          workspaceId,
          name: `${n + 1}. ${n % 3 === 0 ? 'A goal whose name is rather long, as people write them' : 'Goal'}`,
          metric,
          parentId,
        },
        ...{
          baseline: metric === 'posts_out' ? 0 : 10,
          target: metric === 'er_followers' ? 0.05 : 1200 + 10 * n,
        },
        ...{
          startsOn: day(-30),
          deadline: day(10 + n),
          objective: parentId ? null : (objectives[n % 4] ?? null),
        },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (parentId === null) tops.push(id)
  }
}

test('fifty goals stand on one page under what they are for, and can be narrowed', async () => {
  // Once, also when the walk is made again.
  if ((await goals()).length < 50) await many()
  const { page, complaints } = await home.signedIn()
  await page.goto('/goals?view=tree')
  await page.getByRole('heading', { name: 'Awareness' }).waitFor()
  expect(await page.locator('main details a[href*="/goals/"] >> text=/^[0-9]+\\. /').count()).toBe(50)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('combobox', { name: 'By state' }).click()
  await page.getByRole('option', { name: /^At risk/ }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('status')).toBe('at_risk')
  await page
    .getByRole('button', { name: /^Add a KPI/ })
    .first()
    .click()
  await page.getByRole('combobox', { name: /Stands beneath/ }).waitFor()
  expect(complaints).toEqual([])
}, 120_000)

test.each(looks)(
  'the KPI tree and what is entered by hand have no barriers, $size $theme',
  async (look) => {
    const { page, complaints } = await home.signedIn(look)
    for (const [name, path] of [
      ['tree', '/goals?view=tree'],
      ['by-hand', '/by-hand'],
    ] as const) {
      await page.goto(path)
      await page.locator('main input, main details').first().waitFor()
      await page.waitForLoadState('networkidle')
      await shot(page, `${name}-${look.size}-${look.theme}`, { whole: true })
      expect(await barriers(page), name).toEqual([])
      expect(await smallTargets(page), name).toEqual([])
      expect(await sticksOut(page), name).toBe(false)
    }
    expect(complaints).toEqual([])
  },
  120_000,
)

test.each(languages)('the KPI tree, bounds and what is entered by hand fit in %s', async (language) => {
  const goal = await home.ctx.db
    .selectFrom('goals')
    .select('id')
    .where('name', '=', 'Known in town')
    .executeTakeFirstOrThrow()
  const visit = await home.signedIn({ size: 'phone', language })
  const places = {
    tree: '/goals?view=tree',
    'by-hand': '/by-hand',
    bounds: `/goals/${goal.id}`,
    edit: `/goals/${goal.id}/edit`,
  }
  expect(await misfits(visit, places, `goal-${language}`)).toEqual({})
})
