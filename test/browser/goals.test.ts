import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'
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

/** Two months of followers, about four more a day. */
async function growing(channelId: string): Promise<void> {
  const points = Array.from({ length: 60 }, (_, ago) => ({
    ...{ workspaceId, subjectKind: 'channel', subjectId: channelId, metric: 'followers', source: 'network' },
    at: new Date(Date.now() - ago * 86_400_000),
    value: 1240 - 4 * ago + (ago % 3),
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

const looks = [
  { size: 'desktop', theme: 'light' },
  { size: 'phone', theme: 'dark' },
] as const

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

test.each(['lv', 'ru', 'th', 'vi'] as const)(
  'a sentence in %s is taken apart, and fits',
  async (language) => {
    for (const size of ['desktop', 'phone'] as const) {
      const { page, complaints } = await home.signedIn({ size, language })
      await page.goto('/goals/new')
      await page.locator('main form textarea').first().fill(sentences[language])
      await page.locator('main form textarea').first().press('Enter')
      await page.locator('main section li').nth(1).waitFor()
      await page.waitForLoadState('networkidle')
      await shot(page, `goal-new-${size}-${language}`, { whole: true })
      expect(await sticksOut(page)).toBe(false)
      expect(complaints).toEqual([])
    }
  },
)
