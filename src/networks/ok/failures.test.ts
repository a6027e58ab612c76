import { describe, expect, test } from 'vitest'
import { failureOf, type Refusal, uploadFailure } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const refusal = (over: Partial<Refusal> = {}): Refusal => ({
  status: 200,
  headers: new Headers(),
  error: null,
  changes: true,
  now,
  ...over,
})
const told = (code: number, words = 'OK’s own words', more: Partial<Refusal> = {}) =>
  failureOf(refusal({ error: { code, words }, ...more }))

describe('an error of OK means', () => {
  test.each([
    [1, 'unknown', 'later', 'server_error'],
    [2, 'unknown', 'later', 'server_error'],
    [3, 'rejected', 'rejected', 'not_offered'],
    [7, 'later', 'later', 'action_blocked'],
    [8, 'later', 'later', 'flood'],
    [9, 'later', 'later', 'address_held'],
    [10, 'reconnect', 'reconnect', 'forbidden'],
    [11, 'later', 'later', 'limited'],
    [50, 'reconnect', 'reconnect', 'not_editor'],
    [100, 'rejected', 'rejected', 'not_taken'],
    [101, 'reconnect', 'reconnect', 'app_refused'],
    [102, 'reconnect', 'reconnect', 'not_authorised'],
    [103, 'reconnect', 'reconnect', 'not_authorised'],
    [104, 'reconnect', 'reconnect', 'app_refused'],
    [160, 'reconnect', 'reconnect', 'page_gone'],
    [200, 'reconnect', 'reconnect', 'right_missing'],
    [210, 'reconnect', 'reconnect', 'app_off'],
    [300, 'rejected', 'rejected', 'message_gone'],
    [454, 'rejected', 'rejected', 'words_forbidden'],
    [456, 'rejected', 'rejected', 'group_shut'],
    [514, 'reconnect', 'reconnect', 'prove_person'],
    [600, 'rejected', 'rejected', 'too_many_blocks'],
    [601, 'rejected', 'rejected', 'text_too_long'],
    [604, 'rejected', 'rejected', 'poll_not_taken'],
    [704, 'rejected', 'rejected', 'message_closed'],
    [7777, 'rejected', 'rejected', 'refused'],
    [9999, 'unknown', 'later', 'server_error'],
  ])('%i: %s for a post, %s for a read (%s)', (code, post, read, name) => {
    expect(told(code)).toMatchObject({ kind: post, code: name })
    expect(told(code, 'words', { changes: false })).toMatchObject({ kind: read, code: name })
    expect(told(code).message).toMatch(/^\S+ .*[.”]\.?$/)
  })

  test('a pause of an hour, or a quarter of one; what a proxy says of it comes first', () => {
    expect(told(11).retryAt).toEqual(new Date('2030-01-01T13:00:00Z'))
    expect(told(8).retryAt).toEqual(new Date('2030-01-01T12:15:00Z'))
    const headers = new Headers({ 'retry-after': '40' })
    expect(told(11, '', { headers }).retryAt).toEqual(new Date('2030-01-01T12:00:40Z'))
    expect(told(9)).toMatchObject({ scope: 'server' })
  })

  test('OK’s own words are told where a person is to change something', () => {
    expect(told(100, 'PARAM : attachment.').message).toMatch(/OK says: “PARAM : attachment”\.$/)
    expect(told(103, 'No session tkn.secret').message).not.toContain('OK says')
  })

  test('a sign-in that has ended may be made new; an app that is refused may not', () => {
    expect(told(102).status).toBe(401)
    expect(told(104).status).toBe(200)
  })
})

test.each([
  [401, 'later', true],
  [403, 'later', true],
  [200, 'later', true],
  [500, 'unknown', false],
  [502, 'unknown', false],
  [503, 'later', true],
  [429, 'later', false],
])(
  '%i from a proxy, which does not speak OK’s language, is %s and costs no sign-in',
  (status, kind, outage) => {
    expect(failureOf(refusal({ status }))).toMatchObject({ kind, outage })
  },
)

test('a server for files that cannot read one refuses it; one that is broken is tried later', () => {
  const answer = { status: 200, headers: new Headers(), error: null, now }
  const said = (code: number) => uploadFailure({ ...answer, error: { code, words: '' } })
  expect(said(503)).toMatchObject({ kind: 'rejected', code: 'media_not_taken' })
  expect(said(500)).toMatchObject({ kind: 'rejected', code: 'too_large' })
  expect(said(102)).toMatchObject({ kind: 'later', code: 'upload_broke' })
  expect(uploadFailure({ ...answer, status: 413 })).toMatchObject({ kind: 'rejected', code: 'too_large' })
  expect(uploadFailure({ ...answer, status: 502 }).kind).toBe('later')
  expect(uploadFailure({ ...answer, status: 404 })).toMatchObject({ kind: 'later', code: 'upload_broke' })
})
