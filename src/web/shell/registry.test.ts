import { beforeAll, expect, test, vi } from 'vitest'
import { rights } from '../../app/rights.ts'
import type { AnyPage, Verb } from '../kit/route.ts'
import { firstWords, spaceOf, type Tree } from '../messages/gather.ts'

const files = import.meta.glob<Tree>('../messages/en/*.json', { eager: true, import: 'default' })
const english = firstWords(
  Object.fromEntries(Object.entries(files).map(([path, tree]) => [spaceOf(path), tree])),
)

let pages: readonly AnyPage[]
let verbs: readonly Verb[]
beforeAll(async () => {
  // Modules of the kit look at the browser when they are loaded.
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => {} }) })
  const registry = await import('./registry.ts')
  pages = registry.pages
  verbs = registry.verbs
})

const twice = (list: string[]): string[] => list.filter((one, place) => list.indexOf(one) !== place)

const wordsAt = (key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>((tree, part) => (tree as Record<string, unknown> | undefined)?.[part], english)

test('no two pages have the same address, and no two verbs the same name', () => {
  expect(twice(pages.map(({ path }) => path))).toEqual([])
  expect(twice(verbs.map(({ id }) => id))).toEqual([])
})

test('no key is taken twice, nor begins another', () => {
  const keys = [
    'mod+k',
    '/',
    '?',
    'g s',
    ...pages.flatMap(({ nav }) => (nav?.key ? [`g ${nav.key}`] : [])),
    ...verbs.flatMap((verb) => verb.keys ?? []),
  ]
  expect(twice(keys)).toEqual([])
  expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key} `)))).toEqual([])
})

test('a page or verb asks for a right that there is', () => {
  const asked = [...pages, ...verbs].flatMap(({ needs }) => needs ?? [])
  expect(asked.filter((right) => !(right in rights))).toEqual([])
})

test('every place and verb has its words among those that come first', () => {
  const keys = [...pages.flatMap(({ nav }) => nav?.words ?? []), ...verbs.map(({ words }) => words)]
  expect(keys.filter((key) => typeof wordsAt(key) !== 'string')).toEqual([])
})

test('a phone has room for four places beside the rest', () => {
  expect(pages.filter(({ nav }) => nav?.phone).length).toBeLessThanOrEqual(4)
})

test('every page can be fetched and is a page', async () => {
  for (const { path, load } of pages) expect(typeof (await load()).Page, path).toBe('function')
})
