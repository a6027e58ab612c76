import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { faults, languages, looks, shot, sticksOut, untold, walker } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let places: string[] = []

beforeAll(async () => {
  home = await house()
  const { page, context, workspaceId } = await home.signedIn()
  await bakery(home, workspaceId)
  places = await findPlaces(page)
  await context.close()
})

/** Every page that the rail and the settings' list lead to, so that a new page is looked at without a word here. */
async function findPlaces(page: Page): Promise<string[]> {
  await page.goto('/settings')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const found = await page.evaluate<string[]>(
    "[...document.querySelectorAll('nav a[href], aside a[href]')].map((one) => new URL(one.href).pathname)",
  )
  return [...new Set(found.map((path) => path.replace(/^\/w\/[^/]+/, '') || '/'))]
}

const nameOf = (place: string): string => place.slice(1).replaceAll('/', '-') || 'today'

test('there are pages to look at', () => {
  expect(places.length).toBeGreaterThan(10)
})

test.each(looks)(
  'no page has barriers, complains or sticks out: $size, $theme',
  async (look) => {
    const { page, complaints } = await home.signedIn(look)
    const go = await walker(page, '/settings')
    const wrong: Record<string, string[]> = {}
    for (const place of places) {
      await go(place)
      await shot(page, `all-${nameOf(place)}-${look.size}-${look.theme}`)
      const found = await faults(page, complaints)
      if (found.length > 0) wrong[place] = found
    }
    expect(wrong).toEqual({})
  },
  180_000,
)

test.each(languages)(
  'every page fits a phone and lacks no text in %s',
  async (language) => {
    const { page, complaints } = await home.signedIn({ size: 'phone', language })
    const go = await walker(page, '/settings')
    const wrong: Record<string, string[]> = {}
    for (const place of places) {
      await go(place)
      await shot(page, `all-${nameOf(place)}-phone-${language}`)
      const found = [
        ...((await sticksOut(page)) ? ['sticks out to the side'] : []),
        ...(await untold(page)).map((text) => `text missing: ${text}`),
        ...complaints.splice(0),
      ]
      if (found.length > 0) wrong[place] = found
    }
    expect(wrong).toEqual({})
  },
  180_000,
)
