import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { begin, dayFromNow, firstVisit, pictureFile, saved, textField, type Walk } from '../browser/job.ts'
import { shot } from '../browser/look.ts'
import { type Program, startProgram } from '../program.ts'
import { live, name, others, postsOf } from './people.ts'

let walk: Walk<{ program: Program }>
let shop: Awaited<ReturnType<typeof others.account>>
let friend: Awaited<ReturnType<typeof others.account>>

beforeAll(async () => {
  const hosts = [live.plc, live.pds].map((url) => new URL(url).host).join(',')
  const program = await startProgram({ env: { CARILLON_ALLOWED_HOSTS: hosts } })
  ;[shop, friend] = [await others.account(name('shop')), await others.account(name('friend'))]
  walk = await begin({ program }, 'mouse', {})
}, 60_000)
afterAll(() => walk.stage.program.remove())

const step = (words: string, work: (page: Page) => Promise<void>) =>
  test(words, async () => {
    try {
      await work(walk.page)
    } catch (error) {
      await shot(walk.page, 'live-stopped').catch(() => {})
      throw error
    }
  }, 150_000)

step('a person joins their real account at their server’s own pages', async (page) => {
  await firstVisit(walk)
  await page.goto('/channels?join=bluesky')
  await page.getByRole('textbox', { name: 'Handle or server' }).fill(live.pds)
  await page.getByText('More settings').click()
  await page.getByRole('textbox', { name: 'Identity directory' }).fill(live.plc)
  await page.getByRole('button', { name: 'Go to Bluesky' }).click()
  await page.waitForURL(`${live.pds}/**`)
  await shot(page, 'live-sign-in')
  await signInThere(page)
  await page.getByRole('heading', { name: shop.handle }).waitFor()
  await shot(page, 'live-joined')
})

/** The server's own pages: who one is, and whether Carillon may. */
async function signInThere(page: Page): Promise<void> {
  const user = page.locator('input[name="username"]')
  await user
    .or(page.getByRole('button', { name: 'Sign in' }))
    .first()
    .waitFor()
  if (!(await user.isVisible())) await page.getByRole('button', { name: 'Sign in' }).click()
  await user.fill(shop.handle)
  await page.locator('input[name="password"]').fill(shop.password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Authorize|Accept|Allow/ }).click()
}

step('sets a goal for the talk about it', async (page) => {
  await page.goto('/goals/new')
  await page.getByRole('combobox', { name: 'Number' }).click()
  await page.getByRole('option', { name: 'Engagements', exact: true }).click()
  await page.getByRole('textbox', { name: 'Where it stands' }).fill('0')
  await page.getByRole('textbox', { name: 'Target' }).fill('6')
  await page.getByRole('button', { name: 'Set a goal' }).click()
  await page.getByRole('heading', { level: 1, name: 'Engagements: 6' }).waitFor()
})

let dueAt: Date
const words = () => `สวัสดีครับ 👩‍👩‍👧‍👦 @${friend.handle}, смотри https://example.com/путь?a=1 #хлеб`

step('writes for the next minute with a picture, and it is out on the second, once', async (page) => {
  await page.goto('/posts/new')
  await textField(page).fill(words())
  const chip = page.getByRole('region', { name: 'Channels' }).getByRole('button').first()
  if ((await chip.getAttribute('aria-pressed')) === 'false') await chip.click()
  await page.locator('input[type=file]').setInputFiles(await pictureFile())
  await page.getByRole('textbox', { name: /Alt text/ }).fill('ระฆัง — колокол')
  await page.getByRole('combobox', { name: 'Goal' }).click()
  await page.getByRole('option', { name: 'Engagements: 6' }).click()
  dueAt = new Date((Math.floor(Date.now() / 60_000) + (new Date().getSeconds() > 35 ? 2 : 1)) * 60_000)
  await page.getByRole('button', { name: /^Date:/ }).click()
  await page.locator(`[data-day="${dayFromNow(0)}"]`).click()
  await page.getByRole('textbox', { name: 'Time' }).fill(clockOf(dueAt))
  await page.keyboard.press('Enter')
  await saved(page)
  await page.getByRole('button', { name: /^Schedule/ }).click()
  await page.getByText(/^Scheduled for/).waitFor()
  expect(await postsOf(shop.did)).toEqual([])
  const seenAt = await firstSeen()
  expect(seenAt - dueAt.getTime()).toBeGreaterThanOrEqual(0)
  expect(seenAt - dueAt.getTime()).toBeLessThan(2000)
  const [post, ...more] = await postsOf(shop.did)
  expect(more).toEqual([])
  expect(post?.value.text).toBe(words())
  expect(post?.value).toMatchObject({
    facets: [{}, {}, {}],
    embed: { $type: 'app.bsky.embed.images', images: [{ alt: 'ระฆัง — колокол' }] },
  })
  await page.getByText(/^It has been out since/).waitFor()
  await shot(page, 'live-published', { whole: true })
})

const clockOf = (at: Date): string =>
  at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Riga', hour: '2-digit', minute: '2-digit' })

/** The server itself is the witness: when its list of posts first holds one. */
async function firstSeen(): Promise<number> {
  for (const end = dueAt.getTime() + 20_000; Date.now() < end; ) {
    if ((await postsOf(shop.did)).length > 0) return Date.now()
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('The server has no post twenty seconds after its time')
}

test.skipIf(live.appView === null)(
  'others like, repost and reply; the numbers arrive and stand beside the goal',
  async () => {
    const { page } = walk
    const [post] = await postsOf(shop.did)
    const [ann, ben] = [name('ann'), name('ben')]
    for (const who of [ann, ben]) {
      await others.account(who)
      await others.like(who, post?.uri ?? '')
    }
    await others.repost(ann, post?.uri ?? '')
    await others.reply(ben, post?.uri ?? '', 'ตอบกลับ')
    await others.settle()
    await page.goto('/numbers')
    await page.getByRole('button', { name: 'Ask the networks now' }).click()
    const tile = page.getByRole('button', { name: /^Engagements/ }).filter({ hasText: '4' })
    await tile.first().waitFor({ timeout: 30_000 })
    await shot(page, 'live-numbers')
    await page.goto('/goals')
    await page.getByRole('link', { name: /Engagements: 6/ }).click()
    await page
      .getByRole('progressbar', { name: /Engagements/ })
      .and(page.locator('[aria-valuenow="67"]'))
      .waitFor()
    await page.getByText('สวัสดีครับ').first().waitFor()
    await shot(page, 'live-goal', { whole: true })
    expect(walk.complaints).toEqual([])
  },
  90_000,
)
