import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { bakery } from './seed.ts'

let home: House
beforeAll(async () => {
  home = await house()
  const { workspaceId, context } = await home.signedIn()
  await bakery(home, workspaceId)
  await context.close()
})

/** What a page fetches until it is at rest, each file gzipped as any server would send it. */
async function weigh(page: Page, place: string): Promise<{ scripts: number; styles: number; files: number }> {
  const sizes = new Map<string, Promise<{ kind: string; size: number }>>()
  page.on('response', (response) => {
    const kind = response.request().resourceType()
    if (kind !== 'script' && kind !== 'stylesheet') return
    const size = response.body().then((body) => ({ kind, size: gzipSync(body).length }))
    // What is fetched ahead may still be on its way when the page is closed.
    size.catch(() => {})
    sizes.set(response.url(), size)
  })
  await page.goto(place)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
  const found = await Promise.all(sizes.values())
  const sum = (kind: string) =>
    found.filter((one) => one.kind === kind).reduce((all, { size }) => all + size, 0)
  return { scripts: sum('script'), styles: sum('stylesheet'), files: found.length }
}

/** In bytes, gzipped. The calendar is the heaviest page of every day; the product promises 300 kB. */
const budgets = [
  ['/calendar', 300_000],
  // The navigation alone grows with every page of the house.
  ['/', 273_000],
  ['/settings', 292_000],
] as const

test.each(budgets)('%s loads at most %i bytes of scripts, gzipped', async (place, budget) => {
  const { page } = await home.signedIn()
  const { scripts, styles, files } = await weigh(page, place)
  console.log(
    `${place}: ${(scripts / 1000).toFixed(1)} kB of scripts, ${(styles / 1000).toFixed(1)} kB of styles, ${files} files`,
  )
  expect(scripts).toBeLessThanOrEqual(budget)
})
