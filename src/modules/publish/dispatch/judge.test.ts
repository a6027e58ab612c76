import { describe, expect, test } from 'vitest'
import { draftOf } from '../../../../test/factories/draft.ts'
import type { Guarantee } from '../../../networks/kit/manifest.ts'
import type { Held } from './held.ts'
import { postponement, settlementOf } from './judge.ts'
import type { Failure, Outcome } from './outcome.ts'
import { backoffOf, pace } from './pace.ts'
import type { Step } from './step.ts'

const source = { from: 'test', on: '2030-01-01', confidence: 'unverified' } as const
const now = Date.UTC(2030, 0, 1, 9)
const minute = 60_000

const held = (more: Partial<Held> = {}): Held => ({
  id: 'd',
  workspaceId: 'w',
  postId: 'p',
  channelId: 'c',
  network: 'fake',
  state: 'claimed',
  dueAt: now,
  at: now,
  staleAt: now + 60 * minute,
  key: 'k',
  digest: 'x',
  content: draftOf('hello'),
  parts: [],
  prepared: null,
  preparedAt: null,
  pending: null,
  attempts: 0,
  tries: 0,
  firstAttemptAt: now - minute,
  unapproved: false,
  barred: false,
  ...more,
})

const failure = (kind: Failure['kind'], more: Partial<Failure> = {}): Outcome => ({
  is: 'failure',
  failure: { kind, code: 'x', words: 'So it is.', status: null, retryAt: null, scope: 'account', ...more },
})

const judged = (
  step: Step['do'],
  outcome: Outcome,
  more: { held?: Partial<Held>; guarantee?: Guarantee; late?: number } = {},
) =>
  settlementOf(held(more.held), step, outcome, {
    now,
    pace,
    random: () => 1,
    manifest: {
      guarantee: more.guarantee ?? 'findable',
      ...(more.late && { listsLate: { seconds: more.late, source } }),
    },
  })

