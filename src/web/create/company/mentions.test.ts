import { expect, test } from 'vitest'
import { calledAt, calledIn, matching } from './mentions.ts'

const people = ['Anna', 'Anna Maria', 'Žanete Ozola', 'Борис', 'Nguyễn Văn Đức', ''].map((name) => ({
  id: name,
  name,
  role: 'editor',
  sees: true,
}))
const names = (all: readonly { name: string }[]) => all.map(({ name }) => name)

test('somebody is being called behind an @ at the beginning of a word, and not in an address', () => {
  expect(calledAt('Ask @an', 7)).toEqual({ at: 4, typed: 'an' })
  expect(calledAt('@', 1)).toEqual({ at: 0, typed: '' })
  expect(calledAt('me@example', 10)).toBe(null)
  expect(calledAt('@anna\nnext', 10)).toBe(null)
  expect(calledAt(`@${'a'.repeat(60)}`, 61)).toBe(null)
  expect(calledAt('nobody', 3)).toBe(null)
})

test('names are found by the beginning of any word of them, without marks too', () => {
  expect(names(matching(people, 'an'))).toEqual(['Anna', 'Anna Maria'])
  expect(names(matching(people, 'oz'))).toEqual(['Žanete Ozola'])
  expect(names(matching(people, 'zan'))).toEqual(['Žanete Ozola'])
  expect(names(matching(people, 'бо'))).toEqual(['Борис'])
  expect(names(matching(people, 'van'))).toEqual(['Nguyễn Văn Đức'])
})

test('the longest name is called, each once, and none inside a longer word', () => {
  expect(names(calledIn('@Anna Maria, look', people))).toEqual(['Anna Maria'])
  expect(names(calledIn('@Anna Maria and @Anna, and @Anna', people))).toEqual(['Anna Maria', 'Anna'])
  expect(names(calledIn('@Annabel', people))).toEqual([])
  expect(names(calledIn('Anna', people))).toEqual([])
})
