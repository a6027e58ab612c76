/** The four kinds of trouble with a network; the dispatcher alone decides what follows from each. */
export type FailureKind = 'later' | 'reconnect' | 'rejected' | 'unknown'

export type FailureFacts = {
  /** A stable word of the network or of ours, such as `text_too_long`; shown in the history, used by tests. */
  code: string
  /** HTTP status, where there was an answer. */
  status?: number
  /** Not before this instant; for `later`. */
  retryAt?: Date
  /** Whom a limit stops: this account, our app, or the whole server. */
  scope?: 'account' | 'app' | 'server'
  /** True when the provider is down for everybody, so that people do not search the fault at home. */
  outage?: boolean
  cause?: unknown
}

/**
 * What a network answered that was not success.
 * `message` is a sentence that a person can act on; it holds no secret.
 */
export class NetworkFailure extends Error {
  readonly kind: FailureKind
  readonly code: string
  readonly status: number | undefined
  readonly retryAt: Date | undefined
  readonly scope: 'account' | 'app' | 'server'
  readonly outage: boolean

  constructor(kind: FailureKind, words: string, facts: FailureFacts) {
    super(words, { cause: facts.cause })
    this.name = 'NetworkFailure'
    this.kind = kind
    this.code = facts.code
    this.status = facts.status
    this.retryAt = facts.retryAt
    this.scope = facts.scope ?? 'account'
    this.outage = facts.outage ?? false
  }
}

/** `Retry-After` as an instant: seconds or an HTTP date; undefined when absent or senseless. */
export function retryAfter(headers: Headers, now: Date): Date | undefined {
  const value = headers.get('retry-after')
  if (!value) return undefined
  const at = /^\d+$/.test(value) ? now.getTime() + Number(value) * 1000 : Date.parse(value)
  return Number.isFinite(at) ? new Date(at) : undefined
}

/** Errors of a connection that never stood: the request cannot have reached anybody. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * A request that got no answer. `changes` says whether it could have done something at the network: then a
 * connection that broke after it stood is `unknown`, and everything else is `later`.
 */
export function unanswered(cause: unknown, server: string, changes: boolean): NetworkFailure {
  const code = codeOf(cause)
  if (neverSent.has(code) || /CERT|SELF_SIGNED|^ERR_TLS/.test(code))
    return new NetworkFailure(
      'later',
      `${server} cannot be reached (${code}). It is tried again by itself; if it lasts, look whether the server is up.`,
      { code: 'unreachable', cause },
    )
  if (!changes)
    return new NetworkFailure('later', `${server} did not answer. It is tried again by itself.`, {
      code: 'no_answer',
      cause,
    })
  return new NetworkFailure(
    'unknown',
    `The connection to ${server} broke before it answered, so it may or may not have been done there.`,
    { code: 'no_answer', cause },
  )
}

/** The code of a thrown error or of what caused it; fetch hides it below `cause`, and below `errors` for many addresses. */
function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ''
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code
  if (thrown instanceof AggregateError) return codeOf(thrown.errors[0])
  return codeOf(thrown.cause)
}
