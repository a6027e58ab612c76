import { expect, test } from 'vitest'
import { visitor } from './browser.ts'
import { barriers } from './look.ts'

const rule = (line: string): string => line.replace(/^(?:(dark|light): )?([a-z-]+): .*$/, '$1 $2').trim()
const small = '<button style="width:9px;height:9px;padding:0" aria-label="a"></button>'
const page = (body: string): string =>
  `<!doctype html><html lang="en"><title>Page</title><style>:root { color-scheme: light dark }
    body { background: light-dark(#fff, #111); color: light-dark(#111, #fff) } .faint { color: #666 }
    @media (prefers-color-scheme: dark) { .faint { color: #333 } }
    [role=dialog] { position: fixed; inset: 0; background: light-dark(#fff, #111) }</style>
    <main><h1>Page</h1>${body}</main>`

async function found(body: string, themes: 'both' | 'own' = 'both'): Promise<string[]> {
  const { page: at } = await visitor('http://localhost')
  await at.setContent(page(body))
  return [...new Set((await barriers(at, themes)).map(rule))]
}

test('barriers are found: what is too small, too faint in either theme, and without a name', async () => {
  expect(await found('<p>All is well.</p>')).toEqual([])
  expect(await found(small + small)).toEqual(['target-size'])
  expect(await found('<p class="faint">Faint by night</p>')).toEqual(['dark color-contrast'])
  expect(await found('<p class="faint">Faint by night</p>', 'own')).toEqual([])
  expect(await found('<button></button>')).toEqual(['button-name'])
})

test('in front of a dialog sizes count there, and what lies behind does not', async () => {
  const dialog = (inside: string) => `${small + small}<div role="dialog" aria-label="Front">${inside}</div>`
  expect(await found(dialog('<p>All is well.</p>'))).toEqual([])
  expect(await found(dialog(small + small))).toEqual(['target-size'])
  expect(await found(dialog('<button style="width:40px;height:40px"></button>'))).toEqual(['button-name'])
})
