import { describe, expect, test } from 'vitest'
import { outboundError } from '../../platform/http/error.ts'
import { retryAfter, unanswered } from './failure.ts'

const now = new Date('2030-01-01T12:00:00Z')
const headers = (value: string) => new Headers({ 'retry-after': value })

describe('Retry-After', () => {
  test('in seconds counts from now', () => {
    expect(retryAfter(headers('90'), now)).toEqual(new Date('2030-01-01T12:01:30Z'))
  })
  test('as a date is that instant', () => {
    expect(retryAfter(headers('Tue, 01 Jan 2030 13:00:00 GMT'), now)).toEqual(
      new Date('2030-01-01T13:00:00Z'),
    )
  })
  test('that is absent or senseless is nothing', () => {
    expect(retryAfter(new Headers(), now)).toBeUndefined()
    expect(retryAfter(headers('soon'), now)).toBeUndefined()
  })
})

describe('a request without an answer', () => {
  const refused = new TypeError('fetch failed', {
    cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  })
  const reset = new TypeError('fetch failed', {
    cause: Object.assign(new Error('socket'), { code: 'UND_ERR_SOCKET' }),
  })

  test('that never reached anybody may simply be tried later', () => {
    expect(unanswered(refused, 'example.social', true)).toMatchObject({ kind: 'later', code: 'unreachable' })
  })
  test('is found behind several addresses too', () => {
    const both = new TypeError('fetch failed', { cause: new AggregateError([refused, refused]) })
    expect(unanswered(both, 'example.social', true).kind).toBe('later')
  })
  test('that may have changed something is unknown', () => {
    expect(unanswered(reset, 'example.social', true).kind).toBe('unknown')
    expect(unanswered(new DOMException('aborted', 'AbortError'), 'example.social', true).kind).toBe('unknown')
  })
  test('that only read may be tried later', () => {
    expect(unanswered(reset, 'example.social', false).kind).toBe('later')
  })
  test('is told apart by our own way out, whose word is taken', () => {
    const timeout = (left: boolean) => outboundError('timeout', 'example.social', left)
    expect(unanswered(timeout(false), 'example.social', true).kind).toBe('later')
    expect(unanswered(timeout(true), 'example.social', true).kind).toBe('unknown')
  })
  test('to an address that the guard refuses is rejected, not tried for ever', () => {
    const blocked = outboundError('blocked', '10.0.0.1', false)
    expect(unanswered(blocked, '10.0.0.1', true)).toMatchObject({ kind: 'rejected', code: 'address_blocked' })
  })
  test('keeps its cause', () => {
    expect(unanswered(reset, 'example.social', true).cause).toBe(reset)
  })
})
