import { describe, expect, test } from 'vitest'
import type { Tools } from '../kit/network.ts'
import { type Counted, failureOf, midnightAfter, reasonOf } from './failures.ts'

const now = new Date('2026-11-30T05:00:00Z')

function told(
  status: number,
  body: unknown,
  changes = true,
  headers: Record<string, string> = {},
  counted?: Counted,
) {
  const reports: unknown[] = []
  const tools = { now: () => now, report: (limit: unknown) => void reports.push(limit) } as unknown as Tools
  const failure = failureOf(tools, { status, headers: new Headers(headers), body }, { changes, counted })
  return { failure, reports }
}

const saying = (reason: string) => ({
  error: { code: 400, message: reason, errors: [{ domain: 'youtube', reason, message: reason }] },
})

test.each([
  [403, 'quotaExceeded', 'later', 'quota_spent'],
  [403, 'dailyLimitExceeded', 'later', 'quota_spent'],
  [400, 'uploadLimitExceeded', 'later', 'upload_limit'],
  [403, 'userRateLimitExceeded', 'later', 'limited'],
  [401, 'authError', 'reconnect', 'not_authorised'],
  [401, 'youtubeSignupRequired', 'reconnect', 'channel_missing'],
  [401, 'required', 'reconnect', 'not_authorised'],
  [400, 'required', 'rejected', 'refused'],
  [403, 'insufficientPermissions', 'reconnect', 'scope_missing'],
  [403, 'accessNotConfigured', 'reconnect', 'api_not_enabled'],
  [403, 'authenticatedUserAccountSuspended', 'reconnect', 'account_inactive'],
  [403, 'forbidden', 'rejected', 'forbidden'],
  [403, 'forbiddenPrivacySetting', 'rejected', 'made_private'],
  [400, 'invalidTitle', 'rejected', 'title_refused'],
  [400, 'invalidDescription', 'rejected', 'text_too_long'],
  [400, 'invalidTags', 'rejected', 'tags_refused'],
  [404, 'videoNotFound', 'rejected', 'message_gone'],
  [403, 'commentsDisabled', 'rejected', 'comments_off'],
  [400, 'somethingNew', 'rejected', 'refused'],
  [500, 'backendError', 'unknown', 'server_error'],
  [503, 'backendError', 'later', 'server_down'],
] as const)('%i %s is %s, %s', (status, reason, kind, code) => {
  const { failure } = told(status, saying(reason))
  expect([failure.kind, failure.code]).toEqual([kind, code])
  expect(failure.message).toMatch(/^\S.+\.$/)
})

test('what Google did not say itself ends no sign-in', () => {
  for (const status of [401, 403]) expect(told(status, null).failure.kind).toBe('later')
})

test('a failure is unclear only where something could have been changed', () => {
  expect(told(502, null, false).failure.kind).toBe('later')
  expect(told(502, null, true).failure.kind).toBe('unknown')
})

test('the reason is the first one, or the status where there is none', () => {
  expect(reasonOf(saying('quotaExceeded'))).toBe('quotaExceeded')
  expect(reasonOf({ error: { code: 403, message: 'x', status: 'PERMISSION_DENIED' } })).toBe(
    'PERMISSION_DENIED',
  )
  expect(reasonOf('<html>')).toBeNull()
})

test('a spent day of the project stops all of its channels until midnight in California', () => {
  const { failure, reports } = told(403, saying('quotaExceeded'))
  const midnight = new Date('2026-11-30T08:00:00Z')
  expect(failure).toMatchObject({ scope: 'app', retryAt: midnight })
  expect(reports).toEqual([{ scope: 'app', remaining: 0, resetsAt: midnight }])
})

test('films that are more than a project may upload in a day wait alone until midnight in California', () => {
  const { failure, reports } = told(403, saying('quotaExceeded'), false, {}, 'uploads')
  const retryAt = new Date('2026-11-30T08:00:00Z')
  expect(failure).toMatchObject({ kind: 'later', code: 'uploads_spent', alone: true, retryAt })
  expect(reports).toEqual([])
})

test('searches that are spent wait alone, too', () => {
  const { failure, reports } = told(403, saying('quotaExceeded'), false, {}, 'searches')
  expect(failure).toMatchObject({ kind: 'later', code: 'searches_spent', alone: true })
  expect(reports).toEqual([])
})

test('a film of a channel that uploaded too much waits for a day, alone: those that are up are shown', () => {
  const { failure, reports } = told(400, saying('uploadLimitExceeded'))
  const retryAt = new Date('2026-12-01T05:00:00Z')
  expect(failure).toMatchObject({ scope: 'account', alone: true, retryAt })
  expect(reports).toEqual([])
})

describe('midnight in California', () => {
  test.each([
    ['2026-07-01T12:00:00Z', '2026-07-02T07:00:00Z'],
    ['2026-12-01T07:59:59.500Z', '2026-12-01T08:00:00Z'],
    ['2026-12-01T08:00:00Z', '2026-12-02T08:00:00Z'],
    // The days on which the clocks change there.
    ['2026-03-08T08:30:00Z', '2026-03-09T07:00:00Z'],
    ['2026-11-01T07:30:00Z', '2026-11-02T08:00:00Z'],
    ['2026-11-01T06:30:00Z', '2026-11-01T07:00:00Z'],
  ])('after %s is %s', (at, midnight) => {
    expect(midnightAfter(new Date(at))).toEqual(new Date(midnight))
  })
})
