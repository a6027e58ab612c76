import { expect, test } from 'vitest'
import { readFrozen } from './frozen.ts'

test('a content that cannot be read is empty rather than an error', () => {
  expect(readFrozen(null)).toMatchObject({ title: '', parts: [] })
  expect(readFrozen({ parts: [{}] }).parts).toEqual([{ text: '', media: [] }])
})
