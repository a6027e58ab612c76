import { expect, test } from 'vitest'
import { heldOut } from './compliance/held-out.ts'
import { tuned } from './compliance/tuned.ts'
import { falseAlarms, longTextMs, longTexts, share } from './compliance.ts'

const all = [...tuned, ...heldOut]

test('three hundred labelled posts are judged as they are labelled, nearly all', () => {
  expect(all.length).toBeGreaterThanOrEqual(300)
  expect(share(all)).toBeGreaterThanOrEqual(0.97)
  const { alarms, of } = falseAlarms(all)
  expect(of).toBeGreaterThan(100)
  expect(alarms / of).toBeLessThanOrEqual(0.03)
})

test('no post of a hundred thousand characters holds anybody up', () => {
  // Far above what the bench asks for: tests share the machine.
  for (const text of longTexts) expect(longTextMs(text, 1), text.slice(0, 20)).toBeLessThan(1500)
})
