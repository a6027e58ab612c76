import { describe, expect, test } from 'vitest'
import { bySubcode, containerFailure, failureOf, type Refusal } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const refusal = (
  code: number,
  subcode?: number,
  over: Partial<Refusal> & { message?: string } = {},
): Refusal => ({
  status: 400,
  headers: new Headers(),
  body: { error: { code, error_subcode: subcode, message: over.message ?? 'words', type: 'OAuthException' } },
  changes: false,
  now,
  ...over,
})
const inSeconds = (n: number) => new Date(now.getTime() + n * 1000)

describe('an answer', () => {
  test.each([
    [190, 463, 'reconnect', 'sign_in_ended'],
    [190, 467, 'reconnect', 'not_authorised'],
    [102, undefined, 'reconnect', 'not_authorised'],
    [10, undefined, 'reconnect', 'forbidden'],
    [200, undefined, 'reconnect', 'forbidden'],
    [25, 2_207_050, 'reconnect', 'account_restricted'],
    [4, undefined, 'later', 'limited'],
    [613, undefined, 'later', 'limited'],
    [9, 2_207_042, 'later', 'quota_used'],
    [9007, 2_207_027, 'later', 'media_processing'],
    [9007, undefined, 'later', 'media_processing'],
    [9004, undefined, 'later', 'media_unreachable'],
    [-2, 2_207_003, 'later', 'media_broke'],
    [4, 2_207_051, 'rejected', 'taken_for_spam'],
    [368, undefined, 'rejected', 'taken_for_spam'],
    [36_003, 2_207_009, 'rejected', 'image_shape'],
    [36_004, 2_207_010, 'rejected', 'text_too_long'],
    [100, 33, 'rejected', 'message_gone'],
    [100, undefined, 'rejected', 'bad_request'],
    [1, 2_207_057, 'rejected', 'cover_at'],
    [999, undefined, 'rejected', 'refused'],
  ])('of code %s and subcode %s is %s, %s', (code, subcode, kind, ours) => {
    expect(failureOf(refusal(code, subcode))).toMatchObject({ kind, code: ours })
  })

  test('that is unclear is unknown where it could have published, and later where not', () => {
    for (const [code, subcode] of [[1], [2], [-1, 2_207_001], [-3]] as [number, number?][]) {
      expect(failureOf(refusal(code, subcode, { changes: true })).kind).toBe('unknown')
      expect(failureOf(refusal(code, subcode)).kind).toBe('later')
    }
  })

  test('of a proxy ends no sign-in, and one that is down has done nothing', () => {
    for (const status of [401, 403, 503])
      expect(failureOf(refusal(0, 0, { status, body: null, changes: true }))).toMatchObject({
        kind: 'later',
        outage: true,
      })
    expect(failureOf(refusal(2, undefined, { status: 503, changes: true })).kind).toBe('later')
    expect(failureOf(refusal(0, 0, { status: 502, body: null, changes: true })).kind).toBe('unknown')
  })

  test('that too few have seen a post is told from a missing right', () => {
    const few = refusal(10, undefined, { message: '(#10) Not enough viewers for the media to show insights' })
    expect(failureOf(few).code).toBe('too_few_viewers')
  })
})

describe('a pause', () => {
  test('ends when Retry-After says, else when Meta’s own header says, else when we think', () => {
    const usage = JSON.stringify({ '17841': [{ type: 'instagram', estimated_time_to_regain_access: 7 }] })
    const headers = new Headers({ 'x-business-use-case-usage': usage })
    expect(failureOf(refusal(80_002, undefined, { headers })).retryAt).toEqual(inSeconds(420))
    headers.set('retry-after', '37')
    expect(failureOf(refusal(4, undefined, { headers }))).toMatchObject({
      retryAt: inSeconds(37),
      scope: 'app',
    })
    expect(failureOf(refusal(17))).toMatchObject({ retryAt: inSeconds(300), scope: 'account', alone: false })
  })

  test.each(['{', '[]', '{"a":[{"estimated_time_to_regain_access":"soon"}]}', `{"a":"${'b'.repeat(5000)}"}`])(
    'of a header that is no usage (%.20s) is our own',
    (usage) => {
      const headers = new Headers({ 'x-business-use-case-usage': usage })
      expect(failureOf(refusal(17, undefined, { headers })).retryAt).toEqual(inSeconds(300))
    },
  )

  test('of one post holds up no other', () => {
    expect(failureOf(refusal(9007, 2_207_027))).toMatchObject({ alone: true, retryAt: inSeconds(30) })
  })
})

test('a container tells the number of its trouble in a sentence', () => {
  expect(containerFailure('Error: Media upload has failed with error code 2207026', now)).toMatchObject({
    kind: 'rejected',
    code: 'video_unfit',
  })
  expect(containerFailure('Error', now)).toMatchObject({ kind: 'rejected', code: 'media_not_taken' })
})

test('every number has a sentence that a person can read', () => {
  for (const { words } of Object.values(bySubcode)) expect(words).toMatch(/^[A-Z].+\.$/)
})
