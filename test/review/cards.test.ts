import { expect, test } from 'vitest'
import { readPage } from '../../src/modules/create/cards/page.ts'
import { costOf } from './cost.ts'

/** Each fills what is looked at of a page; while one is read, nothing else of the process moves. */
const hostile = {
  'tags that never end': '<meta '.repeat(83_000),
  'quotes that never end': '<meta a="'.repeat(55_000),
  'names without end': `<meta ${'a'.repeat(3980)}>`.repeat(125),
  'names of dashes': `<meta ${'a-'.repeat(1990)}>`.repeat(125),
}

test.each(Object.keys(hostile))('a page of %s costs no more than a large one', (name) => {
  expect(costOf(() => readPage(hostile[name as keyof typeof hostile]))).toBeLessThan(400)
})

test('attributes are found in every order and writing', () => {
  const page = (tag: string) => readPage(`<head>${tag}</head>`).title
  expect(page('<meta property="og:title" content="A">')).toBe('A')
  expect(page("<meta content='A b' data-x property = og:title >")).toBe('A b')
  expect(page('<meta\nproperty="og:title"\ncontent="x=y \'z\'"/>')).toBe("x=y 'z'")
})
