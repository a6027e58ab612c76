import { expect, test } from 'vitest'
import { failureOf } from './failures.ts'

const now = new Date('2026-11-30T15:00:00Z')

const failure = (status: number, body: unknown, changes = true, headers: Record<string, string> = {}) =>
  failureOf({ status, body, headers: new Headers(headers), changes, now })

test('success is no failure', () => {
  expect(failure(201, null)).toBeNull()
  expect(failure(204, null)).toBeNull()
})

test.each([
  ['a token of another app', 401, { serviceErrorCode: 65_600 }, 'reconnect', 'not_authorised'],
  ['a token that was taken back', 401, { serviceErrorCode: 65_601 }, 'reconnect', 'app_removed'],
  ['a token that has ended', 401, { serviceErrorCode: 65_602 }, 'reconnect', 'permission_ended'],
  ['a role that is lost', 403, { code: 'ACCESS_DENIED', serviceErrorCode: 100 }, 'reconnect', 'forbidden'],
  [
    'a part that the app may not send',
    403,
    { code: 'ACCESS_DENIED', message: 'Unpermitted fields present in REQUEST_BODY: [/content/poll]' },
    'rejected',
    'app_not_allowed',
  ],
  ['what is gone', 404, { message: 'Not found' }, 'rejected', 'message_gone'],
  ['a version that has ended', 426, { code: 'NONEXISTENT_VERSION' }, 'later', 'version_ended'],
  ['a version that is missing', 400, { code: 'VERSION_MISSING' }, 'later', 'version_ended'],
  ['too long a text', 400, { code: 'FIELD_LENGTH_TOO_LONG' }, 'rejected', 'text_too_long'],
  ['a file that did not arrive', 400, { code: 'MEDIA_ASSET_WAITING_UPLOAD' }, 'later', 'media_processing'],
  ['a file that is broken', 400, { code: 'MEDIA_ASSET_PROCESSING_FAILED' }, 'rejected', 'video_unfit'],
  ['an address of a file that has ended', 400, { code: 'EXPIRED_UPLOAD_URL' }, 'later', 'upload_expired'],
  ['a file that is too large', 413, null, 'rejected', 'too_large'],
  ['a type that it does not take', 415, null, 'rejected', 'media_not_taken'],
  ['anything else', 422, { message: 'Something' }, 'rejected', 'not_taken'],
  ['a page of maintenance', 503, null, 'later', 'server_down'],
  ['a fault of theirs while something changes', 500, null, 'unknown', 'server_error'],
  ['a gateway that gave up', 504, null, 'unknown', 'server_error'],
])('%s is understood', (_, status, body, kind, code) => {
  const found = failure(status, body)
  expect(found).toMatchObject({ kind, code, status })
  expect(found?.message).toMatch(/^\S+ .*\.$/)
})

test('a fault of theirs while nothing changes is tried later', () => {
  expect(failure(500, null, false)).toMatchObject({ kind: 'later' })
})

test('a limit of the day ends at midnight of UTC, another as it says', () => {
  const day = {
    message: 'Resource level throttle APPLICATION DAY limit for calls to this resource is reached.',
  }
  expect(failure(429, day)).toMatchObject({
    code: 'limited',
    scope: 'app',
    retryAt: new Date('2026-12-01T00:00:00Z'),
  })
  const member = {
    message: 'Resource level throttle MEMBER DAY limit for calls to this resource is reached.',
  }
  expect(failure(429, member)).toMatchObject({ scope: 'account', retryAt: new Date('2026-12-01T00:00:00Z') })
  expect(failure(429, day, true, { 'retry-after': '37' })?.retryAt).toEqual(new Date(now.getTime() + 37_000))
  expect(failure(429, {})?.retryAt).toBeUndefined()
})

test('a limit of one resource holds nothing else back', () => {
  const message = 'Resource level throttle MEMBER DAY limit for calls to this resource is reached.'
  expect(failure(429, { message })?.alone).toBe(true)
  expect(failure(429, { message: 'Throttled' })?.alone).toBe(false)
})

test('a version that has ended stops all of the app for an hour, and one file only its post', () => {
  expect(failure(426, {})).toMatchObject({
    scope: 'app',
    alone: false,
    retryAt: new Date('2026-11-30T16:00:00Z'),
  })
  expect(failure(400, { code: 'EXPIRED_UPLOAD_URL' })).toMatchObject({ alone: true })
})

test('a post that stands already is named', () => {
  const message = 'Content is a duplicate of urn:li:share:6844785523593134080'
  expect(failure(422, { message, code: 'DUPLICATE_POST' })).toMatchObject({
    kind: 'rejected',
    code: 'duplicate_post',
    cause: 'urn:li:share:6844785523593134080',
  })
})

test('what LinkedIn says is not told on, but for its own words', () => {
  expect(failure(400, { code: 'INVALID_URN_TYPE', message: 'secret' })?.message).toContain('INVALID_URN_TYPE')
  expect(failure(400, { code: 'no word', message: 'secret' })?.message).not.toMatch(/secret|no word/)
})
