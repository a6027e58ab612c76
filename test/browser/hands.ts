import type { Locator, Page } from 'playwright-core'

/** How a person does things: by mouse, by finger, or wholly by keyboard. The walks are written once in these words. */
export type Hands = {
  kind: 'mouse' | 'finger' | 'keyboard'
  /** Presses a button, follows a link, takes a tab, a radio or an entry of a menu. */
  press(what: Locator): Promise<void>
  /** Writes into a field, over what stood there. */
  write(field: Locator, words: string): Promise<void>
  /** Goes to a place of the main navigation. */
  goTo(place: string): Promise<void>
  /** Gives a picture to the control that asks for files. */
  give(control: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>
}

export const handsOf = (page: Page, kind: Hands['kind']): Hands =>
  kind === 'keyboard' ? keyboard(page) : pointer(page, kind)

function pointer(page: Page, kind: 'mouse' | 'finger'): Hands {
  const press = (what: Locator) => (kind === 'finger' ? what.tap() : what.click())
  return {
    kind,
    press,
    async write(field, words) {
      await press(field)
      await field.fill(words)
    },
    async goTo(place) {
      const main = page.getByRole('navigation', { name: 'Main' })
      const link = main.getByRole('link', { name: place, exact: true })
      if (await link.isVisible()) return press(link)
      await press(main.getByRole('button', { name: 'More', exact: true }))
      await press(page.getByRole('dialog', { name: 'More' }).getByRole('link', { name: place, exact: true }))
    },
    async give(control, file) {
      const [asked] = await Promise.all([page.waitForEvent('filechooser'), press(control)])
      await asked.setFiles(file)
    },
  }
}

/** Nothing but keys: what Tab and the arrows do not reach is not reached, and the walk fails there. */
function keyboard(page: Page): Hands {
  const press = async (what: Locator) => {
    await reach(page, what)
    const role = await what.evaluate(roleOf)
    await page.keyboard.press(
      role === 'radio' || role === 'checkbox' || role === 'switch' ? 'Space' : 'Enter',
    )
  }
  return {
    kind: 'keyboard',
    press,
    async write(field, words) {
      await reach(page, field)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(words)
    },
    async goTo(place) {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog', { name: 'Command palette' }).waitFor()
      await page.keyboard.type(place)
      await page.getByRole('option', { name: place }).first().waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: place, level: 1 }).waitFor()
    },
    async give(control, file) {
      const [asked] = await Promise.all([page.waitForEvent('filechooser'), press(control)])
      await asked.setFiles(file)
    },
  }
}

/** Steps that a person may need from one end of a page to the other. */
const patience = 120

/** What runs in the page is given as text, because the tests are compiled for Node, which knows no `document`. */
const inPage = (body: string) => new Function('one', body) as (one: unknown) => string

const roleOf = inPage('return one.getAttribute("role") ?? one.type ?? one.tagName')

/** Where the focus is, seen from the element: on it, before it, after it, or in the same group of arrows. */
const standing = inPage(`
  const now = document.activeElement
  if (now === one) return 'here'
  const group = one.closest('[role=menu],[role=tablist],[role=radiogroup],[role=listbox],[role=grid]')
  if (group && one.tabIndex < 0 && group.contains(now)) return group.role === 'tablist' ? 'right' : 'below'
  if (!now || now === document.body) return 'after'
  return one.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after'`)

/** Brings the focus to an element as a person does: Tab, Shift+Tab, and arrows inside of what is one stop. */
export async function reach(page: Page, what: Locator): Promise<void> {
  await what.waitFor({ state: 'attached' })
  const passed: string[] = []
  for (let step = 0; step < patience; step++) {
    const where = await what.evaluate(standing)
    if (where === 'here') return
    await page.keyboard.press(
      { right: 'ArrowRight', below: 'ArrowDown', before: 'Shift+Tab', after: 'Tab' }[where] ?? 'Tab',
    )
    passed.push(await page.evaluate<string>(nameOfFocus))
  }
  throw new Error(`The keyboard does not reach ${what}. It came by: ${[...new Set(passed)].join(' · ')}`)
}

const nameOfFocus = `(() => {
  const now = document.activeElement
  return (now?.getAttribute('aria-label') || now?.textContent || now?.tagName || '').trim().slice(0, 30)
})()`

/** A day of the month before this one, in the field of a day that is called so. */
export async function chooseLongAgo(page: Page, called: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${called}:`) }).click()
  await page.getByRole('button', { name: 'Month before' }).click()
  await page.locator('td [data-day]').first().click()
}
