import { describe, expect, test } from 'vitest'
import { failureOf, type Refusal, uploadRefused } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const refusal = (over: Partial<Refusal> = {}): Refusal => ({
  status: 200,
  headers: new Headers(),
  error: null,
  changes: true,
  now,
  ...over,
})
const told = (code: number, words = 'VK’s own words', more: Partial<Refusal> = {}) =>
  failureOf(refusal({ error: { code, words }, ...more }))

test('a sign-in that is over says why, where VK does', () => {
  const over = (words: string) => told(5, `User authorization failed: ${words}.`).code
  expect(over('user revoke access for this token')).toBe('app_taken_back')
  expect(over('access_token has expired')).toBe('key_ended')
  expect(over('invalid session')).toBe('not_authorised')
})

describe('an error of VK means', () => {
  test.each([
    [1, 'unknown', 'later', 'server_error'],
    [5, 'reconnect', 'reconnect', 'not_authorised'],
    [6, 'later', 'later', 'limited'],
    [9, 'later', 'later', 'flood'],
    [10, 'unknown', 'later', 'server_error'],
    [14, 'later', 'later', 'captcha'],
    [15, 'reconnect', 'reconnect', 'forbidden'],
    [17, 'reconnect', 'reconnect', 'prove_person'],
    [18, 'reconnect', 'reconnect', 'account_gone'],
    [19, 'rejected', 'rejected', 'page_blocked'],
    [27, 'reconnect', 'reconnect', 'needs_person'],
    [29, 'later', 'later', 'limited'],
    [42, 'reconnect', 'reconnect', 'address_bound'],
    [100, 'rejected', 'rejected', 'not_taken'],
    [104, 'rejected', 'rejected', 'message_gone'],
    [213, 'rejected', 'rejected', 'comments_closed'],
    [214, 'rejected', 'rejected', 'post_denied'],
    [220, 'rejected', 'rejected', 'too_many_recipients'],
    [222, 'rejected', 'rejected', 'links_forbidden'],
    [1117, 'reconnect', 'reconnect', 'key_ended'],
    [7777, 'rejected', 'rejected', 'refused'],
  ])('%i: %s for a post, %s for a read (%s)', (code, post, read, name) => {
    expect(told(code)).toMatchObject({ kind: post, code: name })
    expect(told(code, 'words', { changes: false })).toMatchObject({ kind: read, code: name })
    expect(told(code).message).toMatch(/^VK .*\.$|^The .*\.$|^An .*\.$/)
  })

  test('a day that is full waits, though VK has no number of its own for it', () => {
    const full = told(214, 'Access to adding post denied: you can only add 50 posts per day')
    expect(full).toMatchObject({ kind: 'later', code: 'day_full', alone: false })
    expect(full.retryAt).toEqual(new Date('2030-01-01T13:00:00Z'))
  })

  test('what concerns advertising alone stops no other post', () => {
    expect(told(224)).toMatchObject({ kind: 'later', alone: true, code: 'ads_limit' })
    expect(told(219)).toMatchObject({ kind: 'later', alone: true, code: 'ads_pause' })
  })

  test('a captcha waits half an hour, flood a quarter', () => {
    expect(told(14).retryAt).toEqual(new Date('2030-01-01T12:30:00Z'))
    expect(told(9).retryAt).toEqual(new Date('2030-01-01T12:15:00Z'))
  })

  test('VK’s own words are told where a person is to change something', () => {
    expect(told(100, 'message is too long.').message).toMatch(/VK says: “message is too long”\.$/)
    expect(told(5, 'invalid access_token vk1.a.secret').message).not.toContain('VK says')
  })
})

test.each([
  [401, 'later', true],
  [403, 'later', true],
  [404, 'later', true],
  [200, 'later', true],
  [500, 'unknown', false],
  [502, 'unknown', false],
  [503, 'later', true],
])(
  '%i from a proxy, which does not speak VK’s language, is %s and costs no sign-in',
  (status, kind, outage) => {
    expect(failureOf(refusal({ status }))).toMatchObject({ kind, outage })
  },
)

test('a server for files that cannot read one refuses it; one that is broken is tried later', () => {
  const answer = { status: 200, headers: new Headers(), now, understood: true }
  expect(uploadRefused(answer)).toMatchObject({ kind: 'rejected', code: 'media_not_taken' })
  expect(uploadRefused({ ...answer, status: 413 })).toMatchObject({ kind: 'rejected', code: 'too_large' })
  expect(uploadRefused({ ...answer, status: 502 })).toMatchObject({ kind: 'later' })
  expect(uploadRefused({ ...answer, understood: false })).toMatchObject({
    kind: 'later',
    code: 'upload_broke',
  })
})
