import { describe, expect, test } from 'vitest'
import { failureOf, type Refusal } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const refusal = (over: Partial<Refusal> = {}): Refusal => ({
  server: 'example.social',
  status: 422,
  headers: new Headers(),
  error: 'Validation failed',
  changes: true,
  about: 'post',
  now,
  ...over,
})

describe('an answer means', () => {
  test.each([
    [400, 'rejected', 'rejected'],
    [401, 'reconnect', 'reconnect'],
    [403, 'reconnect', 'reconnect'],
    [404, 'rejected', 'rejected'],
    [408, 'later', 'later'],
    [410, 'rejected', 'rejected'],
    [413, 'rejected', 'rejected'],
    [422, 'rejected', 'rejected'],
    [429, 'later', 'later'],
    [500, 'unknown', 'later'],
    [502, 'unknown', 'later'],
    [503, 'later', 'later'],
    [504, 'unknown', 'later'],
    [520, 'unknown', 'later'],
    [521, 'later', 'later'],
    [524, 'unknown', 'later'],
    [301, 'rejected', 'rejected'],
    [418, 'rejected', 'rejected'],
  ])('%i: %s for a post, %s for a read', (status, post, read) => {
    expect(failureOf(refusal({ status })).kind).toBe(post)
    expect(failureOf(refusal({ status, changes: false })).kind).toBe(read)
  })

  test.each([401, 403])('%i from a proxy, which does not speak JSON, never costs the account', (status) => {
    expect(failureOf(refusal({ status, error: null })).kind).toBe('later')
  })

  test.each([
    ['invalid_grant', 400],
    ['invalid_client', 401],
    ['unauthorized_client', 403],
  ])('%s more than its status %i', (error, status) => {
    expect(failureOf(refusal({ status, error })).kind).toBe('rejected')
  })

  test('the same, whatever language the server speaks', () => {
    const failures = ['Превышен лимит', 'Too many requests', ''].map((error) =>
      failureOf(refusal({ status: 429, error })),
    )
    expect(new Set(failures.map(({ kind, code }) => `${kind} ${code}`)).size).toBe(1)
  })
})

describe('a pause', () => {
  test.each([
    ['Retry-After', { 'retry-after': '90' }, '2030-01-01T12:01:30Z'],
    ['X-RateLimit-Reset', { 'x-ratelimit-reset': '2030-01-01T12:05:00.000Z' }, '2030-01-01T12:05:00Z'],
    [
      'Retry-After rather than the other',
      { 'retry-after': '90', 'x-ratelimit-reset': '2030-01-01T12:05:00.000Z' },
      '2030-01-01T12:01:30Z',
    ],
    // Read as the year 3600, and no server stops a channel for longer than a day.
    ['seconds where an instant belongs', { 'x-ratelimit-reset': '3600' }, '2030-01-02T12:00:00Z'],
  ])('ends as %s says', (_, headers, ends) => {
    const failure = failureOf(refusal({ status: 429, headers: new Headers(headers) }))
    expect(failure.retryAt).toEqual(new Date(ends))
  })

  test('has no end when the server tells none', () => {
    expect(failureOf(refusal({ status: 429 })).retryAt).toBeUndefined()
    const headers = new Headers({ 'x-ratelimit-reset': 'soon' })
    expect(failureOf(refusal({ status: 429, headers })).retryAt).toBeUndefined()
  })

  test('of a server that is down is its own, not that of a rate', () => {
    const headers = new Headers({ 'x-ratelimit-reset': '2030-01-01T12:05:00.000Z' })
    const failure = failureOf(refusal({ status: 503, headers }))
    expect(failure.retryAt).toBeUndefined()
    expect(failure.outage).toBe(true)
  })
})

test('the words name the server, say what to do, and end with what the server said', () => {
  expect(failureOf(refusal({ error: "Validation failed: Text can't be blank." })).message).toBe(
    "example.social does not take this post. Change it and try again. The server says: “Validation failed: Text can't be blank”.",
  )
  expect(failureOf(refusal({ about: 'file', error: null })).message).toBe(
    'example.social does not take this file. Change it and try again.',
  )
})
