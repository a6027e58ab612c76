import { expect, test } from 'vitest'
import { draftOf } from '../../../../test/factories/draft.ts'
import { createBatcher } from './batch.ts'
import { Board } from './board.ts'
import { capUntil } from './cap.ts'
import { Heap } from './heap.ts'
import type { Held, LaneFacts } from './held.ts'
import { Places } from './places.ts'

const lane = (channelId: string, workspaceId: string): LaneFacts => ({
  channelId,
  workspaceId,
  network: 'fake',
  server: 's',
  appId: null,
  dailyCap: null,
  sentAt: [],
  restAt: Number.POSITIVE_INFINITY,
})

const held = (id: string, channelId: string, at: number): Held => ({
  id,
  workspaceId: '',
  postId: '',
  channelId,
  network: 'fake',
  state: 'claimed',
  dueAt: at,
  at,
  staleAt: at,
  key: id,
  digest: '',
  content: draftOf(id),
  parts: [],
  prepared: null,
  preparedAt: null,
  pending: null,
  attempts: 0,
  tries: 0,
  firstAttemptAt: null,
  unapproved: false,
  barred: false,
})

const anybody = () => true

const takeAll = (board: Board, now: number): string[] => {
  const ids: string[] = []
  for (let next = board.take(now, anybody); next; next = board.take(now, anybody)) {
    ids.push(next.held.id)
    board.land(next.lane)
  }
  return ids
}

test('workspaces take turns, however long one queue is', () => {
  const board = new Board(() => 1)
  const busy = Array.from({ length: 100 }, (_, i) => held(`busy ${i}`, i % 2 ? 'b1' : 'b2', i))
  board.add([lane('b1', 'busy'), lane('b2', 'busy'), lane('c', 'calm')], [...busy, held('calm', 'c', 50)])
  expect(takeAll(board, 1000).indexOf('calm')).toBeLessThan(3)
})

test('a workspace that has its share waits, and others go on; then it goes on where it stood', () => {
  const board = new Board(() => 8)
  const busy = Array.from({ length: 4 }, (_, i) => held(`busy ${i}`, 'b', i))
  board.add([lane('b', 'busy'), lane('c', 'calm')], [...busy, held('calm', 'c', 50)])
  expect(board.take(1000, (workspaceId) => workspaceId !== 'busy')?.held.id).toBe('calm')
  expect(board.take(1000, (workspaceId) => workspaceId !== 'busy')).toBeNull()
  expect(takeAll(board, 1000)).toEqual(['busy 0', 'busy 1', 'busy 2', 'busy 3'])
})

test('a lane is hungry when little of it is here and more of it is due', () => {
  const board = new Board(() => 8)
  board.add([{ ...lane('a', 'w'), restAt: 100 }], [held('1', 'a', 1), held('2', 'a', 2)])
  expect(board.hungry(2, 100)).toBe(false)
  expect(board.hungry(3, 99)).toBe(false)
  expect(board.hungry(3, 100)).toBe(true)
  board.add([lane('a', 'w')], [])
  expect(board.hungry(3, 100)).toBe(false)
})

test('of all places one workspace takes half, and nobody finds any when all are taken', () => {
  const places = new Places(4)
  const take = (workspaceId: string) => {
    const free = places.freeFor(workspaceId)
    if (free) places.take(workspaceId)
    return free
  }
  expect(['a', 'a', 'a', 'b', 'c', 'd'].map(take)).toEqual([true, true, false, true, true, false])
  expect(places.full()).toBe(true)
  places.leave('b')
  expect(places.freeFor('a')).toBe(false)
  places.leave('a')
  expect([places.count(), take('a'), take('b')]).toEqual([2, true, true])
})

test('a channel goes in the order of its times, and nothing goes before its own', () => {
  const board = new Board(() => 8)
  board.add([lane('c', 'w')], [held('late', 'c', 30), held('early', 'c', 10), held('middle', 'c', 20)])
  expect(takeAll(board, 5)).toEqual([])
  expect(takeAll(board, 20)).toEqual(['early', 'middle'])
  expect(board.nextAt()).toBe(30)
  expect(takeAll(board, 30)).toEqual(['late'])
})

test('no more of a channel is out than its network forgives', () => {
  const board = new Board(() => 2)
  board.add(
    [lane('c', 'w')],
    [1, 2, 3].map((n) => held(`${n}`, 'c', n)),
  )
  const first = board.take(10, anybody)
  expect(board.take(10, anybody)?.held.id).toBe('2')
  expect(board.take(10, anybody)).toBeNull()
  if (first) board.land(first.lane)
  expect(board.take(10, anybody)?.held.id).toBe('3')
})

test('a delivery that was given another time while it was held counts once, at its new time', () => {
  const board = new Board(() => 1)
  board.add([lane('c', 'w')], [held('a', 'c', 10)])
  board.add([lane('c', 'w')], [held('a', 'c', 50)])
  expect(board.size()).toBe(1)
  expect(takeAll(board, 20)).toEqual([])
  expect(takeAll(board, 50)).toEqual(['a'])
})

test('the heap gives back what it was given, smallest first', () => {
  const heap = new Heap<number>()
  const numbers = Array.from({ length: 500 }, (_, i) => (i * 7919) % 503)
  for (const n of numbers) heap.push(n, n)
  const out = numbers.map(() => heap.pop())
  expect(out).toEqual([...numbers].sort((a, b) => a - b))
  expect(heap.pop()).toBeUndefined()
})

test('a cap counts 24 hours back from now', () => {
  const day = 86_400_000
  expect(capUntil({ dailyCap: null, sentAt: [1, 1, 1] }, 10)).toBe(0)
  expect(capUntil({ dailyCap: 2, sentAt: [5] }, 10)).toBe(0)
  expect(capUntil({ dailyCap: 2, sentAt: [7, 5] }, 10)).toBe(5 + day)
  expect(capUntil({ dailyCap: 2, sentAt: [7, 5] }, 5 + day)).toBe(0)
})

test('what comes while a statement runs goes together into the next, and an error reaches those whose it is', async () => {
  const sizes: number[] = []
  const batcher = createBatcher<number, number>(100, async (items) => {
    sizes.push(items.length)
    await new Promise((done) => setTimeout(done, 5))
    if (items.includes(13)) throw new Error('unlucky')
    return items.map((n) => n * 2)
  })
  const first = batcher.push(1)
  await new Promise((turn) => setTimeout(turn, 2))
  const rest = Promise.all([2, 3, 4].map((n) => batcher.push(n)))
  expect(await first).toBe(2)
  expect(await rest).toEqual([4, 6, 8])
  expect(sizes).toEqual([1, 3])
  await expect(batcher.push(13)).rejects.toThrow('unlucky')
  expect(await batcher.push(5)).toBe(10)
})
