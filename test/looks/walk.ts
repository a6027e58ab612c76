import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sizes, type Visitor } from '../browser/browser.ts'
import { owner } from '../browser/house.ts'
import { barriers, languages, smallTargets, sticksOut, untold, walker } from '../browser/look.ts'
import { cutIn, lowIn, textsIn } from './measure.ts'
import { type Kind, nameOf, openStage, type Shown, type Stage, written } from './stage.ts'

const folder = process.env.CARILLON_SHOTS ?? ''
const asked = (process.env.CARILLON_LOOKS ?? '').split(' ').filter(Boolean)
const tongues = ['en', ...languages]
const askedTongues = asked.filter((one) => tongues.includes(one))
const askedNetworks = asked.filter((one) => !tongues.includes(one))
// English comes first: the others are held against what it says.
const chosen = ['en', ...(askedTongues.length > 0 ? askedTongues : languages).filter((one) => one !== 'en')]

let stage: Stage
/** By place, what English says there. */
const english = new Map<string, Set<string>>()
const wrong: Record<string, string[]> = {}

beforeAll(async () => {
  if (!folder) throw new Error('Start it by `npm run looks`, which says where the pictures go.')
  stage = await openStage((id) => askedNetworks.length === 0 || askedNetworks.includes(id))
  for (const { manifest } of stage.shown)
    if (existsSync(guideOf(manifest.id)))
      named.set(manifest.id, JSON.stringify((await import(guideOf(manifest.id))).guide).toLowerCase())
})
afterAll(async () => {
  await writeFile(join(folder, 'wrong.json'), JSON.stringify(wrong, null, 2))
})

const guideOf = (network: string): string =>
  join(import.meta.dirname, `../../src/networks/${network}/guide.ts`)

type Walk = Pick<Visitor, 'page' | 'complaints'> & {
  language: string
  go(place: string): Promise<void>
  /** What the composer is called by in this language. */
  composer: { preview: string }
}

