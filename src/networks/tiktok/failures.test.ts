import { expect, test } from 'vitest'
import type { Tools } from '../kit/network.ts'
import { codeOf, failureBecause, failureOf, isFine } from './failures.ts'
import { standOf } from './status.ts'

const now = new Date('2026-11-30T05:00:00Z')
const tools = { now: () => now } as unknown as Tools

const saying = (code: string) => ({ data: {}, error: { code, message: code, log_id: '1' } })
const answered = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
  body,
})
const told = (status: number, body: unknown, changes = true, headers: Record<string, string> = {}) =>
  failureOf(tools, answered(status, body, headers), changes)

test.each([
  [401, 'access_token_invalid', 'reconnect', 'not_authorised'],
  [401, 'scope_not_authorized', 'rejected', 'scope_not_granted'],
  [400, 'invalid_param', 'rejected', 'refused'],
  [400, 'something_new', 'rejected', 'refused'],
  [403, 'something_new', 'rejected', 'refused'],
  [401, 'something_new', 'rejected', 'refused'],
  [403, 'spam_risk_too_many_posts', 'later', 'daily_posts'],
  [200, 'spam_risk_too_many_posts', 'later', 'daily_posts'],
  [403, 'spam_risk_too_many_pending_share', 'later', 'drafts_waiting'],
  [403, 'reached_active_user_cap', 'later', 'app_accounts'],
  [403, 'spam_risk_user_banned_from_posting', 'rejected', 'posting_barred'],
  [403, 'unaudited_client_can_only_post_to_private_accounts', 'rejected', 'unaudited'],
  [403, 'url_ownership_unverified', 'rejected', 'domain_unverified'],
  [403, 'privacy_level_option_mismatch', 'rejected', 'privacy_refused'],
  [400, 'invalid_publish_id', 'rejected', 'publish_unknown'],
  [400, 'app_version_check_failed', 'rejected', 'app_too_old'],
  [429, 'rate_limit_exceeded', 'later', 'limited'],
  [500, 'internal_error', 'unknown', 'server_error'],
  [503, 'internal_error', 'later', 'server_down'],
] as const)('%i %s is %s, %s', (status, code, kind, ours) => {
  const failure = told(status, saying(code))
  expect([failure.kind, failure.code]).toEqual([kind, ours])
  expect(failure.message).toMatch(/^\S.+\.$/)
})

test('a failure is unclear only where something could have been changed', () => {
  expect(told(502, null, false).kind).toBe('later')
  expect(told(502, null, true).kind).toBe('unknown')
})

test('what TikTok did not say itself ends no sign-in', () => {
  for (const status of [401, 403]) expect(told(status, null).kind).toBe('later')
})

test('a missing right is no reason to make the sign-in new', () => {
  expect(told(401, saying('scope_not_authorized')).status).toBe(403)
  expect(told(200, saying('access_token_invalid')).status).toBe(401)
})

test('a limit is waited for as long as TikTok says, or a minute, or an hour', () => {
  const until = (ms: number) => new Date(now.getTime() + ms)
  const limit = saying('rate_limit_exceeded')
  expect(told(429, limit, true, { 'retry-after': '37' }).retryAt).toEqual(until(37_000))
  expect(told(429, limit).retryAt).toEqual(until(60_000))
  expect(told(429, null).retryAt).toEqual(until(60_000))
  const day = told(403, saying('spam_risk_too_many_posts'))
  expect(day).toMatchObject({ retryAt: until(3_600_000), alone: true })
})

test.each([
  ['file_format_check_failed', 'rejected', 'media_not_taken'],
  ['duration_check_failed', 'rejected', 'film_length'],
  ['frame_rate_check_failed', 'rejected', 'frame_rate'],
  ['picture_size_check_failed', 'rejected', 'picture_size'],
  ['video_pull_failed', 'rejected', 'media_unreachable'],
  ['photo_pull_failed', 'rejected', 'media_unreachable'],
  ['internal', 'rejected', 'failed_there'],
  ['publish_cancelled', 'rejected', 'publish_cancelled'],
  ['auth_removed', 'reconnect', 'app_taken_back'],
  ['spam_risk', 'rejected', 'spam_risk'],
  ['spam_risk_too_many_posts', 'rejected', 'daily_posts'],
  ['internal_error', 'rejected', 'server_error'],
  ['something_new', 'rejected', 'failed_there'],
  [undefined, 'rejected', 'failed_there'],
] as const)('given up because of %s is %s, %s', (reason, kind, code) => {
  const failure = failureBecause(reason)
  expect([failure.kind, failure.code]).toEqual([kind, code])
  expect(failure.message).toMatch(/^\S.+\.$/)
})

test.each([
  [
    { status: 'PROCESSING_UPLOAD', uploaded_bytes: null },
    { at: 'going', from: 0 },
  ],
  [
    { status: 'PUBLISH_COMPLETE', fail_reason: null, publicaly_available_post_id: null },
    { at: 'out', id: null },
  ],
  [{ status: 'PUBLISH_COMPLETE' }, { at: 'out', id: null }],
])('what TikTok has not yet may be left out or null: %j', async (data, stand) => {
  const asked = { fetch: async () => Response.json({ data, error: { code: 'ok' } }) } as unknown as Tools
  expect(await standOf({ tools: asked, access: 'token' }, 'v_pub_file~1', 9)).toEqual(stand)
})

test('200 alone is no success', () => {
  expect(isFine(answered(200, saying('ok')))).toBe(true)
  expect(isFine(answered(200, saying('spam_risk_too_many_posts')))).toBe(false)
  expect(codeOf('<html>')).toBeNull()
})
