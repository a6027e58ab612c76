import { describe, expect, test } from 'vitest'
import { failureOf, failureOfContainer, type Refused } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const error = (code: number, error_subcode?: number, more: object = {}) => ({
  error: { message: 'no', type: 'OAuthException', code, error_subcode, fbtrace_id: 'x', ...more },
})
const refused = (status: number, body: unknown, over: Partial<Refused> = {}): Refused => ({
  ...{ status, body, headers: new Headers(), changes: true, now },
  ...over,
})

describe('an answer means', () => {
  test.each([
    [190, 458, 'reconnect', 'app_removed'],
    [190, 459, 'reconnect', 'checkpoint'],
    [190, 460, 'reconnect', 'password_changed'],
    [190, 463, 'reconnect', 'signed_out'],
    [190, 467, 'reconnect', 'signed_out'],
    [190, undefined, 'reconnect', 'not_authorised'],
    [102, undefined, 'reconnect', 'not_authorised'],
    [10, undefined, 'reconnect', 'forbidden'],
    [200, undefined, 'reconnect', 'forbidden'],
    [299, undefined, 'reconnect', 'forbidden'],
    [4, undefined, 'later', 'limited'],
    [17, undefined, 'later', 'limited'],
    [32, undefined, 'later', 'limited'],
    [613, undefined, 'later', 'limited'],
    [4, 2207051, 'later', 'action_blocked'],
    [368, undefined, 'later', 'action_blocked'],
    [9, 2207042, 'later', 'quota_used'],
    [24, 4279009, 'later', 'media_processing'],
    [24, undefined, 'rejected', 'message_gone'],
    [100, 33, 'rejected', 'message_gone'],
    [100, undefined, 'rejected', 'not_taken'],
    [-2, 2207003, 'later', 'media_not_fetched'],
    [1, 2207052, 'later', 'media_not_fetched'],
    [36000, 2207004, 'rejected', 'too_large'],
    [36003, 2207009, 'rejected', 'image_shape'],
    [25, 2207050, 'reconnect', 'account_inactive'],
    [506, undefined, 'rejected', 'duplicate'],
    [1, undefined, 'unknown', 'server_error'],
    [2, undefined, 'unknown', 'server_error'],
    [987654, undefined, 'rejected', 'not_taken'],
  ])('code %s, subcode %s: %s, %s', (code, subcode, kind, word) => {
    expect(failureOf(refused(400, error(code, subcode)))).toMatchObject({ kind, code: word })
  })

  test('what failed is only tried again where nothing could have come of it', () => {
    const read = { changes: false }
    expect(failureOf(refused(500, error(2), read)).kind).toBe('later')
    expect(failureOf(refused(502, null)).kind).toBe('unknown')
    expect(failureOf(refused(502, null, read)).kind).toBe('later')
    expect(failureOf(refused(503, null))).toMatchObject({ kind: 'later', outage: true })
    expect(failureOf(refused(400, error(987654, undefined, { is_transient: true }))).kind).toBe('unknown')
  })

  test.each([400, 401, 403, 404])('%i from a proxy ends no sign-in', (status) => {
    expect(failureOf(refused(status, null))).toMatchObject({ kind: 'later', outage: true, scope: 'server' })
  })

  test('a limit of the app is told from one of the account, and a pause is obeyed', () => {
    const headers = new Headers({ 'retry-after': '37' })
    const ofApp = failureOf(refused(400, error(4), { headers }))
    expect(ofApp).toMatchObject({ scope: 'app', retryAt: new Date('2030-01-01T12:00:37Z') })
    expect(failureOf(refused(400, error(17))).scope).toBe('account')
  })

  test('six links are told by name', () => {
    const body = error(100, undefined, { message: 'THREADS_API__LINK_LIMIT_EXCEEDED' })
    expect(failureOf(refused(400, body)).code).toBe('too_many_links')
  })
})

test.each([
  ['FAILED_DOWNLOADING_VIDEO', 'media_not_fetched', 'reachable'],
  ['INVALID_DURATION', 'video_unfit', 'too long'],
  ['INVALID_ASPEC_RATIO', 'video_unfit', 'too wide'],
  ['INVALID_AUDIO_CHANNELS', 'video_unfit', 'sound'],
  ['FAILED_PROCESSING_VIDEO', 'video_unfit', 'could not be read'],
  ['UNKNOWN', 'media_not_taken', 'one of the files'],
])('a container that came to %s says what to do', (message, code, words) => {
  const failure = failureOfContainer(message)
  expect(failure).toMatchObject({ kind: 'rejected', code })
  expect(failure.message).toContain(words)
})
