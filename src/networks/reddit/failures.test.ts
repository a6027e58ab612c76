import { describe, expect, test } from 'vitest'
import { type About, failureOf } from './failures.ts'

const now = new Date('2030-01-02T09:00:00Z')

const failed = (
  status: number,
  body: unknown,
  more: { about?: About; changes?: boolean; headers?: Record<string, string> } = {},
) =>
  failureOf(
    { status, body, headers: new Headers(more.headers) },
    { about: more.about ?? 'post', changes: more.changes ?? true, now },
  )

const refused = (code: string, words = '', field = 'sr', more: object = {}) => ({
  json: { ...more, errors: [[code, words, field]] },
})

describe('what comes with 200 and is a no', () => {
  test.each([
    ['SUBREDDIT_NOEXIST', 'community_missing'],
    ['BAD_SR_NAME', 'community_missing'],
    ['SUBREDDIT_NOTALLOWED', 'community_closed'],
    ['NO_SELFS', 'kind_refused'],
    ['NO_LINKS', 'kind_refused'],
    ['GALLERIES_DISABLED', 'kind_refused'],
    ['ALREADY_SUB', 'already_posted'],
    ['NO_URL', 'link_refused'],
    ['MISSING_VIDEO_URLS', 'media_not_taken'],
    ['INVALID_CROSSPOST_THING', 'crosspost_refused'],
    ['BAD_CAPTCHA', 'captcha_needed'],
    ['THREAD_LOCKED', 'comment_closed'],
    ['NO_THING_ID', 'message_gone'],
    ['SOMETHING_NEW', 'not_taken'],
    ['constructor', 'not_taken'],
  ])('%s is %s, and nothing was posted', (code, ours) => {
    expect(failed(200, refused(code))).toMatchObject({ kind: 'rejected', code: ours })
  })

  test('no sign-in is one to be made new', () => {
    expect(failed(200, refused('USER_REQUIRED'))).toMatchObject({
      kind: 'reconnect',
      code: 'not_authorised',
      status: 401,
    })
  })

  test('a title that is too long is told from a text', () => {
    expect(failed(200, refused('TOO_LONG', '', 'title'))?.code).toBe('title_long')
    expect(failed(200, refused('TOO_LONG', '', 'text'))?.code).toBe('text_too_long')
  })

  test('done is no failure', () => {
    expect(failed(200, { json: { errors: [], data: { id: 'x' } } })).toBeNull()
    expect(failed(200, {})).toBeNull()
  })
})

describe('a pause', () => {
  test.each([
    ['Take a break for 14 minutes before trying again.', {}, 15 * 60],
    ['Take a break for 5 seconds before trying again.', {}, 6],
    ['Take a break for 250 milliseconds before trying again.', {}, 1],
    ['Take a break.', {}, 600],
    ['Take a break for 9 minutes before trying again.', { ratelimit: 553.1 }, 553.1],
  ])('of the account is waited for: %s', (words, more, seconds) => {
    const failure = failed(200, refused('RATELIMIT', words, 'ratelimit', more))
    expect(failure).toMatchObject({ kind: 'later', code: 'limited', scope: 'account' })
    expect(failure?.retryAt).toEqual(new Date(now.getTime() + seconds * 1000))
  })

  test('of the app holds for all its accounts', () => {
    const failure = failureOf(
      { status: 429, body: null, headers: new Headers() },
      { about: 'read', changes: false, now, retryAt: new Date(now.getTime() + 60_000) },
    )
    expect(failure).toMatchObject({ kind: 'later', scope: 'app', retryAt: new Date(now.getTime() + 60_000) })
  })
})

describe('what comes with a status', () => {
  const told = (reason: string, explanation = '') => ({
    fields: ['title'],
    explanation,
    message: 'Bad Request',
    reason,
  })

  test.each([
    ['SUBMIT_VALIDATION_TITLE_BLACKLISTED_STRING', 'community_rules'],
    ['SUBMIT_VALIDATION_SOMETHING_NEW', 'community_rules'],
    ['SUBMIT_VALIDATION_FLAIR_REQUIRED', 'flair_needed'],
    ['SUBMIT_VALIDATION_LINK_BLACKLISTED_DOMAIN', 'link_refused'],
    ['SUBMIT_VALIDATION_REPOST', 'already_posted'],
  ])('%s is %s', (reason, code) => {
    expect(failed(400, told(reason))).toMatchObject({ kind: 'rejected', code })
  })

  test('the community’s own words are told, cleaned and cut', () => {
    const failure = failed(400, told('SUBMIT_VALIDATION_TITLE_REGEX', `Use [tags]\0 ${'x'.repeat(900)}`))
    expect(failure?.message).toContain('Reddit says: Use [tags] xxx')
    expect(failure?.message).not.toContain('\0')
    expect(failure?.message.length).toBeLessThan(400)
  })

  test('a private community, one in quarantine and one that is gone cost no sign-in', () => {
    const forbidden = (reason?: string) => failed(403, { message: 'Forbidden', error: 403, reason })
    for (const reason of ['private', 'quarantined', undefined])
      expect(forbidden(reason)).toMatchObject({ kind: 'rejected', code: 'community_closed' })
    expect(failed(404, { message: 'Not Found', error: 404 })?.code).toBe('community_missing')
    expect(failed(302, null, { about: 'community' })?.code).toBe('community_missing')
  })

  test('what the grant does not hold must be allowed anew', () => {
    const headers = { 'www-authenticate': 'Bearer realm="reddit", error="insufficient_scope"' }
    expect(failed(403, { message: 'Forbidden', error: 403 }, { headers })).toMatchObject({
      kind: 'reconnect',
      code: 'scope_missing',
    })
  })

  test('a page in place of an answer ends no sign-in', () => {
    expect(failed(403, null)).toMatchObject({ kind: 'later', code: 'page_instead' })
    expect(failed(401, null)).toMatchObject({ kind: 'reconnect', status: 401 })
  })

  test('500 to a change is unclear, to a reader it is for later, and 503 did nothing', () => {
    expect(failed(500, { message: 'Internal Server Error', error: 500 })?.kind).toBe('unknown')
    expect(failed(502, null)?.kind).toBe('unknown')
    expect(failed(500, null, { changes: false })?.kind).toBe('later')
    expect(failed(503, null)).toMatchObject({ kind: 'later', outage: true })
  })
})
