import { hideIn } from '../../platform/hide.ts'
import { clean } from '../../platform/http/index.ts'
import { type FailureKind, NetworkFailure, pauseUntil, retryAfter, unanswered } from '../kit/failure.ts'

/** A refusal as a server of the AT Protocol gives it: a status, its own word for the error, and a sentence. */
export type Refusal = { status: number; error: string; message: string; headers: Headers }

/** What was asked: of whom, and whether the request could have made or changed a post. */
export type Asked = { server: string; changes: boolean; now: Date }

type Row = {
  when: (refusal: Refusal) => boolean
  kind: FailureKind
  words: (refusal: Refusal, server: string) => string
  outage?: boolean
}

const named =
  (...errors: string[]) =>
  ({ error }: Refusal) =>
    errors.includes(error)
const status =
  (...statuses: number[]) =>
  (refusal: Refusal) =>
    statuses.includes(refusal.status)

/** The first row that fits tells. Codes come before statuses, because 400 stands for nearly everything here. */
const table: Row[] = [
  {
    when: status(429),
    kind: 'later',
    words: (_, server) => `${server} asks us to wait: too many requests. It goes on by itself.`,
  },
  {
    when: named(
      'AccountTakedown',
      'AccountSuspended',
      'AccountDeactivated',
      'RepoTakendown',
      'RepoDeactivated',
    ),
    kind: 'reconnect',
    words: () =>
      'The account is deactivated or was taken down. Settle that with Bluesky, then join it again.',
  },
  {
    when: named('AuthFactorTokenRequired'),
    kind: 'reconnect',
    words: () => 'This is the password of the account itself. Use an app password, which asks for no code.',
  },
  {
    when: named('ScopeMissingError', 'InsufficientScope', 'insufficient_scope'),
    kind: 'reconnect',
    words: () =>
      'The permission that was given does not reach for this. Join the account again and allow it.',
  },
  {
    when: (refusal) =>
      refusal.status === 401 ||
      named('ExpiredToken', 'InvalidToken', 'invalid_grant', 'invalid_client')(refusal),
    kind: 'reconnect',
    words: (_, server) =>
      `${server} no longer accepts the permission of this account. Join the account again.`,
  },
  {
    when: named('BlobNotFound'),
    kind: 'later',
    words: (_, server) =>
      `${server} no longer has a picture that was sent ahead. It is sent again by itself.`,
  },
  {
    when: status(413),
    kind: 'rejected',
    words: (_, server) => `The file is larger than ${server} takes. Choose a smaller one.`,
  },
  {
    when: status(503),
    kind: 'later',
    words: (_, server) => `${server} is down for now. It is tried again by itself.`,
    outage: true,
  },
]

/** What a refusal means for us. 5xx and 408 may come after the work was done, so a changing request is `unknown` then. */
export function failureOf(refusal: Refusal, asked: Asked): NetworkFailure {
  const row = table.find(({ when }) => when(refusal)) ?? fallback(refusal, asked)
  return new NetworkFailure(row.kind, row.words(refusal, hostOf(asked.server)), {
    code: refusal.error || `http_${refusal.status}`,
    status: refusal.status,
    outage: row.outage,
    ...(refusal.status === 429 && { retryAt: waitUntil(refusal.headers, asked.now) }),
  })
}

function fallback({ status: code }: Refusal, { changes }: Asked): Omit<Row, 'when'> {
  if (code < 500 && code !== 408)
    return {
      kind: 'rejected',
      words: ({ message }, server) => `Refused by ${server}: ${asSentence(message)}`,
    }
  if (changes)
    return {
      kind: 'unknown',
      words: (_, server) => `Trouble at ${server} (${code}): this may or may not have been done there.`,
    }
  return {
    kind: 'later',
    outage: true,
    words: (_, server) => `Trouble at ${server} (${code}). It is tried again by itself.`,
  }
}

/** How people know a server. */
const hostOf = (server: string) => server.replace(/^https?:\/\//, '')

/** `Retry-After`, or the instant at which Bluesky's own header says that the points are back. */
function waitUntil(headers: Headers, now: Date): Date | undefined {
  const reset = Number(headers.get('ratelimit-reset'))
  return retryAfter(headers, now) ?? (reset > 0 ? pauseUntil(new Date(reset * 1000), now) : undefined)
}

const asSentence = (message: string) =>
  `${message.replace(/\s+/g, ' ').replace(/[.\s]+$/, '') || 'no reason given'}.`

/**
 * Reads a refusal out of an answer that is not a success; the body need not be JSON. `secrets` were told with the
 * request: a server that complains of one may well quote it.
 */
export async function refusalOf(response: Response, secrets: readonly string[] = []): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null)
  const said = (name: string) => hideIn(clean(textOf(body, name)), secrets)
  return {
    status: response.status,
    error: said('error'),
    message: said('message') || said('error_description'),
    headers: response.headers,
  }
}

const textOf = (body: unknown, name: string): string => {
  const value =
    body && typeof body === 'object' && name in body
      ? Object.entries(body).find(([key]) => key === name)?.[1]
      : ''
  return typeof value === 'string' ? value : ''
}

/** Runs a request and turns whatever it throws into a failure: our own stays, a broken connection is judged. */
export async function answered<T>(asked: Omit<Asked, 'now'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    throw (
      failureIn(thrown) ??
      misread(thrown, asked.changes) ??
      unanswered(thrown, hostOf(asked.server), asked.changes)
    )
  }
}

/** The client library wraps what we throw below it. */
export function failureIn(thrown: unknown): NetworkFailure | null {
  for (let error = thrown; error instanceof Error; error = error.cause)
    if (error instanceof NetworkFailure) return error
  return null
}

/** An answer of success that does not look as the lexicon says: the request itself was heard. */
function misread(thrown: unknown, changes: boolean): NetworkFailure | null {
  if (!(thrown instanceof Error) || !('lexiconNsid' in thrown)) return null
  const words =
    'The server answered something that Carillon does not understand. It is asked again by itself.'
  return new NetworkFailure(changes ? 'unknown' : 'later', words, {
    code: 'unexpected_answer',
    cause: thrown,
  })
}
