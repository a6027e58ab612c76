import { type FailureFacts, type FailureKind, NetworkFailure, pauseUntil, retryAfter } from './failure.ts'

/**
 * A row of a network's table of failures: what an answer means, a code of ours, and what a person can do. `uncertain` is
 * unknown where the request could have changed something, and later where it could not.
 */
export type Row = Beside & { kind: FailureKind | 'uncertain'; code: string; words: string }

type Beside = Pick<FailureFacts, 'scope' | 'outage' | 'alone' | 'standsThere'>

export const row = (kind: Row['kind'], code: string, words: string, more: Beside = {}): Row => ({
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
  const { kind: meant, words, ...facts } = found
  const kind = meant === 'uncertain' ? (changes ? 'unknown' : 'later') : meant
  const pause =
    kind === 'later' ? (retryAfter(headers, now) ?? (retryAt && pauseUntil(retryAt, now))) : undefined
  return new NetworkFailure(kind, words, { ...facts, status, ...(pause && { retryAt: pause }) })
}
