import { describe, expect, test } from 'vitest'
import { NetworkFailure } from '../kit/failure.ts'
import { answered, failureOf, refusalOf } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const headers = (entries: Record<string, string> = {}) => new Headers(entries)

type Case = [status: number, error: string, reads: string, writes: string]

// What real servers answer: status, code, and what it means for a request that reads and for one that posts.
const cases: Case[] = [
  [400, 'InvalidRequest', 'rejected', 'rejected'],
  [400, 'ExpiredToken', 'reconnect', 'reconnect'],
  [400, 'InvalidToken', 'reconnect', 'reconnect'],
  [400, 'invalid_grant', 'reconnect', 'reconnect'],
  [400, 'BlobNotFound', 'later', 'later'],
  [401, 'AuthenticationRequired', 'reconnect', 'reconnect'],
  [401, '', 'reconnect', 'reconnect'],
  [401, 'AccountTakedown', 'reconnect', 'reconnect'],
  [401, 'AuthFactorTokenRequired', 'reconnect', 'reconnect'],
  [403, 'Forbidden', 'rejected', 'rejected'],
  [403, 'ScopeMissingError', 'reconnect', 'reconnect'],
  [404, '', 'rejected', 'rejected'],
  [408, '', 'later', 'unknown'],
  [413, 'PayloadTooLarge', 'rejected', 'rejected'],
  [429, 'RateLimitExceeded', 'later', 'later'],
  [500, 'InternalServerError', 'later', 'unknown'],
  [502, 'UpstreamFailure', 'later', 'unknown'],
  [503, 'NotEnoughResources', 'later', 'later'],
  [504, 'UpstreamTimeout', 'later', 'unknown'],
  [522, '', 'later', 'unknown'],
]

test.each(cases)('%i %s means %s when reading and %s when posting', (status, error, reads, writes) => {
  const refusal = { status, error, message: 'because', headers: headers() }
  const failures = [false, true].map((changes) =>
    failureOf(refusal, { server: 'https://pds.example', changes, now }),
  )
  expect(failures.map(({ kind }) => kind)).toEqual([reads, writes])
  for (const { code, message } of failures) {
    expect(code).toBe(error || `http_${status}`)
    expect(message).toMatch(/^(?:[A-Z]|pds\.example ).* .*\.$/)
    expect(message).not.toContain('https://')
  }
})

describe('how long to wait', () => {
  const limited = (entries: Record<string, string>) =>
    failureOf(
      { status: 429, error: '', message: '', headers: headers(entries) },
      { server: 'pds', changes: true, now },
    )

  test('is read from Retry-After, or else from when the points are back', () => {
    expect(limited({ 'retry-after': '7', 'ratelimit-reset': '1893500000' }).retryAt).toEqual(
      new Date(now.getTime() + 7000),
    )
    expect(limited({ 'ratelimit-reset': '1893500000' }).retryAt).toEqual(new Date(1893500000_000))
    expect(limited({}).retryAt).toBeUndefined()
  })
})

test.each([
  ['AccountTakedown', 'taken down'],
  ['AuthFactorTokenRequired', 'Use an app password'],
  ['ScopeMissingError', 'allow it'],
  ['ExpiredToken', 'Join the account again'],
])('%s tells what to do', (error, words) => {
  const refusal = { status: 401, error, message: '', headers: headers() }
  expect(failureOf(refusal, { server: 'pds', changes: false, now }).message).toContain(words)
})

test('an answer that is not JSON is a refusal without a word', async () => {
  const response = new Response('<html>Bad gateway</html>', { status: 502 })
  expect(await refusalOf(response)).toMatchObject({ status: 502, error: '', message: '' })
})

test('the server’s own sentence is told to people, in one line', () => {
  const message = 'grapheme too big (maximum 300,\n got 301) at $.record.text'
  const refusal = { status: 400, error: 'InvalidRequest', message, headers: headers() }
  const { message: words } = failureOf(refusal, { server: 'https://pds.example', changes: true, now })
  expect(words).toBe('Refused by pds.example: grapheme too big (maximum 300, got 301) at $.record.text.')
})

test('a failure of ours is found below what a library wrapped around it', async () => {
  const own = new NetworkFailure('rejected', 'No.', { code: 'no' })
  const wrapped = new Error('outer', { cause: new Error('middle', { cause: own }) })
  const thrown = await answered({ server: 'pds', changes: true }, () => Promise.reject(wrapped)).catch(
    (error) => error,
  )
  expect(thrown).toBe(own)
})

test('a server that quotes what it was asked with tells nobody', async () => {
  const password = 'abcd-efgh-ijkl-mnop'
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkaWQifQ.c2lnbmF0dXJl'
  const message = `${password} is wrong, and so is ${token}`
  const response = Response.json({ error: 'InvalidRequest', message }, { status: 400 })
  const refusal = await refusalOf(response, [password])
  expect(refusal.message).toBe('[hidden] is wrong, and so is [hidden]')
})
