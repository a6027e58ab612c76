import { expect, test } from 'vitest'
import { did, put, type Step, take } from './history.ts'

const step = (postId: string): Step => ({ kind: 'moves', moves: [{ postId, from: null, to: null }] })

test('what was done last is taken back first, and a new deed ends what could be done again', () => {
  const [one, two, three] = [step('one'), step('two'), step('three')]
  did('a', one)
  did('a', two)
  expect(take('a', 'back')).toBe(two)
  put('a', 'on', two)
  expect(take('a', 'on')).toBe(two)
  put('a', 'back', two)
  did('a', three)
  expect(take('a', 'on')).toBeUndefined()
  expect(take('a', 'back', one)).toBe(one)
  expect(take('a', 'back', one)).toBeUndefined()
  expect(take('a', 'back')).toBe(three)
})

test('another workspace has a history of its own, and the oldest steps are forgotten', () => {
  did('a', step('one'))
  expect(take('b', 'back')).toBeUndefined()
  for (let n = 0; n < 80; n++) did('b', step(String(n)))
  let count = 0
  while (take('b', 'back')) count++
  expect(count).toBe(50)
})
