import { readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, parse } from 'node:path'
import axe, { type AxeResults, type RunOptions } from 'axe-core'
import type { Page, Request } from 'playwright-core'
import { expect } from 'vitest'
import { sizes, type Visitor } from './browser.ts'

// What runs in the page is given as text: the tests are compiled for Node, which knows no `document`.

/** Pictures of what a walk sees, for people to judge; only when CARILLON_SHOTS names a folder. */
export async function shot(page: Page, name: string, options: { whole?: boolean } = {}): Promise<void> {
  const folder = process.env.CARILLON_SHOTS
  if (!folder) return
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  const size = page.viewportSize()
  if (!options.whole || !size) return void (await page.screenshot({ path }))
  // A taller window rather than `fullPage`, which forgets that the window is touched by fingers.
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  await page.setViewportSize({ width: size.width, height: Math.max(height, size.height) })
  await page.screenshot({ path })
  await page.setViewportSize(size)
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe finds serious or critical on the page as it stands, one line each. Empty is what a test wants. In the other
 * theme only colours are another, so there they alone are looked at; a walk that is made in both themes needs just `own`.
 */
export async function barriers(page: Page, themes: 'both' | 'own' = 'both'): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source)
  const found = await findBarriers(page, wholly)
  if (themes === 'own') return found
  const isDark = await page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches")
  const [here, there] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
  await turn(page, there)
  const foundThere = await findBarriers(page, `look(front, ${JSON.stringify(colours)})`)
  await turn(page, here)
  return [...found, ...foundThere.map((one) => `${there}: ${one}`)]
}

/**
 * Turns to the other theme at once. Half-way between two colours nothing has the contrast that it has at either end, and a
 * whole page that changes over a moment is styled anew for every frame of it: two seconds where this takes a tenth.
 */
async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(`(() => {
    const still = new CSSStyleSheet()
    still.replaceSync('*, ::before, ::after { transition: none !important }')
    globalThis.moving = document.adoptedStyleSheets
    document.adoptedStyleSheets = [...moving, still]
  })()`)
  await page.emulateMedia({ colorScheme })
  await page.evaluate(`(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    // Read once, so that no colour is still due when they may move again.
    getComputedStyle(document.body).color
    document.adoptedStyleSheets = moving
  })()`)
}

/** In the other theme. What lies behind a dialog is veiled on purpose, and nobody reads it there. */
const colours: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] }

const sizesOnly: RunOptions = { runOnly: ['target-size'] }
const allButSizes: RunOptions = { runOnly: rules, rules: { 'target-size': { enabled: false } } }
/** What an open calendar or menu lies half upon is no target until it is closed: sizes count in front. */
const wholly = `front === document ? look(document, ${JSON.stringify({ runOnly: rules })}) : [
  ...(await look(document, ${JSON.stringify(allButSizes)})), ...(await look(front, ${JSON.stringify(sizesOnly)}))]`

/**
 * What holds is not listed and does not leave the page: writing it down takes axe three times as long as looking. Style sheets
 * are not read anew for each look, because no rule that is asked here wants them.
 */
