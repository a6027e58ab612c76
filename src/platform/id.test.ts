import { expect, test } from 'vitest'
import { idAt } from './id.ts'

test('an id is a UUID of version 7 that bears its instant, and no two are alike', () => {
  const due = new Date('2030-05-06T07:08:09.123Z')
  const ids = Array.from({ length: 1000 }, () => idAt(due))
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16))).toEqual(due)
  }
  expect(new Set(ids).size).toBe(1000)
})
