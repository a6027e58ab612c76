import { describe, expect, test } from 'vitest'
import { failureOf } from './failures.ts'
import { usageOf } from './usage.ts'

const now = new Date('2030-01-01T12:00:00Z')

type Said = {
  status?: number
  code?: number
  subcode?: number
  message?: string
  body?: unknown
  changes?: boolean
}

function meaning({ status = 400, code = 0, subcode, message = '', body, changes = true }: Said) {
  const error = { message, type: 'OAuthException', code, error_subcode: subcode }
  return failureOf({ status, headers: new Headers(), body: body ?? { error }, changes, now })
}

describe('an answer means', () => {
  test.each<[string, Said, string, string]>([
    ['a token of nobody', { code: 190 }, 'reconnect', 'not_authorised'],
    ['an app that was taken out', { code: 190, subcode: 458 }, 'reconnect', 'app_removed'],
    ['a person who must answer questions', { code: 190, subcode: 459 }, 'reconnect', 'account_held'],
    ['a changed password', { code: 190, subcode: 460 }, 'reconnect', 'password_changed'],
    ['a sign-in that ended', { code: 190, subcode: 463 }, 'reconnect', 'permission_ended'],
    ['a token that is none', { code: 190, subcode: 467 }, 'reconnect', 'not_authorised'],
    ['a role that was lost', { code: 190, subcode: 492 }, 'reconnect', 'page_role_lost'],
    ['a session that ended', { code: 102, subcode: 463 }, 'reconnect', 'permission_ended'],
    ['a narrowed grant', { code: 10 }, 'reconnect', 'forbidden'],
    ['a permission that lacks', { code: 200 }, 'reconnect', 'forbidden'],
    ['another one', { code: 283 }, 'reconnect', 'forbidden'],
    ['an app without access', { code: 3 }, 'rejected', 'app_not_allowed'],
    ['too many calls of the app', { code: 4 }, 'later', 'limited'],
    ['too many calls of the person', { code: 17 }, 'later', 'limited'],
    ['too many calls of the page', { code: 32 }, 'later', 'limited'],
    ['too many calls of a business', { code: 80_001 }, 'later', 'limited'],
    ['a block', { code: 368 }, 'later', 'blocked_for_now'],
    ['the same post again', { code: 506 }, 'rejected', 'duplicate_post'],
    ['a link that cannot be read', { code: 1_609_005 }, 'rejected', 'link_not_taken'],
    ['something that is gone', { code: 100, subcode: 33 }, 'rejected', 'message_gone'],
    ['no picture', { code: 324 }, 'rejected', 'media_not_taken'],
    ['a parameter that is wrong', { code: 100 }, 'rejected', 'not_taken'],
    ['a fault of its own, while something was made', { code: 1, status: 500 }, 'unknown', 'server_error'],
    ['a fault of its own, while reading', { code: 2, status: 500, changes: false }, 'later', 'server_error'],
    ['an outage', { code: 2, status: 503 }, 'later', 'server_down'],
    ['a proxy’s words', { status: 502, body: null }, 'unknown', 'server_error'],
    ['a refusal with success’s status', { status: 200, code: 190 }, 'reconnect', 'not_authorised'],
  ])('%s', (_, said, kind, code) => {
    expect(meaning(said)).toMatchObject({ kind, code })
  })

  test('nothing, where there is none', () => {
    expect(meaning({ status: 200, body: { id: '1' } })).toBeNull()
  })

  test('which permission was taken back, where it says so', () => {
    const failure = meaning({ code: 200, message: '(#200) Requires pages_manage_posts permission' })
    expect(failure?.message).toContain('does not allow pages_manage_posts any more')
  })

  test('that a block is waited for, and whom a limit stops', () => {
    expect(meaning({ code: 368 })?.retryAt).toEqual(new Date(now.getTime() + 3_600_000))
    expect(meaning({ code: 4 })?.scope).toBe('app')
    expect(meaning({ code: 32 })?.scope).toBe('account')
  })
})

describe('headers tell', () => {
  const usage = (headers: Record<string, string>) => usageOf(new Headers(headers), now)

  test('nothing that others need to know while there is room', () => {
    expect(usage({ 'x-app-usage': '{"call_count":28,"total_time":25,"total_cputime":79}' })).toEqual({
      limits: [],
      regainAt: undefined,
    })
  })

  test('how little is left to the app and to the page', () => {
    const page = [
      {
        type: 'pages',
        call_count: 100,
        total_cputime: 25,
        total_time: 25,
        estimated_time_to_regain_access: 19,
      },
    ]
    const regainAt = new Date(now.getTime() + 19 * 60_000)
    expect(
      usage({
        'x-app-usage': '{"call_count":10,"total_time":91.5,"total_cputime":0}',
        'x-business-use-case-usage': JSON.stringify({ 1234: page }),
      }),
    ).toEqual({
      limits: [
        { scope: 'app', remaining: 8, resetsAt: new Date(now.getTime() + 300_000) },
        { scope: 'account', remaining: 0, resetsAt: regainAt },
      ],
      regainAt,
    })
  })

  test('nothing, where they are none', () => {
    const odd = { 'x-app-usage': 'null', 'x-business-use-case-usage': '{"1": {}' }
    expect(usage(odd)).toEqual({ limits: [], regainAt: undefined })
  })
})