async function begin(language: string): Promise<Walk> {
  const { page, complaints } = await stage.signedIn({ size: 'phone', theme: 'dark', language })
  await mkdir(join(folder, language), { recursive: true })
  const file = join(import.meta.dirname, `../../src/web/messages/${language}/composer.json`)
  const composer = JSON.parse(await readFile(file, 'utf8'))
  page.on('response', (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.status()}: ${new URL(answer.url()).pathname}`)
  })
  return { page, complaints, language, composer, go: await walker(page, '/channels') }
}

test.each(chosen)(
  'what is asked before there is an app, and which accounts are offered: %s',
  async (language) => {
    const walk = await begin(language)
    await offer(walk.page)
    for (const { manifest } of stage.shown.filter(({ manifest: { app } }) => app)) {
      await walk.go(`/channels?join=${manifest.id}`)
      await walk.page.getByRole('dialog').locator('form').first().waitFor()
      // Its pictures are fetched after the form.
      if (existsSync(guideOf(manifest.id)))
        await walk.page.getByRole('dialog').locator('figure').first().waitFor()
      await see(walk, `${manifest.id}-guide`)
    }
    await walk.go(`/channels?joining=${crypto.randomUUID()}`)
    await walk.page.getByRole('checkbox').first().waitFor()
    await see(walk, 'picker')
    expect(found(language)).toEqual({})
  },
)

/** Several accounts, some with names that are long. */
async function offer(page: Page): Promise<void> {
  const names = ['Rudzi un sāls', 'ร้านขนมปังข้าวไรย์ริมน้ำ', 'Пекарня «Рожь и соль» на углу улицы Барона, у моста']
  const accounts = names.map((name, n) => ({ remoteId: `${n}`, server: 's', handle: `@rye.${n}`, name }))
  await page.route('**/api/v1/joinings/*', (route) =>
    route.fulfill({ json: { step: 'choose', attemptId: crypto.randomUUID(), accounts } }),
  )
}

test.each(chosen)('forms, channels, settings, previews and failures: %s', async (language) => {
  if (language === 'en') await stage.registerApps()
  const walk = await begin(language)
  for (const shown of stage.shown) {
    await seeForms(walk, shown)
    await walk.go(`/channels/${shown.channelId}`)
    await walk.page.getByRole('heading', { name: nameOf(shown.manifest) }).waitFor()
    await see(walk, `${shown.manifest.id}-channel`)
    await seePosts(walk, shown)
    await seeFailures(walk, shown)
  }
  expect(found(language)).toEqual({})
})

async function seeForms(walk: Walk, { manifest }: Shown): Promise<void> {
  await walk.go(`/channels?join=${manifest.id}`)
  const dialog = walk.page.getByRole('dialog')
  await dialog.locator('form').first().waitFor()
  const tabs = dialog.getByRole('tab')
  for (let way = 0; way < Math.max(1, manifest.ways.length); way++) {
    if (manifest.ways.length > 1) await tabs.nth(way).click()
    await see(walk, `${manifest.id}-join-${manifest.ways[way]?.id}`)
  }
}

/** The settings of the first, and how each looks; in other languages one look is enough, as what is seen is what was written. */
async function seePosts(walk: Walk, { manifest, posts }: Shown): Promise<void> {
  const all = Object.entries(posts) as [Kind, string][]
  for (const [n, [kind, id]] of (walk.language === 'en' ? all : all.slice(-1)).entries()) {
    const { page } = walk
    await walk.go(`/posts/${id}`)
    const tab = page.getByRole('tab', { name: nameOf(manifest) })
    await tab.click()
    await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true')
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    if (n === 0) await see(walk, `${manifest.id}-settings`)
    await page.getByRole('button', { name: walk.composer.preview, exact: true }).click()
    await page.getByRole('dialog').locator('figure').waitFor()
    await see(walk, `${manifest.id}-preview-${kind}`, { phoneOnly: true })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
}

/** What each of the network’s own failures is told as, a delivery for each. */
async function seeFailures(walk: Walk, { manifest, channelId, posts }: Shown): Promise<void> {
  const file = join(import.meta.dirname, `../../src/networks/${manifest.id}/words/en.json`)
  const { codes = {} } = JSON.parse(await readFile(file, 'utf8')) as { codes?: Record<string, string> }
  const postId = posts.card ?? ''
  const { db } = stage.ctx
  await db.deleteFrom('deliveries').execute()
  const due = new Date()
  for (const [code, words] of Object.entries(codes))
    await db
      .insertInto('deliveries')
      .values({
        ...{ workspaceId: stage.workspaceId, postId, channelId, network: manifest.id, state: 'failed' },
        ...{ dueAt: due, nextAt: due, key: code, digest: code },
        content: JSON.stringify({ title: '', parts: [{ text: code, media: [], poll: null, link: null }] }),
        ...{ failureKind: 'rejected', failureCode: code, failureWords: words },
      })
      .execute()
  const [code] = Object.keys(codes)
  if (!code) return
  await walk.go(`/deliveries?channel=${channelId}`)
  await walk.page.getByText(code, { exact: true }).first().waitFor()
  await see(walk, `${manifest.id}-failures`)
}

/** Measures a place on a phone and a desktop and takes its pictures: in English in both themes. */
async function see(walk: Walk, name: string, { phoneOnly = false } = {}): Promise<void> {
  const { page, language, complaints } = walk
  const place = `${language} ${name}`
  const note = (...faults: string[]) => {
    if (faults.length > 0) wrong[place] = [...new Set([...(wrong[place] ?? []), ...faults])]
  }
  for (const size of phoneOnly ? (['phone'] as const) : (['phone', 'desktop'] as const)) {
    await page.setViewportSize(sizes[size])
    for (const theme of themesFor(language, size)) {
      await page.emulateMedia({ colorScheme: theme })
      await picture(page, join(folder, language, `${name}-${size}-${theme}.jpg`))
    }
    if (await sticksOut(page)) note(`sticks out on a ${size}`)
    note(...(await cutIn(page)).filter((one) => !isWritten(one)).map((one) => `${size}: ${one}`))
    if (size === 'phone') note(...(await lowIn(page)).map((one) => `low: ${one}`))
    if (size === 'phone') note(...(await smallTargets(page)).map((one) => `small: ${one}`))
  }
  await page.setViewportSize(sizes.phone)
  note(...(await untold(page)).map((one) => `text missing: ${one}`), ...complaints.splice(0))
  if (language === 'en') note(...(await barriers(page)))
  const texts = await textsIn(page)
  if (language === 'en') english.set(name, new Set(texts))
  else note(...texts.filter((one) => isLeft(one, name)).map((one) => `English: ${one}`))
}

/** In English a phone is seen in both themes, else each size in one. */
const themesFor = (language: string, size: 'phone' | 'desktop'): ('light' | 'dark')[] =>
  size === 'desktop' ? ['light'] : language === 'en' ? ['light', 'dark'] : ['dark']

/** Words that people or networks wrote stand in every language. */
const isWritten = (text: string): boolean =>
  stage.shown.some(({ manifest }) => text.includes(nameOf(manifest)) || text === manifest.name) ||
  text.includes(written.title) ||
  text.includes(written.alt)

// Names of people, what a network calls so in every language, and what is the same word in several.
const own = new Set<string>([
  ...[
    written.title,
    written.text,
    written.reply,
    ...written.options,
    written.card.title,
    written.card.description,
  ],
  ...['Riga Bakery', 'Rudzi un sāls', owner.name, 'Short', 'Reel', 'Video', 'Licence'],
])
/** By network, what its own pages call by these names: a field that takes it is called so too. */
const named = new Map<string, string>()

const isLeft = (text: string, name: string): boolean =>
  /[a-z]{3}/i.test(text) &&
  (english.get(name)?.has(text) ?? false) &&
  !isWritten(text) &&
  !own.has(text) &&
  !named.get(name.split('-')[0] ?? '')?.includes(JSON.stringify(text).toLowerCase()) &&
  !written.text.includes(text.replace(/…$/, '')) &&
  !written.reply.includes(text) &&
  !/^(https?:|u\/|@|#|\S+\.\S+$|[a-z_]+$)|GMT/.test(text)

/** As high as what is seen, so that nothing is below the edge; of a dialog nothing but the dialog. */
async function picture(page: Page, path: string): Promise<void> {
  const size = page.viewportSize() ?? sizes.phone
  const dialog = page.getByRole('dialog').last()
  const inDialog = (await dialog.count()) > 0
  const height = await page.evaluate<number>(
    inDialog
      ? "Math.max(...[...document.querySelectorAll('[role=dialog] *')].map((one) => one.scrollHeight * 1.25 + 160))"
      : 'document.documentElement.scrollHeight',
  )
  await page.setViewportSize({
    width: size.width,
    height: Math.min(Math.max(Math.ceil(height), size.height), 9000),
  })
  const shown = inDialog ? dialog : page
  await shown.screenshot({ path, type: 'jpeg', quality: 70, animations: 'disabled' })
  await page.setViewportSize(size)
}

const found = (language: string): Record<string, string[]> =>
  Object.fromEntries(Object.entries(wrong).filter(([place]) => place.startsWith(`${language} `)))
