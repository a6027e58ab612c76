import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { develop } from './develop.ts'
import { openStudio, type Studio } from './studio.ts'
import { pictures } from './table.ts'

/** Where the pictures go; elsewhere to look at them before. */
const folder = process.env.CARILLON_PICTURES_FOLDER ?? join(import.meta.dirname, '../../docs/pictures')
const wanted = (process.env.CARILLON_PICTURES ?? '').split(' ').filter(Boolean)

let studio: Studio
beforeAll(async () => {
  studio = await openStudio()
  await mkdir(folder, { recursive: true })
})
afterAll(() => studio?.close())

const chosen = Object.entries(pictures).filter(([name]) => wanted.length === 0 || wanted.includes(name))

test.each(chosen)('%s', async (name, { who, go, part, ...frame }) => {
  const page = await studio.open(frame, who)
  try {
    await go(page, studio)
    await rest(page)
    await hideHouse(page, studio)
  } catch (fault) {
    await page.screenshot({ path: join(tmpdir(), `carillon-picture-${name}.png`) })
    throw fault
  }
  const shown = part ? await part(page).screenshot(quiet) : await page.screenshot(quiet)
  await writeFile(join(folder, `${name}.png`), await develop(shown))
  await page.context().close()
})

/** Words that come and go by themselves are in no picture. */
const style = 'section[aria-live=polite][aria-label=Messages] { display: none !important }'
const quiet = { animations: 'disabled', caret: 'hide', style } as const

/** The ports on which the house and the model stood are others each time: their addresses are shown as made-up ones. */
const hideHouse = (page: Page, { url, model }: Studio) =>
  page.evaluate(`(() => {
    const say = (text) => text.replaceAll(${JSON.stringify(url)}, 'https://carillon.example')
      .replaceAll(${JSON.stringify(model.host)}, 'models.example')
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) walk.currentNode.data = say(walk.currentNode.data)
    for (const field of document.querySelectorAll('input')) field.value = say(field.value)
  })()`)

/** Until what comes late is there: fonts, pictures, and the last answers. */
async function rest(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => {})')
  await page
    .locator('[aria-busy=true]')
    .first()
    .waitFor({ state: 'detached' })
    .catch(() => {})
  // What lies below the edge is not fetched, and nobody waits for it.
  await expect.poll(() => page.evaluate<boolean>(seen)).toBe(true)
  await page.waitForTimeout(700)
}

const seen = `[...document.images].every((one) => {
  const { top, bottom } = one.getBoundingClientRect()
  return one.complete || bottom < 0 || top > innerHeight
})`
