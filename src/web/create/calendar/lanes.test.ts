import { expect, test } from 'vitest'
import { layOut } from './lanes.ts'

test('entries that would cover each other stand side by side', () => {
  expect(layOut([540, 540, 550])).toEqual([
    { lane: 0, of: 3 },
    { lane: 1, of: 3 },
    { lane: 2, of: 3 },
  ])
})

test('an entry alone has the whole width', () => {
  expect(layOut([540, 700])).toEqual([
    { lane: 0, of: 1 },
    { lane: 0, of: 1 },
  ])
})

test('a lane is used again when its entry is over', () => {
  expect(layOut([540, 560, 590])).toEqual([
    { lane: 0, of: 2 },
    { lane: 1, of: 2 },
    { lane: 0, of: 2 },
  ])
})
