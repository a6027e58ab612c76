import { describe, expect, test } from 'vitest'
import { failureOf, type Refusal } from './failures.ts'

const now = new Date('2030-01-01T12:00:00Z')
const refusal = (over: Partial<Refusal> = {}): Refusal => ({
  status: 400,
  headers: new Headers(),
  code: 1,
  message: 'Invalid request',
  about: 'pin',
  changes: true,
  now,
  ...over,
})

describe('an answer means', () => {
  test.each([
    [400, 1, 'rejected', 'rejected'],
    [401, 2, 'reconnect', 'reconnect'],
    [403, 29, 'rejected', 'rejected'],
    [404, 404, 'rejected', 'rejected'],
    [409, 409, 'later', 'later'],
    [413, 1, 'rejected', 'rejected'],
    [429, 8, 'later', 'later'],
    [500, 500, 'unknown', 'later'],
    [502, 500, 'unknown', 'later'],
    [503, 503, 'later', 'later'],
    [504, 504, 'unknown', 'later'],
  ])('%i: %s for a pin, %s for a read', (status, code, pin, read) => {
    expect(failureOf(refusal({ status, code })).kind).toBe(pin)
    expect(failureOf(refusal({ status, code, changes: false, about: 'read' })).kind).toBe(read)
  })

  test.each([400, 401, 403, 404])('%i from a proxy, which speaks no JSON, costs nothing', (status) => {
    expect(failureOf(refusal({ status, code: null }))).toMatchObject({ kind: 'later', outage: true })
  })

  test.each([
    [401, 2, 'Authentication failed.', 'reconnect', 'not_authorised'],
    [401, 3, 'Your token does not have sufficient permissions', 'reconnect', 'scope_missing'],
    [403, 3, 'Your token does not have sufficient permissions', 'reconnect', 'scope_missing'],
    [403, 29, 'Apps with Trial access may not create Pins in production', 'rejected', 'trial_access'],
    [403, 29, 'You are not permitted to access that resource.', 'rejected', 'not_permitted'],
    [403, 2625, 'your account has been disapproved', 'rejected', 'account_barred'],
    [404, 40, 'Board not found.', 'rejected', 'no_board'],
    [404, 2031, "Sorry! We couldn't find this board section.", 'rejected', 'no_board'],
    [400, 1, 'Whoops! It looks like you entered an invalid URL.', 'rejected', 'bad_link'],
    [400, 1, 'The image is invalid.', 'rejected', 'media_not_taken'],
  ])('%i, code %i, “%s”: %s, %s', (status, code, message, kind, ours) => {
    expect(failureOf(refusal({ status, code, message }))).toMatchObject({ kind, code: ours })
  })

  test('403 to a change says that the app takes no part in it, and 404 to a film that it is not there', () => {
    expect(failureOf(refusal({ status: 403, code: 29, about: 'change' })).code).toBe('edit_not_allowed')
    expect(failureOf(refusal({ status: 404, code: 404, about: 'film' })).code).toBe('media_not_taken')
    expect(failureOf(refusal({ status: 404, code: 50, about: 'read' })).code).toBe('post_gone')
  })

  test('the end of a pause is what `Retry-After` says, else what the window says', () => {
    const retryAt = new Date(now.getTime() + 42_000)
    const limited = { status: 429, code: 8, retryAt }
    expect(failureOf(refusal(limited)).retryAt).toEqual(retryAt)
    const headers = new Headers({ 'retry-after': '7' })
    expect(failureOf(refusal({ ...limited, headers })).retryAt).toEqual(new Date(now.getTime() + 7000))
  })

  test('every sentence says what is wrong and ends as a sentence', () => {
    for (const status of [400, 401, 403, 404, 409, 413, 429, 500, 503])
      expect(failureOf(refusal({ status })).message).toMatch(/^[A-Z].*\.$/)
  })
})
