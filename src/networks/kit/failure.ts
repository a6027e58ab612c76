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
  /** True when this post alone waits until `retryAt`: nobody has limited its account, and the others go on. */
  alone?: boolean
  /** True when the provider is down for everybody, so that people do not search the fault at home. */
  outage?: boolean
  /** True when it is refused because the same stands there already: after an earlier attempt of ours that may be ours. */
  standsThere?: boolean
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
  readonly alone: boolean
  readonly outage: boolean
  readonly standsThere: boolean

  constructor(kind: FailureKind, words: string, facts: FailureFacts) {
    super(words, { cause: facts.cause })
    this.name = 'NetworkFailure'
    this.kind = kind
    this.code = facts.code
    this.status = facts.status
    this.retryAt = facts.retryAt
    this.scope = facts.scope ?? 'account'
    this.alone = facts.alone ?? false
    this.outage = facts.outage ?? false
    this.standsThere = facts.standsThere ?? false
  }
}

const longestPauseMs = 86_400_000

/**
 * The end of a pause as a network told it, within reason: what is no instant at all is none, and after a day we ask once
 * more, whatever was said. A proxy's mistake must not silence an account for years.
 */
export function pauseUntil(told: Date, now: Date): Date | undefined {
  const at = told.getTime()
  return Number.isNaN(at) ? undefined : new Date(Math.min(at, now.getTime() + longestPauseMs))
}

/** `Retry-After` as an instant: seconds or an HTTP date; undefined when absent or senseless. */
export function retryAfter(headers: Headers, now: Date): Date | undefined {
  const value = headers.get('retry-after')
  if (!value) return undefined
  const at = /^\d+$/.test(value) ? now.getTime() + Number(value) * 1000 : Date.parse(value)
  return pauseUntil(new Date(at), now)
}

/**
 * A request that got no answer. `changes` says whether it could have done something at the network: then a
 * connection that broke after it stood is `unknown`; what never left, or only read, is `later`.
 * An address that the guard of the way out refuses is `rejected`.
 */
export function unanswered(cause: unknown, server: string, changes: boolean): NetworkFailure {
  const why = reasonOf(cause)
  if (why === 'blocked')
    return new NetworkFailure(
      'rejected',
      `Carillon does not connect to ${server}, because it is not a public address. An operator can allow it with CARILLON_ALLOWED_HOSTS.`,
      { code: 'address_blocked', cause },
    )
  if (!mayHaveLeft(cause, why))
    return new NetworkFailure(
      'later',
      `${server} cannot be reached. It is tried again by itself; if this lasts, look whether the server is up.`,
      { code: 'unreachable', cause },
    )
  if (!changes)
    return new NetworkFailure('later', `${server} did not answer. It is tried again by itself.`, {
      code: 'no_answer',
      cause,
    })
  return new NetworkFailure(
    'unknown',
    `The connection to ${server} broke before it answered, so this may or may not have been done there.`,
    { code: 'no_answer', cause },
  )
}

/** Codes of a connection that never stood: the request cannot have reached anybody. */
const neverStood =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS\w*|ERR_SSL\w*|CERT_\w+|UNABLE_TO\w+|\w*SELF_SIGNED\w*)$/

/** Our own way out says it outright; of another client the code tells. When in doubt, it may have left. */
function mayHaveLeft(thrown: unknown, code: string): boolean {
  if (thrown instanceof Error && 'mayHaveLeft' in thrown) return thrown.mayHaveLeft !== false
  return !neverStood.test(code)
}

/** The code of a thrown error or of what caused it: fetch hides it below `cause`, and below `errors` for many addresses. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ''
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code
  if (thrown instanceof AggregateError) return reasonOf(thrown.errors[0])
  return reasonOf(thrown.cause)
}
