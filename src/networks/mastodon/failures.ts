import { type FailureKind, NetworkFailure, pauseUntil, retryAfter } from '../kit/failure.ts'

/** What is known of an answer that was not success. */
export type Refusal = {
  server: string
  status: number
  headers: Headers
  /** Mastodon's `error`, or null when the answer was not Mastodon's JSON: then a proxy spoke, not the server. */
  error: string | null
  /** Whether the request could have done something. */
  changes: boolean
  /** What was refused, for the words. */
  about: 'post' | 'file' | 'sign-in'
  now: Date
}

type Row = { kind: FailureKind | 'uncertain'; code: string; words(refusal: Refusal): string }

const told = ({ error }: Refusal) => (error ? ` The server says: “${error.replace(/[.\s]+$/, '')}”.` : '')

const signInAgain: Row = {
  kind: 'reconnect',
  code: 'not_authorised',
  words: (r) => `${r.server} no longer accepts the sign-in of this account. Join it again.${told(r)}`,
}
const forbidden: Row = {
  kind: 'reconnect',
  code: 'forbidden',
  words: (r) =>
    `${r.server} does not let this account do that: it is locked there, or the token lacks a scope. Join it again.${told(r)}`,
}
const down: Row = {
  kind: 'later',
  code: 'server_down',
  words: (r) => `${r.server} is not available at the moment (${r.status}). It is tried again by itself.`,
}
const broken: Row = {
  kind: 'uncertain',
  code: 'server_error',
  words: (r) =>
    r.changes
      ? `${r.server} failed while it worked on this (${r.status}), so it may or may not have been done.`
      : `${r.server} failed (${r.status}). It is tried again by itself.`,
}
const rejected = (code: string, words: string): Row => ({
  kind: 'rejected',
  code,
  words: (r) => `${words.replace('{server}', r.server).replace('{what}', r.about)}${told(r)}`,
})

/** By OAuth's own codes, which are stable words. */
const byCode: Record<string, Row> = {
  invalid_grant: rejected('invalid_grant', '{server} does not know this sign-in any more. Start again.'),
  invalid_client: rejected('app_forgotten', '{server} has forgotten Carillon. Start again.'),
  unauthorized_client: rejected('app_forgotten', '{server} has forgotten Carillon. Start again.'),
  access_denied: rejected('access_denied', 'You did not allow it at {server}. Start again and allow it.'),
  invalid_scope: rejected('invalid_scope', '{server} does not offer the rights that are needed.'),
}

const byStatus: Record<number, Row> = {
  400: rejected('bad_request', '{server} does not understand this {what}.'),
  401: signInAgain,
  403: forbidden,
  404: rejected('not_found', '{server} does not find what this belongs to; it may have been deleted.'),
  405: rejected('not_offered', '{server} does not offer this.'),
  408: down,
  410: rejected('gone', '{server} says that this is gone.'),
  413: rejected('too_large', '{server} takes no file as large as this. Make it smaller.'),
  422: rejected('not_taken', '{server} does not take this {what}. Change it and try again.'),
  425: down,
  429: {
    kind: 'later',
    code: 'limited',
    words: (r) => `${r.server} asks for a pause. It goes on by itself when the pause is over.`,
  },
  501: rejected('not_offered', '{server} does not offer this.'),
  503: down,
  521: down,
  522: down,
  523: down,
}

/** The failure that an answer means: by its status and code, and only for people by its text. */
export function failureOf(refusal: Refusal): NetworkFailure {
  const row = rowOf(refusal)
  const kind = row.kind !== 'uncertain' ? row.kind : refusal.changes ? 'unknown' : 'later'
  return new NetworkFailure(kind, row.words(refusal), {
    code: row.code,
    status: refusal.status,
    outage: row === down,
    scope: row === down ? 'server' : 'account',
    ...(kind === 'later' && { retryAt: pauseEnds(refusal) }),
  })
}

function rowOf({ status, error }: Refusal): Row {
  const coded = error === null ? undefined : byCode[error]
  if (coded) return coded
  // A firewall or a proxy answers 401 and 403 too; only the server itself can end a sign-in.
  if ((status === 401 || status === 403) && error === null) return down
  const row = byStatus[status]
  if (row) return row
  if (status >= 500) return broken
  if (status >= 300 && status < 400)
    return rejected('moved', '{server} has moved to another address. Join the account there.')
  return rejected('refused', `{server} refused this (${status}).`)
}

/** Mastodon tells the end of a pause as an instant in `X-RateLimit-Reset`; servers behind proxies say `Retry-After`. */
function pauseEnds({ status, headers, now }: Refusal): Date | undefined {
  const told = retryAfter(headers, now)
  if (told || status !== 429) return told
  const reset = Date.parse(headers.get('x-ratelimit-reset') ?? '')
  return Number.isFinite(reset) ? pauseUntil(new Date(reset), now) : undefined
}
