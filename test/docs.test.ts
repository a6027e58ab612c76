import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { draw } from '../scripts/docs/drawing.ts'
import { made, put } from '../scripts/docs/made.ts'
import { limitsList, setupTable } from '../scripts/docs/networks.ts'
import { settingsTable } from '../scripts/docs/settings.ts'
import { settings } from '../src/config.ts'
import { networks } from '../src/networks/registry.ts'

/** How wide an editor has made the columns of a table is its own affair. */
const without = (text: string): string => text.replace(/-{3,}/g, '---').replace(/ *\| */g, '|')

test('the pages of docs/running tell what the code says now; if not, run `npm run docs`', async () => {
  for (const { path, text } of await made())
    expect(without(await readFile(path, 'utf8')), basename(path)).toBe(without(text))
})

test('every setting stands in the table with its default and what it does', () => {
  const table = settingsTable(Object.values(settings))
  for (const { name, words } of Object.values(settings)) {
    expect(table).toContain(`| \`${name}\` |`)
    expect(table).toContain(words)
  }
  expect(table).toContain('| `CARILLON_HOME` | `~/.carillon` |')
})

test('every network stands among the limits and in the table of what to register', () => {
  const manifests = networks.map(({ manifest }) => manifest)
  for (const { name, setup } of manifests) {
    expect(setupTable(manifests)).toContain(`[${name}]`)
    expect(setupTable(manifests)).toContain(setup)
    expect(limitsList(manifests)).toContain(`### ${name}\n`)
  }
})

test('what people wrote around a made part stays', () => {
  const page = 'Before.\n<!-- a: made by `npm run docs`, do not edit -->\nold\n<!-- end of a -->\nAfter.\n'
  const once = put(page, 'a', 'new')
  expect(once).toContain('Before.')
  expect(once).toContain('\n\nnew\n\n')
  expect(once).not.toContain('old')
  expect(put(once, 'a', 'new')).toBe(once)
  expect(() => put(page, 'b', 'new')).toThrow('no place for "b"')
})

test('a drawing holds whatever is written, and breaks what is too long for its window', () => {
  const long = `https://carillon.example/${'a'.repeat(200)}`
  const svg = draw({
    ...{ title: 'A < B', page: true, at: 'example.com', menus: ['Apps & keys', 'Settings'] },
    rows: [[{ kind: 'box', text: long }], [{ kind: 'name', text: '授权回调页' }]],
    foot: ['Drawn.'],
  })
  expect(svg).toContain('<title>A &#60; B</title>')
  expect(svg).toContain('Apps &#38; keys › Settings')
  const pieces = [...svg.matchAll(/class="mono">([^<]+)</g)].map(([, piece = '']) => piece)
  expect(pieces.length).toBeGreaterThan(2)
  expect(pieces.join('')).toBe(long)
})
