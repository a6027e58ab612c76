import { expect, test } from 'vitest'
import { newKey } from './key.ts'

test('a delivery’s key is a UUID of version 7 that bears its instant, and no two are alike', () => {
  const due = new Date('2030-05-06T07:08:09.123Z')
  const keys = Array.from({ length: 1000 }, () => newKey(due))
  for (const key of keys) {
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Date(Number.parseInt(key.replace('-', '').slice(0, 12), 16))).toEqual(due)
  }
  expect(new Set(keys).size).toBe(1000)
})
