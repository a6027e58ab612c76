import { describe, expect, test } from 'vitest'
import { failureOf, type Refusal } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const refusal = (over: Partial<Refusal> = {}): Refusal => ({
  status: 400,
  description: 'Bad Request',
  retryAfter: null,
  changes: true,
  now,
  ...over,
})

describe('an answer means', () => {
  test.each([
    [400, 'rejected', 'rejected'],
    [401, 'reconnect', 'reconnect'],
    [403, 'reconnect', 'reconnect'],
    [404, 'reconnect', 'reconnect'],
    [413, 'rejected', 'rejected'],
    [429, 'later', 'later'],
    [500, 'unknown', 'later'],
    [502, 'unknown', 'later'],
    [503, 'unknown', 'later'],
    [504, 'unknown', 'later'],
    [418, 'rejected', 'rejected'],
  ])('%i: %s for a message, %s for a read', (status, message, read) => {
    expect(failureOf(refusal({ status })).kind).toBe(message)
    expect(failureOf(refusal({ status, changes: false })).kind).toBe(read)
  })

  test.each([400, 401, 403, 404])(
    '%i from a proxy, which does not speak the Bot API, costs nothing',
    (status) => {
      expect(failureOf(refusal({ status, description: null }))).toMatchObject({ kind: 'later', outage: true })
    },
  )

  test.each([
    [400, 'Bad Request: chat not found', 'reconnect', 'no_chat'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'reconnect', 'forbidden'],
    [403, 'Forbidden: bot was kicked from the channel chat', 'reconnect', 'forbidden'],
    [400, 'Bad Request: message caption is too long', 'rejected', 'text_too_long'],
    [400, 'Bad Request: message is not modified: the same', 'rejected', 'not_modified'],
    [400, 'Bad Request: message to edit not found', 'rejected', 'message_gone'],
    [400, "Bad Request: message can't be deleted for everyone", 'rejected', 'message_closed'],
    [400, 'Bad Request: IMAGE_PROCESS_FAILED', 'rejected', 'media_not_taken'],
    [400, 'Bad Request: something that nobody has heard of', 'rejected', 'not_taken'],
    // What a server says while it is broken is no reason to end a sign-in.
    [502, 'chat not found', 'unknown', 'server_error'],
  ])('%i “%s” is %s, %s', (status, description, kind, code) => {
    expect(failureOf(refusal({ status, description }))).toMatchObject({ kind, code })
  })
})

test('a pause ends when Telegram says so, within a day', () => {
  const limited = (retryAfter: number | null) => failureOf(refusal({ status: 429, retryAfter })).retryAt
  expect(limited(37)).toEqual(new Date('2030-01-01T12:00:37Z'))
  expect(limited(1e9)).toEqual(new Date('2030-01-02T12:00:00Z'))
  expect(limited(null)).toBeUndefined()
})
