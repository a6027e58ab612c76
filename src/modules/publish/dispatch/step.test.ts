import { describe, expect, test } from 'vitest'
import { draftOf } from '../../../../test/factories/draft.ts'
import { fakeNetwork } from '../../../../test/fake-network.ts'
import type { Held } from './held.ts'
import { pace } from './pace.ts'
import { stepOf } from './step.ts'

const now = Date.UTC(2030, 0, 1, 9)
const part = { remoteId: '1', url: null }

const held = (state: Held['state'], more: Partial<Held> = {}): Held => ({
  id: 'd',
  workspaceId: 'w',
  postId: 'p',
  channelId: 'c',
  network: 'fake',
  state,
  dueAt: now,
  at: now,
  staleAt: now + 3600_000,
  key: 'k',
  digest: 'x',
  content: draftOf('one', 'two'),
  parts: [],
  prepared: null,
  preparedAt: null,
  pending: null,
  attempts: 1,
  tries: 0,
  firstAttemptAt: now - 1000,
  unapproved: false,
  barred: false,
  ...more,
})

const idempotent = fakeNetwork('idempotent')
const findable = fakeNetwork('findable')
const blind = fakeNetwork('blind')

describe('what is to be done with a delivery whose turn it is', () => {
  test('claimed: it is sent', () => {
    for (const network of [idempotent, findable, blind])
      expect(stepOf(held('claimed'), network, now, pace).do).toBe('send')
  })

  test('found in sending: repeated, looked for, or put in doubt, as the network promises', () => {
    expect(stepOf(held('sending'), idempotent, now, pace).do).toBe('send')
    expect(stepOf(held('sending'), findable, now, pace).do).toBe('find')
    expect(stepOf(held('sending'), blind, now, pace).do).toBe('doubt')
  })

  test('found in sending with all its parts: it is out, and nobody need be asked', () => {
    const whole = held('sending', { parts: [part, part] })
    expect(stepOf(whole, blind, now, pace).do).toBe('finish')
    expect(stepOf(held('sending', { parts: [part] }), blind, now, pace).do).toBe('doubt')
    const replied = held('sending', {
      parts: [part, part],
      content: { ...draftOf('one', 'two'), firstReply: 'x' },
    })
    expect(stepOf(replied, blind, now, pace).do).toBe('doubt')
  })

  test('claimed with all its parts: what failed behind them is done again', () => {
    const whole = held('claimed', { parts: [part, part] })
    for (const network of [idempotent, findable, blind])
      expect(stepOf(whole, network, now, pace).do).toBe('send')
  })

  test('a key is not trusted for ever, and what is too late is not repeated even where that is safe', () => {
    const old = held('sending', { firstAttemptAt: now - pace.keyTrust - 1 })
    expect(stepOf(old, idempotent, now, pace).do).toBe('doubt')
    const { find } = findable
    if (!find) throw new Error('The findable fake can find')
    expect(stepOf(old, { ...idempotent, find }, now, pace).do).toBe('find')
    expect(stepOf(held('sending', { staleAt: now - 1 }), idempotent, now, pace).do).toBe('doubt')
  })

  test('what may not be shown any more is not repeated, be it safe: it is looked for, or put in doubt', () => {
    const barred = held('sending', { barred: true })
    expect(stepOf(barred, idempotent, now, pace)).toMatchObject({ do: 'doubt' })
    const { find } = findable
    if (!find) throw new Error('The findable fake can find')
    expect(stepOf(barred, { ...idempotent, find }, now, pace).do).toBe('find')
    expect(stepOf(held('claimed', { barred: true }), idempotent, now, pace).do).toBe('send')
  })

  test('what a person is given has not left: it is handed over anew, or not at all when it may not be shown', () => {
    const place = { ...idempotent, manifest: { ...idempotent.manifest, byHand: { lead: 10 } } }
    expect(stepOf(held('sending'), place, now, pace).do).toBe('send')
    expect(stepOf(held('sending', { barred: true }), place, now, pace)).toMatchObject({
      do: 'fail',
      code: 'media_withdrawn',
    })
  })

  test('sent: the network is asked, but not for days', () => {
    expect(stepOf(held('sent'), blind, now, pace).do).toBe('ask')
    const at = now - pace.pendingMost - 1
    const long = held('sent', { dueAt: at, firstAttemptAt: at })
    expect(stepOf(long, blind, now, pace).do).toBe('doubt')
    // Tried or looked for long before, and given another time since.
    expect(stepOf({ ...long, dueAt: now }, blind, now, pace).do).toBe('ask')
  })

  test('sent: where a look would publish, what lacks its yes or is too late is only looked for', () => {
    const { publish } = findable
    if (!publish) throw new Error('The findable fake publishes')
    const sends = { ...findable, publish: { ...publish, lookSends: true as const } }
    const unapproved = held('sent', { unapproved: true })
    const late = held('sent', { staleAt: now - 1 })
    const barred = held('sent', { barred: true })
    expect(stepOf(held('sent'), sends, now, pace).do).toBe('ask')
    for (const one of [unapproved, late, barred]) {
      expect(stepOf(one, sends, now, pace).do).toBe('find')
      expect(stepOf(one, findable, now, pace).do).toBe('ask')
    }
    expect(stepOf({ ...late, parts: [part] }, sends, now, pace).do).toBe('ask')
  })

  test('a network that is gone ends it with a sentence', () => {
    expect(stepOf(held('claimed'), undefined, now, pace)).toMatchObject({ do: 'fail', code: 'network_gone' })
  })
})
