import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect } from 'vitest'
import { type Receiver, receiver } from '../journey/receivers.ts'
import { mastodonFake } from '../networks/mastodon-fake.ts'
import { type Program, startProgram } from '../program.ts'
import { type Look, type Visitor, visitor } from './browser.ts'
import { type Hands, handsOf } from './hands.ts'
import { owner } from './house.ts'
import { barriers, shot, sticksOut } from './look.ts'

/** The program in a process of its own, and what it publishes to: a Mastodon server and a receiver on loopback. */
export type Stage = {
  program: Program
  fake: ReturnType<typeof mastodonFake>
  receiver: Receiver
  /** The account at the Mastodon server. */
  bell: { remoteId: string; handle: string }
  strike(): Promise<void>
}

export async function setStage(): Promise<Stage> {
  const fake = mastodonFake()
  await fake.start(() => new Date())
  const receiving = await receiver()
  const hosts = [...fake.hosts(), receiving.host].join(',')
  const program = await startProgram({ env: { CARILLON_ALLOWED_HOSTS: hosts } })
  const bell = await fake.join()
  fake.countAccount(bell.remoteId, { followers: 200, following: 10, posts: 0 })
  const stage: Stage = {
    program,
    fake,
    receiver: receiving,
    bell,
    strike: async () => {
      await stage.program.remove()
      await fake.stop()
    },
  }
  return stage
}

type Home = Pick<Stage, 'program'>
/** Somebody with a browser and hands on a stage; the first visit needs no more than the program. */
export type Walk<On extends Home = Stage> = Visitor & { stage: On; hands: Hands; look: Look }

export async function begin<On extends Home>(stage: On, kind: Hands['kind'], look: Look): Promise<Walk<On>> {
  const visit = await visitor(stage.program.url, look)
  return { ...visit, stage, hands: handsOf(visit.page, kind), look }
}

/** Everything that any page and dialog must keep, and a picture of it for people. */
export async function look({ page, look: { size, theme }, hands }: Walk<Home>, name: string): Promise<void> {
  // A taller window would move what hangs at a control.
  const whole = (await page.getByRole('dialog').count()) === 0
  await shot(page, `job-${name}-${size}-${theme}-${hands.kind}`, { whole })
  const top = await page.evaluate<number>('scrollY')
  // From the top, so that what the bar at the foot covers half is always the same.
  if (whole) await page.evaluate('scrollTo(0, 0)')
  expect(await barriers(page, 'own'), name).toEqual([])
  // Looking for barriers scrolls, and what hangs at a control would be left behind.
  await page.evaluate(`scrollTo(0, ${top})`)
  expect(await sticksOut(page), name).toBe(false)
}

export async function firstVisit(walk: Walk<Home>): Promise<void> {
  const { page, hands } = walk
  await page.goto('/')
  await page.getByRole('heading', { name: 'Welcome to your Carillon' }).waitFor()
  await look(walk, 'first-visit')
  await hands.write(page.getByLabel('Your name'), owner.name)
  await hands.write(page.getByLabel('Mail address'), owner.email)
  await hands.write(page.getByLabel('Password', { exact: true }), owner.password)
  await hands.write(page.getByLabel('Brand or company'), owner.workspace)
  await hands.press(page.getByRole('button', { name: 'Begin' }))
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await look(walk, 'today-new')
}

export async function joinChannels(walk: Walk): Promise<void> {
  const { page, hands, stage } = walk
  await hands.goTo('Channels')
  await hands.press(page.getByRole('button', { name: 'Join a channel' }))
  await look(walk, 'join')
  await hands.press(page.getByRole('button', { name: 'Own feed' }))
  await hands.write(page.getByLabel('Title'), 'News of the bakery')
  await hands.press(page.getByRole('button', { name: 'Join', exact: true }))
  await page.getByRole('heading', { name: 'News of the bakery' }).waitFor()
  await look(walk, 'channel')

  await joinAnother(walk, 'Webhook')
  await hands.write(page.getByLabel('Address'), `${stage.receiver.url}/posts`)
  await hands.press(page.getByRole('button', { name: 'Make one' }))
  await hands.write(page.getByLabel('Name'), 'The shop')
  await hands.press(page.getByRole('button', { name: 'Join', exact: true }))
  await page.getByRole('heading', { name: 'The shop' }).waitFor()

  await openAuthorizePage(walk)
  await joinAnother(walk, 'Mastodon')
  await hands.write(page.getByRole('textbox', { name: 'Server' }), stage.fake.origin())
  await hands.press(page.getByRole('button', { name: 'Go to Mastodon' }))
  await hands.press(page.getByRole('link', { name: 'Allow' }))
  await page
    .getByRole('heading', { name: 'The bell1' })
    .or(page.getByRole('heading', { name: 'bell1' }))
    .waitFor()
}

