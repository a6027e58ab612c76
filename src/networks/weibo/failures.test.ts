import { describe, expect, test } from 'vitest'
import { failureOf, type Refusal } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const refusal = (over: Partial<Refusal> = {}): Refusal => ({
  status: 400,
  headers: new Headers(),
  code: 10008,
  message: 'param error',
  changes: true,
  now,
  ...over,
})

describe('an answer means', () => {
  test.each([
    [10001, 'System error', 'unknown', 'server_error'],
    [10002, 'Service unavailable', 'later', 'server_down'],
    [10003, 'Remote service error', 'unknown', 'server_error'],
    [10004, 'IP limit', 'rejected', 'ip_refused'],
    [10006, 'Source paramter (appkey) is missing', 'reconnect', 'not_authorised'],
    [10009, 'Too many pending tasks, system is busy', 'later', 'busy'],
    [10014, 'Insufficient app permissions', 'rejected', 'app_refused'],
    [10016, 'Miss required parameter (rip)', 'rejected', 'ip_odd'],
    [10017, 'text not find domain!', 'rejected', 'link_missing'],
    [10017, 'appkey not bind domain!', 'rejected', 'domain_unbound'],
    [10017, 'text contains a topic', 'rejected', 'not_taken'],
    [10022, 'IP requests out of rate limit', 'later', 'limited'],
    [10023, 'User requests out of rate limit', 'later', 'limited'],
    [20005, 'Unsupported image type', 'rejected', 'media_not_taken'],
    [20012, 'Text too long', 'rejected', 'text_too_long'],
    [20014, 'Param is error, please try again', 'later', 'try_again'],
    [20015, 'Account or ip or app is illgal', 'rejected', 'account_barred'],
    [20016, 'Out of limit', 'later', 'limited'],
    [20017, 'Repeat content', 'rejected', 'duplicate'],
    [20018, 'Contain illegal website', 'rejected', 'bad_link'],
    [20019, 'Repeat conetnt', 'rejected', 'duplicate'],
    [20020, 'Contain advertising', 'rejected', 'advertising'],
    [20021, 'Content is illegal', 'rejected', 'content_refused'],
    [20031, 'Test and verify', 'rejected', 'captcha'],
    [21321, 'Applications over the unaudited use restrictions', 'reconnect', 'app_unreviewed'],
    [21327, 'expired_token', 'reconnect', 'sign_in_ended'],
    [21316, 'token_revoked', 'reconnect', 'app_taken_back'],
    [21319, 'accessor_was_revoked', 'reconnect', 'app_taken_back'],
    [21332, 'invalid_access_token', 'reconnect', 'not_authorised'],
  ])('%i, “%s”: %s, %s', (code, message, kind, ours) => {
    expect(failureOf(refusal({ code, message }))).toMatchObject({ kind, code: ours })
  })

  test.each([
    [401, 'later', 'later'],
    [403, 'later', 'later'],
    [404, 'later', 'later'],
    [429, 'later', 'later'],
    [500, 'unknown', 'later'],
    [502, 'unknown', 'later'],
    [503, 'later', 'later'],
  ])('%i from a proxy, which speaks no JSON: %s for a post, %s for a read', (status, post, read) => {
    expect(failureOf(refusal({ status, code: null })).kind).toBe(post)
    expect(failureOf(refusal({ status, code: null, changes: false })).kind).toBe(read)
  })

  test('a limit rests for an hour, one of the server for all', () => {
    const retryAt = new Date(now.getTime() + 3_600_000)
    expect(failureOf(refusal({ code: 10023 }))).toMatchObject({ retryAt, scope: 'account' })
    expect(failureOf(refusal({ code: 10022 }))).toMatchObject({ retryAt, scope: 'server' })
    expect(failureOf(refusal({ code: 20014 }))).toMatchObject({ alone: true })
  })

  test('a read that failed at Weibo is only tried later', () => {
    expect(failureOf(refusal({ code: 10001, changes: false })).kind).toBe('later')
  })
})
