import { describe, expect, test } from 'vitest'
import { failureOf } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const failure = (
  status: number,
  body: unknown,
  { headers = {}, changes = true }: { headers?: Record<string, string>; changes?: boolean } = {},
) =>
  failureOf({
    answer: { status, body, headers: new Headers(headers) },
    changes,
    now,
    secrets: ['token-of-tests-1234'],
  })
const problem = (detail: string, type = 'about:blank') => ({ title: 'Problem', detail, type })

describe('an answer means', () => {
  test.each([
    [400, 'rejected', 'rejected'],
    [401, 'reconnect', 'reconnect'],
    [402, 'later', 'later'],
    [403, 'rejected', 'reconnect'],
    [404, 'rejected', 'rejected'],
    [413, 'rejected', 'rejected'],
    [429, 'later', 'later'],
    [500, 'unknown', 'later'],
    [502, 'unknown', 'later'],
    [503, 'later', 'later'],
    [504, 'unknown', 'later'],
  ])('%i: %s for a post, %s for a read', (status, post, read) => {
    expect(failure(status, problem('Something.')).kind).toBe(post)
    expect(failure(status, problem('Something.'), { changes: false }).kind).toBe(read)
  })

  test.each([
    [400, 'One or more parameters: your media IDs are invalid.', 'rejected', 'media_not_taken'],
    [400, 'Something that nobody has heard of.', 'rejected', 'not_taken'],
    [403, 'You are not allowed to create a Tweet with duplicate content.', 'rejected', 'duplicate'],
    [403, 'Reply to this conversation is not allowed because …', 'rejected', 'reply_not_summoned'],
    [403, 'Your Tweet text is too long.', 'rejected', 'text_too_long'],
    [
      403,
      'Your account is suspended and is not permitted to access this feature.',
      'reconnect',
      'account_locked',
    ],
    [403, 'This post is not eligible to be edited.', 'rejected', 'not_editable'],
    [
      403,
      'Your client app is not configured with the appropriate oauth1 app permissions.',
      'reconnect',
      'scope_missing',
    ],
    [403, 'Nobody knows.', 'rejected', 'forbidden'],
    // Of others, or of what the post says: no reason to end a sign-in.
    [403, 'The author of the post that you reply to is suspended.', 'rejected', 'forbidden'],
    [403, 'The value “A telescope for all” is not allowed.', 'rejected', 'forbidden'],
    [400, 'The value “What is in scope” is odd.', 'rejected', 'not_taken'],
    // What a server says while it is broken is no reason to end a sign-in.
    [502, 'Your account is suspended.', 'unknown', 'server_error'],
  ])('%i “%s” is %s, %s', (status, detail, kind, code) => {
    expect(failure(status, problem(detail))).toMatchObject({ kind, code })
  })

  test.each([
    [403, 'client-forbidden', 'reconnect', 'app_not_enrolled'],
    [429, 'usage-capped', 'later', 'credits_used_up'],
    [402, 'credits', 'later', 'credits_used_up'],
    [404, 'resource-not-found', 'rejected', 'message_gone'],
    [403, 'not-authorized-for-resource', 'rejected', 'not_shown'],
  ])('%i of the type %s is %s, %s', (status, type, kind, code) => {
    const found = failure(status, problem('Something.', `https://api.x.com/2/problems/${type}`))
    expect(found).toMatchObject({ kind, code })
  })

  test.each([400, 403, 404])(
    '%i from a proxy, which does not speak the interface, costs nothing',
    (status) => {
      expect(failure(status, null)).toMatchObject({ kind: 'later', outage: true })
    },
  )
})

test('a pause ends when X says so: the quarter of an hour’s, or the day’s', () => {
  const quarter = { 'x-rate-limit-reset': String(now.getTime() / 1000 + 300) }
  expect(failure(429, problem('Too many'), { headers: quarter }).retryAt).toEqual(
    new Date('2030-01-01T12:05:00Z'),
  )
  const day = {
    ...quarter,
    'x-user-limit-24hour-remaining': '0',
    'x-user-limit-24hour-reset': String(now.getTime() / 1000 + 7200),
  }
  expect(failure(429, problem('Too many'), { headers: day }).retryAt).toEqual(
    new Date('2030-01-01T14:00:00Z'),
  )
  expect(failure(429, problem('Too many')).retryAt).toBeUndefined()
  // What every answer says of its window is no pause: an outage would silence all accounts for a quarter of an hour.
  expect(failure(503, problem('Unavailable'), { headers: quarter }).retryAt).toBeUndefined()
  expect(failure(402, problem('No credits')).retryAt).toEqual(new Date('2030-01-01T13:00:00Z'))
})

test('what X says is told to people, without what is secret', () => {
  const { message } = failure(400, problem('The value token-of-tests-1234 is odd.'))
  expect(message).toContain('X says: “The value [hidden] is odd”.')
})
