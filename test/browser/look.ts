import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** Pictures of what a walk sees, for people to judge; only when CARILLON_SHOTS names a folder. */
export async function shot(page: Page, name: string, options: { whole?: boolean } = {}): Promise<void> {
  const folder = process.env.CARILLON_SHOTS
  if (!folder) return
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  const size = page.viewportSize()
  if (!options.whole || !size) return void (await page.screenshot({ path }))
  // A taller window rather than `fullPage`, which forgets that the window is touched by fingers.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: size.width, height: Math.max(height, size.height) })
  await page.screenshot({ path })
  await page.setViewportSize(size)
}

declare global {
  var axe: { run(context: unknown, options: unknown): Promise<AxeResults> }
}

/** What axe finds serious or critical on the page as it stands, one line each. Empty is what a test wants. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(globalThis.document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`))
}

/** Controls smaller than 24 px in either direction (WCAG 2.5.8); inline links in text are let be. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const least = matchMedia('(pointer: coarse)').matches ? 40 : 24
    const shown = [
      ...document.querySelectorAll('button, a[href], input, select, [role="button"], [role="tab"]'),
    ]
    return shown.flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      const unseen = width <= 1 || height <= 1 || element.closest('p, .sr-only, [aria-hidden="true"]')
      const label = element.getAttribute('aria-label') ?? element.textContent?.trim()
      return unseen || (width >= 24 && height >= least) || element.getAttribute('role') === 'checkbox'
        ? []
        : [`${element.tagName} "${label}" ${Math.round(width)}×${Math.round(height)}`]
    })
  })

/** Whether something sticks out to the side, so that the whole page would scroll sideways. */
export const sticksOut = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)
