import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe, { type AxeResults, type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

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
  await page.evaluate(axe.source)
  const found = await findBarriers(page, 'document', { runOnly: rules })
  if (themes === 'own') return found
  const isDark = await page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches")
  const [here, there] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
  await page.emulateMedia({ colorScheme: there })
  await page.evaluate(settled)
  const foundThere = await findBarriers(page, inFront, { runOnly: ['color-contrast', 'link-in-text-block'] })
  await page.emulateMedia({ colorScheme: here })
  await page.evaluate(settled)
  return [...found, ...foundThere.map((one) => `${there}: ${one}`)]
}

/**
 * Colours change over a moment, and half-way nothing has the contrast that it has at either end. What takes its colour from
 * around it starts when that is done, so one look is not enough.
 */
const settled = `(async () => {
  const moving = () => document.getAnimations().filter((one) => one instanceof CSSTransition && one.playState !== 'finished')
  do {
    await Promise.allSettled(moving().map((one) => one.finished))
    await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
  } while (moving().length > 0)
})()`

/** What lies behind a dialog is veiled on purpose, and nobody reads it there. */
const inFront = "[...document.querySelectorAll('[role=dialog]')].at(-1) ?? document"

async function findBarriers(page: Page, where: string, options: RunOptions): Promise<string[]> {
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${where}, ${JSON.stringify(options)})`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`))
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

/** Controls that are too small to hit: under 24 px for a pointer (WCAG 2.5.8), under 40 for a finger; links in text are let be. */
export const smallTargets = (page: Page): Promise<string[]> => page.evaluate<string[]>(findSmall)
