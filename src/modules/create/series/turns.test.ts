import { expect, test } from 'vitest'
import { PostSeed } from '../posts/contract.ts'
import type { StoredItem } from './queries.ts'
import { exhausted, fallen, type Had, nextTurn } from './turns.ts'

const item = (id: string, wordings: string[] = [], position = 0): StoredItem => ({
  ...{ id, position, wordings, state: 'active', stopped: null },
  post: PostSeed.parse({ content: { parts: [{ text: id }] } }),
})
const series = (items: StoredItem[], more = {}) => ({
  ...{ kind: 'evergreen' as const, items, restDays: 0, turnsMost: null },
  ...more,
})
const day = (n: number) => new Date(Date.UTC(2030, 0, n))
const had = (itemId: string, n: number, wording = 0): Had => ({ itemId, wording, at: day(n) })
const free = () => null

test('whoever waited longest is next; who has not rested waits', () => {
  const two = series([item('a'), item('b', [], 1)], { restDays: 3 })
  expect(nextTurn(two, [], day(1), free)?.item.id).toBe('a')
  expect(nextTurn(two, [had('a', 1)], day(2), free)?.item.id).toBe('b')
  expect(nextTurn(two, [had('b', 2), had('a', 1)], day(3), free)).toBe(null)
  expect(nextTurn(two, [had('b', 2), had('a', 1)], day(4), free)?.item.id).toBe('a')
})

test('a turn that was made ahead of this one keeps its distance too', () => {
  expect(nextTurn(series([item('a')], { restDays: 5 }), [had('a', 10)], day(7), free)).toBe(null)
})

test('words that a network forbids for some days come back after them, those that it forbids for ever do not', () => {
  const one = series([item('a', ['a again'])])
  const used = [had('a', 2, 1), had('a', 1)]
  expect(nextTurn(one, used, day(3), () => ({ days: null }))).toBe(null)
  expect(exhausted(one, used, () => ({ days: null }))).toEqual([{ id: 'a', stopped: 'identical' }])
  expect(nextTurn(one, used, day(9), () => ({ days: 8 }))).toMatchObject({ wording: 0 })
  expect(exhausted(one, used, () => ({ days: 8 }))).toEqual([])
})

test('a post that had all its turns is over', () => {
  const one = series([item('a')], { turnsMost: 2 })
  expect(exhausted(one, [had('a', 2), had('a', 1)], free)).toEqual([{ id: 'a', stopped: 'turns' }])
})

test('a post whose last turn had less than a share of its best is told; one turn says nothing', () => {
  const results = [
    { itemId: 'a', value: 100 },
    { itemId: 'b', value: 1 },
    { itemId: 'a', value: 40 },
    { itemId: 'c', value: 10 },
    { itemId: 'c', value: 9 },
  ]
  expect(fallen(results, 0.5)).toEqual(['a'])
})
