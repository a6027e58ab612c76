import { type FailureFacts, type FailureKind, NetworkFailure, pauseUntil, retryAfter } from './failure.ts'

/**
 * A row of a network's table of failures: what an answer means, a code of ours, and what a person can do. `uncertain` is
 * unknown where the request could have changed something, and later where it could not.
 */
export type Row = {
  kind: FailureKind | 'uncertain'
  code: string
  words: string
  /** Whom a limit stops; the account, if nothing is said. */
  scope?: FailureFacts['scope']
  /** The provider is down for everybody. */
  outage?: true
  /** This post alone waits; nobody has limited its account. */
  alone?: true
  /** The same stands there already. */
  standsThere?: true
}

export const row = (
  kind: Row['kind'],
  code: string,
  words: string,
  more: Pick<Row, 'scope' | 'outage' | 'alone' | 'standsThere'> = {},
): Row => ({
  kind,
  code,
  words,
  ...more,
})

/** What every network's answers mean by their status alone, where its own words say no more. `{network}` is its name. */
export function rowByStatus(network: string, status: number): Row {
  if (status === 429)
    return row(
      'later',
      'limited',
      `${network} asks for a pause. It goes on by itself when the pause is over.`,
    )
  if (status === 503)
    return row(
      'later',
      'server_down',
      `${network} is not available at the moment. It is tried again by itself.`,
      {
        outage: true,
        scope: 'server',
      },
    )
  if (status >= 500 || status === 408)
    return row(
      'uncertain',
      'server_error',
      `${network} failed while it worked on this (${status}), so it may or may not have been done.`,
    )
  if (status === 401)
    return row(
      'reconnect',
      'not_authorised',
      `${network} does not accept the sign-in any more. Join the account again.`,
    )
  if (status === 403)
    return row(
      'reconnect',
      'forbidden',
      `${network} does not let this account do that. Look at its rights there, and join it again.`,
    )
  return row('rejected', 'refused', `${network} refused this (${status}).`)
}

export type Told = {
  status: number
  headers: Headers
  changes: boolean
  now: Date
  /** When a limit ends, where an answer tells it otherwise than by `Retry-After`. */
  retryAt?: Date | undefined
}

/** The failure that a row means for one answer. */
export function failureBy(found: Row, { status, headers, changes, now, retryAt }: Told): NetworkFailure {
  const kind = found.kind === 'uncertain' ? (changes ? 'unknown' : 'later') : found.kind
  const pause =
    kind === 'later' ? (retryAfter(headers, now) ?? (retryAt && pauseUntil(retryAt, now))) : undefined
  return new NetworkFailure(kind, found.words, {
    code: found.code,
    status,
    outage: found.outage ?? false,
    scope: found.scope ?? 'account',
    alone: found.alone ?? false,
    standsThere: found.standsThere ?? false,
    ...(pause && { retryAt: pause }),
  })
}