async function joinAnother({ page, hands }: Walk, network: string): Promise<void> {
  await hands.goTo('Channels')
  await hands.press(page.getByRole('button', { name: 'Join a channel' }))
  await hands.press(page.getByRole('button', { name: network }).first())
  await page.getByRole('dialog', { name: `Join: ${network}` }).waitFor()
}

/** The page at the Mastodon server on which a person allows it; the fake has no pages of its own. */
async function openAuthorizePage({ page, stage: { fake, bell } }: Walk): Promise<void> {
  await page.route(`${fake.origin()}/oauth/authorize**`, async (route) => {
    const back = new URL(new URL(route.request().url()).searchParams.get('redirect_uri') ?? '')
    back.search = new URLSearchParams(fake.allow(route.request().url(), bell.remoteId)).toString()
    await route.fulfill({
      contentType: 'text/html',
      body: `<title>Fake</title><a href="${back.href.replaceAll('&', '&amp;')}">Allow</a>`,
    })
  })
}

export const idea = 'Fresh rye bread from seven'
export const own = 'สวัสดี! Ржаной хлеб 🥖 from seven'

export const textField = (page: Page): Locator => page.getByRole('textbox', { name: 'Text', exact: true })
export const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()

/** An idea with words of its own for Mastodon, a picture with its alt text, for tomorrow. */
export async function write(walk: Walk): Promise<void> {
  const { page, hands } = walk
  await hands.goTo('Calendar')
  await hands.press(page.getByRole('button', { name: 'Write a post' }).first())
  await textField(page).waitFor()
  const channels = page.getByRole('region', { name: 'Channels' })
  for (const name of ['News of the bakery', 'The shop', 'bell1']) {
    const chip = channels.getByRole('button', { name })
    if ((await chip.getAttribute('aria-pressed')) === 'false') await hands.press(chip)
  }
  await hands.write(textField(page), idea)
  await hands.press(page.getByRole('tab', { name: /bell1/ }))
  await hands.write(textField(page), own)
  // 32 graphemes of 500: the flag-like bread counts as one.
  await page
    .getByText(`${500 - [...new Intl.Segmenter().segment(own)].length} characters left on Mastodon`)
    .waitFor()
  await hands.press(page.getByRole('tab', { name: /Idea/ }))
  await hands.give(page.getByRole('button', { name: 'Add pictures or a film' }).first(), await pictureFile())
  await hands.write(page.getByRole('textbox', { name: /Alt text/ }), 'A loaf of rye bread on a board')
  await saved(page)
  await look(walk, 'composer')
}

/** A file as a person would choose it. */
export async function pictureFile(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const loaf = { width: 640, height: 480, channels: 3, background: '#8a5a2b' } as const
  return { name: 'bread.png', mimeType: 'image/png', buffer: await sharp({ create: loaf }).png().toBuffer() }
}

/** Tomorrow at nine, chosen in the month. */
export async function schedule(walk: Walk): Promise<void> {
  const { page, hands } = walk
  await hands.press(page.getByRole('button', { name: /^Date:/ }))
  await page.getByRole('dialog', { name: 'Date' }).waitFor()
  await look(walk, 'date')
  if (hands.kind === 'keyboard') {
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
  } else await hands.press(page.locator(`[data-day="${dayFromNow(1)}"]`))
  await page.getByRole('dialog', { name: 'Date' }).waitFor({ state: 'hidden' })
  await saved(page)
  await hands.press(page.getByRole('button', { name: /^Schedule/ }))
  await page.getByText(/^Scheduled for/).waitFor()
  await look(walk, 'scheduled')
}

/** The day in the bakery's zone, so many days from now. */
export const dayFromNow = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Riga' }).format(
    new Date(Date.now() + days * 86_400_000),
  )

