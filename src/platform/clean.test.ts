import { expect, test } from 'vitest'
import { clean, cleanJson, clip } from './clean.ts'

test('a text that is cut in the middle of a sign, or holds what no text of the database may, is made whole', () => {
  expect(clip('ab👍', 3)).toBe('ab\ufffd')
  expect(clean('a\0b')).toBe('ab')
  expect(cleanJson({ a: ['x\ud83d', 1, null, { b: 'y\0' }] })).toBe('{"a":["x\ufffd",1,null,{"b":"y"}]}')
})
