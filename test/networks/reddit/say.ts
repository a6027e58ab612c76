import type { Reply, Request } from '../frame.ts'
import type { RedditState, User } from './state.ts'

/** A request of somebody who is signed in, with what stands in its path. */
export type Call = {
  state: RedditState
  user: User
  scopes: readonly string[]
  request: Request
  ids: readonly string[]
}

export const ok = (body: unknown, leftOut?: ReadonlySet<string>): Reply => ({
  status: 200,
  body,
  ...(leftOut && { leftOut }),
})

/** A no that comes with 200. */
export const no = (code: string, words: string, field: string | null, more: object = {}): Reply =>
  ok({ json: { ...more, errors: [[code, words, field]] } })

export const data = (told: object): Reply => ok({ json: { errors: [], data: told } })

export const wrong = (status: number, message: string, more: object = {}): Reply => ({
  status,
  body: { message, error: status, ...more },
})

/** A no that says why, by a name. */
export const because = (status: number, reason: string, explanation: string, fields: string[]): Reply => ({
  status,
  body: {
    fields,
    explanation,
    error_type: reason.startsWith('SUBMIT_VALIDATION') ? 'SUBMIT_VALIDATION_ERROR' : undefined,
    message: status === 400 ? 'Bad Request' : 'Forbidden',
    reason,
  },
})

export function listing(
  kind: string,
  all: readonly { name: string; body: unknown }[],
  query: URLSearchParams,
): Reply {
  const limit = Math.min(100, Number(query.get('limit') ?? 25))
  const after = query.get('after')
  const from = after ? all.findIndex(({ name }) => name === after) + 1 : 0
  const page = all.slice(from, from + limit)
  return ok(
    listed(
      kind,
      page.map(({ body }) => body),
      from + limit < all.length ? (page.at(-1)?.name ?? null) : null,
    ),
  )
}

export const listed = (kind: string, all: readonly unknown[], after: string | null = null) => ({
  kind: 'Listing',
  data: {
    after,
    dist: all.length,
    modhash: null,
    before: null,
    children: all.map((one) => ({ kind, data: one })),
  },
})