async function findBarriers(page: Page, looks: string): Promise<string[]> {
  const violations = await page.evaluate<AxeResults['violations']>(`(async () => {
    const front = [...document.querySelectorAll('[role=dialog]')].at(-1) ?? document
    const look = async (where, options) =>
      (await axe.run(where, { ...options, resultTypes: ['violations'], preload: { assets: ['media'] } })).violations
    return ${looks}
  })()`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`))
}

/**
 * Opens a page and goes on from it without loading the program anew, as a link does. A place is at rest when nothing was
 * fetched for a moment.
 */
export async function walker(page: Page, start: string): Promise<(place: string) => Promise<void>> {
  let last = Date.now()
  const open = new Set<Request>()
  page.on('request', (one) => {
    last = Date.now()
    if (one.resourceType() !== 'eventsource') open.add(one)
  })
  const done = (one: Request) => {
    last = Date.now()
    open.delete(one)
  }
  page.on('requestfinished', done).on('requestfailed', done)
  await page.goto(start)
  await page.locator('h1').first().waitFor()
  return async (place) => {
    await page.evaluate(`history.pushState({}, '', ${JSON.stringify(place)})`)
    await page.evaluate("dispatchEvent(new PopStateEvent('popstate', { state: {} }))")
    last = Date.now()
    await expect.poll(() => open.size === 0 && Date.now() - last > 150).toBe(true)
    await page.locator('h1').first().waitFor()
  }
}

/** The two looks that a page is judged in; `barriers` looks at the colours of the other theme by itself. */
export const looks = [
  { size: 'desktop', theme: 'light' },
  { size: 'phone', theme: 'dark' },
] as const

/** The languages of the screen besides English. */
export const languages = ['lv', 'ru', 'th', 'vi'] as const

const rooms = readdirSync(join(import.meta.dirname, '../../src/web/messages/en')).map(
  (file) => parse(file).name,
)

/** Texts that are missing: such a one shows its own name, which begins with that of its file. */
export async function untold(page: Page): Promise<string[]> {
  // What programs are told by is shown as it is written.
  const words = await page.evaluate<string>(`(() => {
    const literal = [...document.querySelectorAll('code, .font-mono')].map((one) => one.innerText).filter(Boolean)
    return literal.reduce((all, one) => all.replaceAll(one, ' '), document.body.innerText)
  })()`)
  const names = words.match(/\b[a-z][A-Za-z-]*(\.[a-z][A-Za-z_]+)+\b/g) ?? []
  return names.filter((name) => rooms.includes(name.split('.')[0] ?? ''))
}

/**
 * What is wrong with places in a language, in words, by their names; no place is what a test wants. They are walked on a
 * phone without loading the program anew, and each is made as wide as a desktop while it is there.
 */
export async function misfits(
  { page, complaints }: Pick<Visitor, 'page' | 'complaints'>,
  places: Record<string, string>,
  shots: string,
): Promise<Record<string, string[]>> {
  const [start = '/'] = Object.values(places)
  const go = await walker(page, start)
  const wrong: Record<string, string[]> = {}
  for (const [name, place] of Object.entries(places)) {
    await go(place)
    const found: string[] = []
    for (const size of ['phone', 'desktop'] as const) {
      await page.setViewportSize(sizes[size])
      await shot(page, `${shots}-${name}-${size}`, { whole: true })
      if (await sticksOut(page)) found.push(`sticks out to the side on a ${size}`)
    }
    await page.setViewportSize(sizes.phone)
    found.push(...(await untold(page)).map((text) => `text missing: ${text}`), ...complaints.splice(0))
    if (found.length > 0) wrong[name] = found
  }
  return wrong
}

/** Whether something sticks out to the side, so that the whole page would scroll sideways. */
export const sticksOut = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1')

const findSmall = `(() => {
  const coarse = matchMedia('(pointer: coarse)').matches
  const all = [...document.querySelectorAll('button, a[href], input, select, [role="button"], [role="tab"]')]
  const shown = all.filter((element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && !element.closest('p, figure, .sr-only, [aria-hidden="true"]')
  })
  // A circle of 24 px around the middle of a small link may hold no other target (the exception of WCAG 2.5.8).
  const stands = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    const [cx, cy] = [x + width / 2, y + height / 2]
    return shown.every((other) => {
      if (other === element || other.contains(element) || element.contains(other)) return true
      const box = other.getBoundingClientRect()
      const dx = Math.max(box.left - cx, 0, cx - box.right)
      const dy = Math.max(box.top - cy, 0, cy - box.bottom)
      return Math.hypot(dx, dy) >= 12
    })
  }
  return shown.flatMap((element) => {
    const { width, height } = element.getBoundingClientRect()
    // These two are small to the eye only: a label or a wider ground around them takes the press too.
    const labelled = element.getAttribute('role') === 'checkbox' || element.getAttribute('role') === 'switch'
    const link = element.tagName === 'A'
    // A link may be stretched over its whole row by an empty box after it.
    const stretched = getComputedStyle(element, '::after').position === 'absolute'
    const name = element.getAttribute('aria-label') ?? element.textContent.trim()
    const large = width >= 24 && height >= (coarse && !link ? 40 : 24)
    return labelled || large || stretched || (link && stands(element))
      ? []
      : [element.tagName + ' "' + name + '" ' + Math.round(width) + '×' + Math.round(height)]
  })
})()`

/** All that is wrong with a page as it stands, by default in its own theme, in words; takes what it has complained of until now. */
export const faults = async (
  page: Page,
  complaints: string[],
  themes: 'both' | 'own' = 'own',
): Promise<string[]> => [
  ...(await barriers(page, themes)),
  ...(await smallTargets(page)).map((target) => `small: ${target}`),
  ...((await sticksOut(page)) ? ['sticks out to the side'] : []),
  ...complaints.splice(0),
]

/** Controls that are too small to hit: under 24 px for a pointer (WCAG 2.5.8), under 40 for a finger; links in text are let be. */
export const smallTargets = (page: Page): Promise<string[]> => page.evaluate<string[]>(findSmall)
