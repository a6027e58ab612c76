import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { barriers, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let channels: Awaited<ReturnType<typeof bakery>>['channels']

const dayMs = 86_400_000
const days = (n: number) => new Date(Date.now() + n * dayMs).toISOString().slice(0, 10)

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  channels = (await bakery(home, workspaceId)).channels
  await home.ctx.db.insertInto('personas').values({ workspaceId, name: 'Anna', kind: 'b2c' }).execute()
  await home.ctx.db
    .insertInto('goals')
    .values({
      ...{ workspaceId, name: 'More guests', metric: 'followers', baseline: 100, target: 200 },
      ...{ startsOn: days(-30), deadline: days(60) },
    })
    .execute()
})

const overruled = () =>
  home.ctx.db.selectFrom('overrules').selectAll().where('workspaceId', '=', workspaceId).execute()

test('rules are typed, kept through a reload, refused at the word, and saved', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/content-plan?view=rules')
  await page.getByRole('heading', { name: 'Words that you do not say' }).waitFor()
  await page.getByRole('button', { name: 'Add a word' }).click()
  await page.getByLabel('Word or phrase').fill('c**')
  await page.getByLabel('Say instead').fill('good value')
  await page.getByLabel('Emoji in a post, at most').fill('1')
  await page.reload()
  expect(await page.getByLabel('Say instead').inputValue()).toBe('good value')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Write two characters at least').waitFor()
  await page.getByLabel('Word or phrase').fill('cheap*')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  const rules = await home.ctx.db.selectFrom('postRules').selectAll().executeTakeFirstOrThrow()
  expect(rules).toMatchObject({ banned: [{ word: 'cheap*', instead: 'good value' }], mostEmoji: 1 })
  expect(complaints).toEqual([])
})

test('the composer tells while one writes; what is left aside is counted, folded up, and can be said again', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/posts/new')
  await page.getByRole('textbox', { name: 'Text' }).fill('The cheapest bread 🍞🥖 in town')
  await page.getByText('“cheap…” is a word that you do not say; “good value” is yours.').waitFor()
  await page.getByText('It speaks to nobody in particular').waitFor()
  await page.getByText('2 emoji; you use 1 at most.').waitFor()
  const before = page.getByRole('button', { name: /hints before it goes out/ })
  const count = Number(((await before.textContent()) ?? '').trim().match(/\d+$/)?.[0])
  await page.getByRole('button', { name: 'Leave it so: no persona' }).click()
  await page.getByText('1 thing left as it is').waitFor()
  expect(await overruled()).toMatchObject([{ code: 'no_persona', about: '' }])
  await expect
    .poll(async () => Number(((await before.textContent()) ?? '').trim().match(/\d+$/)?.[0]))
    .toBe(count - 1)
  await shot(page, 'advice-composer')
  await page.getByText('1 thing left as it is').click()
  await page.getByRole('button', { name: 'Say it again' }).click()
  await page.getByText('It speaks to nobody in particular').waitFor()
  await expect.poll(overruled).toEqual([])
  await page.getByRole('combobox', { name: 'Persona' }).click()
  await page.getByRole('option', { name: 'Anna' }).click()
  await page.getByText('It speaks to nobody in particular').waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test.each(looks)('the card of hints has no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  await page.goto('/posts')
  await page
    .getByRole('link', { name: /cheapest bread/ })
    .first()
    .click()
  await page.getByText('is a word that you do not say').scrollIntoViewIfNeeded()
  // A little further: a button that lies half below a bar is no target until it is scrolled to.
  await page.evaluate('scrollBy(0, 24)')
  await page.waitForTimeout(300)
  await shot(page, `advice-${look.size}-${look.theme}`)
  expect(await barriers(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  if (look.size === 'phone') expect(await smallTargets(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('the calendar marks a post that is one too many in its week, and says why', async () => {
  const visit = await home.signedIn()
  const { page, complaints } = visit
  await home.ctx.db
    .insertInto('channelPlans')
    .values({ workspaceId, channelId: channels.feed, perWeek: 1, weekdays: '[1]', times: '[]' })
    .onConflict((on) => on.columns(['workspaceId', 'channelId']).doUpdateSet({ perWeek: 1 }))
    .execute()
  await home.ctx.db.deleteFrom('posts').where('searchText', 'like', 'rye o%').execute()
  const day = days(9)
  for (const text of ['Rye of the week', 'Rye once more']) {
    const post = await home.ctx.db
      .insertInto('posts')
      .values({
        ...{ workspaceId, stage: 'draft', category: 'brand', searchText: text.toLowerCase() },
        content: JSON.stringify({
          ...{ title: '', firstReply: null, languages: [] },
          parts: [{ text, media: [], poll: null, link: null, quote: null }],
        }),
        ...{ wishAt: `${day}T${text.includes('more') ? '15' : '09'}:00`, wishZone: 'Europe/Riga' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await home.ctx.db
      .insertInto('variants')
      .values({ workspaceId, postId: post.id, channelId: channels.feed })
      .execute()
  }
  await page.goto(`/calendar?view=week&date=${day}`)
  const chip = page.getByRole('button', { name: /Rye once more.*hints? before/ })
  await chip.waitFor()
  await shot(page, 'advice-calendar')
  expect(await barriers(page)).toEqual([])
  await chip.hover()
  await page.getByRole('button', { name: 'More for “Rye once more”' }).click()
  await page.getByRole('menuitem', { name: 'more than planned that week' }).click()
  await page.getByText(/would have 2 posts that week; the plan is 1/).waitFor()
  expect(complaints).toEqual([])
})

test.each(looks)('the page of rules has no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  await page.goto('/content-plan?view=rules')
  await page.getByLabel('Word or phrase').waitFor()
  await shot(page, `advice-rules-${look.size}-${look.theme}`)
  expect(await barriers(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  if (look.size === 'phone') expect(await smallTargets(page)).toEqual([])
  expect(complaints).toEqual([])
})

test.each(languages)('rules and hints fit in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  expect(await misfits(visit, { rules: '/content-plan?view=rules' }, `advice-${language}`)).toEqual({})
})
