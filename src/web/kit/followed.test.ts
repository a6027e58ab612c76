import { expect, test } from 'vitest'
import { followedOf } from './followed.ts'

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