describe('what an outcome means', () => {
  test.each<[string, Step['do'], Outcome, Guarantee, string]>([
    ['published', 'send', { is: 'published', parts: [] }, 'blind', 'published'],
    [
      'taken, still being worked on',
      'send',
      { is: 'pending', handle: 1, lookAt: new Date(now) },
      'blind',
      'sent',
    ],
    ['found', 'find', { is: 'published', parts: [] }, 'findable', 'published'],
    ['found in part', 'find', { is: 'some', parts: [] }, 'findable', 'waiting'],
    ['not there', 'find', { is: 'absent' }, 'findable', 'waiting'],
    ['cannot be told yet', 'find', { is: 'unsure', words: 'Wait.' }, 'findable', 'sending'],
    ['later', 'send', failure('later'), 'findable', 'waiting'],
    ['reconnect', 'send', failure('reconnect'), 'findable', 'waiting'],
    ['rejected', 'send', failure('rejected'), 'findable', 'failed'],
    ['unknown at an idempotent network', 'send', failure('unknown'), 'idempotent', 'sending'],
    ['unknown at a findable network', 'send', failure('unknown'), 'findable', 'sending'],
    ['unknown at a blind network', 'send', failure('unknown'), 'blind', 'in_doubt'],
    ['a look-up that fails', 'find', failure('later'), 'findable', 'sending'],
    ['a look-up that is refused', 'find', failure('rejected'), 'findable', 'in_doubt'],
    ['a look at the pending that fails', 'ask', failure('later'), 'blind', 'sent'],
    ['a pending one that is refused', 'ask', failure('rejected'), 'blind', 'failed'],
  ])('%s', (_, step, outcome, guarantee, state) => {
    expect(judged(step, outcome, { guarantee }).state).toBe(state)
  })

  test('looked for before its time it keeps that; where all of it is out, only what follows is done, at once', () => {
    const due = { held: { dueAt: now + 60 * minute, state: 'sending' } } as const
    const [part] = [{ remoteId: '1', url: null }]
    expect(judged('find', { is: 'absent' }, due).nextAt).toBe(now + 60 * minute)
    expect(judged('find', { is: 'absent' }).nextAt).toBe(now)
    expect(judged('find', { is: 'some', parts: [part] }, due).nextAt).toBe(now)
  })

  test('found, it went out when it was first sent; tried before and given another time since, at that', () => {
    const found = (more: Partial<Held>) =>
      judged('find', { is: 'published', parts: [] }, { held: { state: 'sending', ...more } }).publishedAt
    expect(found({ dueAt: now - 2 * minute, firstAttemptAt: now - minute })).toBe(now - minute)
    expect(found({ dueAt: now - minute, firstAttemptAt: now - 3000 * minute })).toBe(now - minute)
    expect(found({ dueAt: now + minute, firstAttemptAt: now - 5 * minute })).toBe(now - 5 * minute)
  })

  test('what we refuse ourselves tells nothing of what was sent before: it stays unclear, and ends in doubt', () => {
    const ours = failure('rejected', { ours: true })
    const sending = { state: 'sending' as const }
    expect(judged('send', ours, { guarantee: 'idempotent' }).state).toBe('failed')
    expect(judged('send', ours, { held: sending, guarantee: 'idempotent' }).state).toBe('sending')
    expect(judged('ask', ours, { held: { state: 'sent' } }).state).toBe('sent')
    const last = { tries: pace.triesMost - 1 }
    expect(judged('send', ours, { held: { ...sending, ...last }, guarantee: 'idempotent' }).state).toBe(
      'in_doubt',
    )
    expect(judged('ask', ours, { held: { state: 'sent', ...last } }).state).toBe('in_doubt')
  })

  test('what did not come along is told with what is published, and nothing follows from it', () => {
    const lacks = { code: 'cover_left', words: 'It has no cover.' }
    for (const step of ['send', 'ask', 'find'] as const)
      expect(judged(step, { is: 'published', parts: [], lacks })).toMatchObject({
        state: 'published',
        nextAt: null,
        failure: { kind: 'rejected', ...lacks },
        attempt: { outcome: 'published', ...lacks },
      })
    expect(judged('send', { is: 'published', parts: [], lacks: null })).toMatchObject({
      failure: null,
      attempt: { outcome: 'published', code: null, words: null },
    })
  })

  test('nothing that is unclear is looked at before the quiet time is over', () => {
    expect(judged('send', failure('unknown')).nextAt).toBeGreaterThanOrEqual(now + pace.quiet)
  })

  test('where lists come late, nothing is looked for or sent again before they have come', () => {
    const late = { late: 120 }
    expect(judged('send', failure('unknown'), late).nextAt).toBeGreaterThanOrEqual(now + 120_000)
    const down = failure('later', { status: 503 })
    expect(judged('send', down, late).nextAt).toBeGreaterThanOrEqual(now + 120_000)
    expect(judged('send', down).nextAt).toBeLessThan(now + 120_000)
    const retryAt = new Date(now + 5_000)
    const told = failure('later', { status: 503, retryAt })
    expect(judged('send', told, late).nextAt).toBe(now + 120_000)
    // A limit is told before anything is done.
    const limit = failure('later', { status: 429, retryAt })
    expect(judged('send', limit, late).nextAt).toBe(retryAt.getTime())
  })

  test('what waits until its account is joined again leaves as soon as it is, however often it was tried', () => {
    for (const tries of [0, pace.triesMost - 2])
      expect(judged('send', failure('reconnect'), { held: { tries } })).toMatchObject({
        nextAt: now + pace.horizon,
        tries: tries + 1,
      })
  })

  test('Retry-After is obeyed to the millisecond and is no try', () => {
    const retryAt = new Date(now + 12_345)
    const settlement = judged('send', failure('later', { retryAt }), { held: { tries: 3 } })
    expect(settlement).toMatchObject({ state: 'waiting', nextAt: retryAt.getTime(), tries: 3 })
  })

  test('a wait that ends after the window asks a person, but never in the middle of a thread', () => {
    const retryAt = new Date(now + 61 * minute)
    expect(judged('send', failure('later', { retryAt })).state).toBe('missed')
    const parts = [{ remoteId: '1', url: null }]
    expect(judged('send', failure('later', { retryAt }), { held: { parts } }).state).toBe('waiting')
  })

  test('what is out stays known when something behind it fails, and a look tells nothing of it', () => {
    const parts = [{ remoteId: '1', url: null }]
    for (const kind of ['later', 'rejected', 'reconnect', 'unknown'] as const)
      expect(judged('send', failure(kind), { held: { parts } }).parts).toEqual(parts)
    expect(judged('send', failure('later')).parts).toBeNull()
    expect(judged('ask', failure('later'), { held: { parts } }).parts).toBeNull()
  })

  test('what has begun waits for a limit a day longer, and then for a person', () => {
    const parts = [{ remoteId: '1', url: null }]
    const retryAt = new Date(now + 61 * minute + pace.pendingMost)
    const { state, failure: told } = judged('send', failure('later', { retryAt }), { held: { parts } })
    expect(state).toBe('failed')
    expect(told?.words).toMatch(/^So it is\. .*try again for the rest/)
  })

  test('after the last try it is set apart: failed when it surely is not out, in doubt when it may be', () => {
    const last = { held: { tries: pace.triesMost - 1 } }
    expect(judged('send', failure('later'), last).state).toBe('failed')
    expect(judged('send', failure('reconnect'), last).state).toBe('failed')
    expect(judged('send', failure('unknown'), last).state).toBe('in_doubt')
    expect(judged('find', { is: 'unsure', words: 'Wait.' }, last).state).toBe('in_doubt')
  })

  test('only what is certain may overrule a doubt', () => {
    expect(judged('send', { is: 'published', parts: [] }).certain).toBe(true)
    expect(judged('send', failure('rejected')).certain).toBe(true)
    expect(judged('send', failure('unknown')).certain).toBe(false)
    expect(judged('find', failure('later')).certain).toBe(false)
  })

  test('a limit known beforehand makes no attempt', () => {
    const settlement = postponement(held(), now + minute, 'limited')
    expect(settlement).toMatchObject({ state: 'waiting', nextAt: now + minute, attempt: null })
    expect(postponement(held(), now + 120 * minute, 'daily_cap').state).toBe('missed')
  })
})

test('pauses grow, are drawn at random below their ceiling, and never exceed the cap', () => {
  const { base, cap } = pace.backoff
  expect(backoffOf(pace.backoff, 1, () => 1)).toBe(base)
  expect(backoffOf(pace.backoff, 3, () => 1)).toBe(base * 4)
  expect(backoffOf(pace.backoff, 40, () => 1)).toBe(cap)
  expect(backoffOf(pace.backoff, 3, () => 0)).toBe(base * 0.4)
})
