import { expect, test } from 'vitest'
import { type Followed, followedOf, savedOf } from './followed.ts'

const [a, b, c] = [{ n: 1 }, { n: 2 }, { n: 3 }]

test('theirs is followed as long as nothing was touched', () => {
  expect(followedOf({ start: a, value: a, seen: a }, a)).toMatchObject({ shown: a, overtaken: false })
  expect(followedOf({ start: a, value: a, seen: a }, b)).toMatchObject({ shown: b, overtaken: false })
})

test('what was chosen stays when somebody saves something else, and that is told; not when they save the same', () => {
  const mine = { start: a, value: b, seen: a }
  expect(followedOf(mine, a)).toEqual({ shown: b, touched: true, overtaken: false })
  expect(followedOf(mine, c)).toEqual({ shown: b, touched: true, overtaken: true })
  expect(followedOf(mine, b)).toEqual({ shown: b, touched: true, overtaken: false })
})

test('what was saved is shown until it is read anew, and what others save after that is followed', () => {
  const saved = { start: b, value: b, seen: a }
  expect(followedOf(saved, a)).toMatchObject({ shown: b, touched: false })
  expect(followedOf(saved, b)).toMatchObject({ shown: b })
  expect(followedOf(saved, c)).toMatchObject({ shown: c, overtaken: false })
})

test('what is chosen while a save is on its way stays chosen, and nobody else is said to have saved', () => {
  const [old, sent] = [
    { n: 1, zone: 'UTC' },
    { n: 2, zone: 'UTC' },
  ]
  const during: Followed<typeof old> = { start: old, value: { n: 2, zone: 'Asia/Bangkok' }, seen: old }
  const after = savedOf(during, sent, sent, old)
  const mine = { shown: { n: 2, zone: 'Asia/Bangkok' }, touched: true, overtaken: false }
  expect(followedOf(after, old)).toEqual(mine)
  expect(followedOf(after, sent)).toEqual(mine)
  expect(followedOf(after, { n: 3, zone: 'UTC' })).toEqual({ ...mine, overtaken: true })
})

test('what was saved as it was shown is untouched, whoever it came from', () => {
  const saved = { start: b, value: b, seen: a, stale: a }
  expect(savedOf({ start: a, value: b, seen: a }, b, b, a)).toEqual(saved)
  expect(savedOf({ start: a, value: a, seen: a }, b, b, b)).toMatchObject({ start: b, value: b })
  expect(followedOf(saved, a)).toEqual({ shown: b, touched: false, overtaken: false })
})
