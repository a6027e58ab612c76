import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { mostBytes } from './develop.ts'
import { pictures } from './table.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'docs/pictures')
const mostTogether = 2_500_000

type Named = { page: string; name: string; words: string }

/** Each picture that a page shows, with the words for those who do not see it. */
async function namedInPages(): Promise<Named[]> {
  const files = await readdir(join(root, 'docs'), { recursive: true })
  const pages = ['README.md', ...files.filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`)]
  const found = await Promise.all(
    pages.map(async (page) => {
      const text = await readFile(join(root, page), 'utf8')
      return [...text.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, words = '', to = '']) => ({
        ...{ page, words },
        name: relative(folder, join(root, page, '..', to)),
      }))
    }),
  )
  return found.flat()
}

/** Pictures, and the drawings of guides, which `npm run docs` makes. */
const filesThere = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => /\.(png|svg)$/.test(name))

test('each picture that a page names is there, and each that is there is named and can be taken anew', async () => {
  const named = new Set((await namedInPages()).map(({ name }) => name))
  const there = (await filesThere()).sort()
  expect([...named].sort()).toEqual(there)
  expect(
    Object.keys(pictures)
      .map((name) => `${name}.png`)
      .sort(),
  ).toEqual(there.filter((name) => !name.startsWith('guides/')))
})

test('each picture is told in words, by a sentence and not by its name', async () => {
  const untold = (await namedInPages()).filter(({ words }) => words.trim().split(/\s+/).length < 5)
  expect(untold).toEqual([])
})

test('pictures are small enough for a slow line', async () => {
  const files = await filesThere()
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size))
  expect(files.filter((_, n) => (sizes[n] ?? 0) > mostBytes)).toEqual([])
  expect(sizes.reduce((all, one) => all + one, 0)).toBeLessThan(mostTogether)
})
