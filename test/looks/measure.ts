import type { Page } from 'playwright-core'

// What runs in the page is given as text: the tests are compiled for Node, which knows no `document`.

const seen = `const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !element.closest('.sr-only, [aria-hidden="true"]')
    // What is only heard on a phone is a point there.
    && !(element.clientWidth === 1 && getComputedStyle(element).position === 'absolute')`

/** Words that do not fit into what they stand in, and controls that lie upon each other. */
const findCut = `(() => {
  ${seen}
  const controls = [...document.querySelectorAll('button, summary, input, select, textarea, [role=tab], [role=switch], [role=checkbox]')].filter(seen)
  const name = (element) => (element.getAttribute('aria-label') ?? element.innerText ?? element.name ?? '').trim().slice(0, 60)
  const cut = [...document.querySelectorAll('button, summary, label, legend, dt, th, h1, h2, h3, [role=tab], [role=tab] span')]
    .filter((element) => seen(element) && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible')
    .filter((element) => element.clientWidth > 0 && element.innerText.trim() !== '')
  const out = controls.filter((element) => {
    const box = element.getBoundingClientRect()
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      if (!seen(walk.currentNode.parentElement)) continue
      const range = document.createRange()
      range.selectNodeContents(walk.currentNode)
      const inner = range.getBoundingClientRect()
      if (inner.width > 0 && box.width > 0 && (inner.right > box.right + 1 || inner.left < box.left - 1)) return true
    }
    return false
  })
  const boxes = controls.map((element) => [element, element.getBoundingClientRect()]).filter(([, box]) => box.width > 1 && box.height > 1)
  const upon = []
  for (const [n, [one, a]] of boxes.entries())
    for (const [other, b] of boxes.slice(n + 1)) {
      // A button that stands in a field is meant to.
      if (one.contains(other) || other.contains(one) || (one.tagName === 'INPUT' && one.parentElement.contains(other))) continue
      if (one.closest('.sticky, .fixed') !== other.closest('.sticky, .fixed')) continue
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (wide > 4 && high > 4) upon.push(name(one) + ' | ' + name(other))
    }
  const ink = document.createElement('canvas').getContext('2d')
  const short = [...document.querySelectorAll('select')].filter(seen).filter((element) => {
    const style = getComputedStyle(element)
    ink.font = style.font
    const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
    return ink.measureText(element.selectedOptions[0]?.text ?? '').width > room + 1
  })
  return [
    ...short.map((element) => 'cut: ' + element.selectedOptions[0].text),
    ...cut.map((element) => 'cut: ' + name(element)),
    ...out.map((element) => 'runs out of its control: ' + name(element)),
    ...upon.map((both) => 'lie upon each other: ' + both),
  ]
})()`

/** On a phone: controls that are less than 44 px high, and no links or boxes with a label around. */
const findLow = `(() => {
  ${seen}
  return [...document.querySelectorAll('button, summary, select, textarea, [role=tab], input:not([type=checkbox]):not([type=radio])')]
    .filter((element) => seen(element) && !element.closest('p, figure') && !['checkbox', 'switch', 'radio'].includes(element.getAttribute('role')))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 1 && height > 1 && height < 43.5)
    .map(([element, { width, height }]) => element.tagName + ' "' + (element.getAttribute('aria-label') ?? element.innerText ?? '').trim().slice(0, 50) + '" ' + Math.round(width) + '×' + Math.round(height))
})()`

/** Every text that is read on the page, but what programs are told and what is said in a language of its own. */
const findTexts = `(() => {
  ${seen}
  const texts = new Set()
  const walk = document.createTreeWalker(document.querySelector('[role=dialog]') ?? document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement
    const text = walk.currentNode.data.trim()
    if (text && holder && seen(holder) && !holder.closest('code, pre, .font-mono, [lang]:not(html)')) texts.add(text)
  }
  for (const field of document.querySelectorAll('[placeholder]')) if (seen(field)) texts.add(field.placeholder)
  return [...texts]
})()`

export const cutIn = (page: Page): Promise<string[]> => page.evaluate<string[]>(findCut)
export const lowIn = (page: Page): Promise<string[]> => page.evaluate<string[]>(findLow)
export const textsIn = (page: Page): Promise<string[]> => page.evaluate<string[]>(findTexts)