/** From tomorrow to the day after: pulled by the mouse, by Alt and an arrow, by the menu under a thumb. */
export async function move(walk: Walk): Promise<void> {
  const { page, hands } = walk
  await hands.goTo('Calendar')
  await page.getByRole('heading', { name: 'Calendar', level: 1 }).waitFor()
  const [from, to] = [dayFromNow(1), dayFromNow(2)]
  const narrow = walk.look.size === 'phone'
  if (dayFromNow(0).slice(0, 7) !== from.slice(0, 7))
    await hands.press(page.getByRole('button', { name: 'Later month' }))
  if (narrow) await hands.press(page.getByRole('button', { name: longDay(from) }))
  const entry = page.getByRole('button', { name: new RegExp(`Scheduled: ${idea}`) })
  await entry.waitFor()
  await look(walk, 'calendar')
  if (hands.kind === 'keyboard') {
    const { reach } = await import('./hands.ts')
    await reach(page, entry)
    await page.keyboard.press('Alt+ArrowRight')
  } else if (hands.kind === 'mouse') await pull(page, entry, page.locator(`td:has([data-day="${to}"])`))
  else {
    await hands.press(page.getByRole('button', { name: /^More for “/ }))
    await hands.press(page.getByRole('menuitem', { name: 'Move to…' }))
    await look(walk, 'move')
    await hands.press(page.getByRole('button', { name: /date and time:|^Date:/ }))
    await hands.press(page.locator(`[data-day="${to}"]`).last())
    await hands.press(page.getByRole('button', { name: 'Move', exact: true }))
  }
  await page.getByText(/^Moved to/).waitFor()
  if (narrow) await hands.press(page.getByRole('button', { name: longDay(to) }))
  else await page.locator(`td:has([data-day="${to}"])`).getByText(idea).first().waitFor()
}

const longDay = (day: string): RegExp =>
  new RegExp(
    `^${new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`)).replace(/,? /g, ',? ')}`,
  )

async function pull(page: Page, what: Locator, to: Locator): Promise<void> {
  const [start, end] = [await what.boundingBox(), await to.boundingBox()]
  if (!start || !end) throw new Error('There is nothing to pull, or nowhere to pull it to')
  await page.mouse.move(start.x + 20, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + 40, start.y + start.height / 2, { steps: 3 })
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 })
  await page.mouse.up()
}

/** Out at once on every channel, each from its own delivery, and what the history of one says. */
export async function publishNow(walk: Walk): Promise<void> {
  const { page, hands, stage } = walk
  await hands.press(page.getByRole('button', { name: new RegExp(`Scheduled: ${idea}`) }))
  await page.getByRole('heading', { name: 'Where it goes' }).waitFor()
  for (const name of ['News of the bakery', 'The shop', 'bell1']) {
    await hands.press(page.getByRole('listitem').getByRole('button', { name }))
    await hands.press(page.getByRole('button', { name: 'Publish now…' }))
    const asked = page.getByRole('dialog', { name: 'Publish now?' })
    await asked.waitFor()
    if (name === 'bell1') await look(walk, 'publish-now')
    await hands.press(asked.getByRole('button', { name: 'Publish now' }))
    await page.getByText(/^It has been out since/).waitFor()
  }
  await look(walk, 'published')
  const there = await stage.fake.published(stage.bell.remoteId)
  expect(there).toMatchObject([{ text: own, media: [{ alt: 'A loaf of rye bread on a board' }] }])
  const posted = stage.receiver.received.filter(({ body }) => body.includes('post.publish'))
  expect(posted.map(({ body }) => JSON.parse(body).data.post.text)).toEqual([idea])
}

/** Five likes and two boosts later the numbers are asked for, and they stand there. */
export async function readNumbers(walk: Walk): Promise<void> {
  const { page, hands, stage } = walk
  const [post] = await stage.fake.published(stage.bell.remoteId)
  stage.fake.count(post?.remoteId ?? '', { likes: 5, reposts: 2, replies: 1 })
  await hands.goTo('Numbers')
  await hands.press(page.getByRole('button', { name: 'Ask the networks now' }))
  await page
    .getByRole('button', { name: /^Engagements/ })
    .filter({ hasText: '8' })
    .first()
    .waitFor()
  await look(walk, 'numbers')
}

/** More engagements by the end of next month; the goal knows where it stands. */
export async function setGoal(walk: Walk): Promise<void> {
  const { page, hands } = walk
  await hands.goTo('Goals')
  await hands.press(page.getByRole('link', { name: 'Set a goal' }).first())
  await hands.press(page.getByRole('combobox', { name: 'Number' }))
  await hands.press(page.getByRole('option', { name: 'Engagements', exact: true }))
  const baseline = page.getByRole('textbox', { name: 'Where it stands' })
  await expect.poll(() => baseline.inputValue()).toBe('8')
  await hands.write(baseline, '0')
  await hands.write(page.getByRole('textbox', { name: 'Target' }), '20')
  await look(walk, 'goal-form')
  await hands.press(page.getByRole('button', { name: 'Set a goal' }))
  await page.getByRole('heading', { level: 1, name: /Engagements/ }).waitFor()
  await page
    .getByRole('progressbar', { name: /Engagements/ })
    .and(page.locator('[aria-valuenow="40"]'))
    .waitFor()
  await look(walk, 'goal')
}
