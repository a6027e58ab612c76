import { expect, test } from 'vitest'
import type { Attempt } from '../../../modules/publish/deliveries/contract.ts'
import { lifeOf, tookMs } from './life.ts'

const attempt = (number: number, startedAt: string, more: Partial<Attempt> = {}): Attempt => ({
  number,
  kind: 'send',
  startedAt,
  finishedAt: null,
  outcome: null,
  status: null,
  code: null,
  words: null,
  retryAt: null,
  digest: '',
  worker: 'w',
  ...more,
})
const base = {
  createdAt: '2030-01-01T08:00:00.000Z',
  dueAt: '2030-01-01T09:00:00.000Z',
  nextAt: '2030-01-01T09:00:00.000Z',
  publishedAt: null,
  history: [],
}
const kinds = (life: ReturnType<typeof lifeOf>) => life.map(({ kind }) => kind)

test('one that still waits for its time has its plan and its time', () => {
  expect(kinds(lifeOf({ ...base, state: 'scheduled' }))).toEqual(['planned', 'due'])
})

test('a published one ends with how late it was', () => {
  const life = lifeOf({
    ...base,
    state: 'published',
    publishedAt: '2030-01-01T09:00:00.250Z',
    history: [attempt(1, '2030-01-01T09:00:00.010Z', { finishedAt: '2030-01-01T09:00:00.250Z' })],
  })
  expect(kinds(life)).toEqual(['planned', 'due', 'attempt', 'published'])
  expect(life.at(-1)).toMatchObject({ lateMs: 250 })
})

test('one that waits says what comes next, after all attempts', () => {
  const history = [attempt(1, '2030-01-01T09:00:00.010Z'), attempt(2, '2030-01-01T09:01:00.000Z')]
  const life = lifeOf({ ...base, state: 'waiting', nextAt: '2030-01-01T09:05:00.000Z', history })
  expect(kinds(life)).toEqual(['planned', 'due', 'attempt', 'attempt', 'next'])
})

test('an attempt before the time, as of "publish now", stands before it; the plan is always first', () => {
  const life = lifeOf({
    ...base,
    createdAt: '2030-01-01T08:30:00.500Z',
    state: 'failed',
    history: [attempt(1, '2030-01-01T08:30:00.400Z')],
  })
  expect(kinds(life)).toEqual(['planned', 'attempt', 'due'])
})

test('an attempt that still runs has no length', () => {
  expect(tookMs(attempt(1, base.dueAt))).toBeNull()
  expect(tookMs(attempt(1, base.dueAt, { finishedAt: '2030-01-01T09:00:01.500Z' }))).toBe(1500)
})
