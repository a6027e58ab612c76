import { expect, test } from 'vitest'
import { tagsIn, tagsLength } from './tags.ts'

test('tags are what stands between commas, each once and without its hash', () => {
  expect(tagsIn(' bells, old town,,#riga\nbells ,ราตรี ')).toEqual(['bells', 'old town', 'riga', 'ราตรี'])
  expect(tagsIn(undefined)).toEqual([])
})

test.each([
  [[], 0],
  [['abc'], 3],
  [['abc', 'de'], 6],
  [['foo bar'], 9],
  [['foo bar', 'a', 'b c'], 9 + 1 + 1 + 1 + 5],
])('%j counts %i', (tags, length) => {
  expect(tagsLength(tags)).toBe(length)
})
