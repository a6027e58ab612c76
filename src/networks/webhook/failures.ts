import { type FailureKind, NetworkFailure, retryAfter } from '../kit/failure.ts'

type Row = { kind: FailureKind; code: string; words: string }

const gone: Row = {
  kind: 'rejected',
  code: 'not_found',
  words: '{host} has nothing at this address. Look whether the receiver has moved.',
}
const tooLarge: Row = {
  kind: 'rejected',
  code: 'too_large',
  words: '{host} takes no post as large as this. Shorten it.',
}
const refusedSignature: Row = {
  kind: 'reconnect',
  code: 'signature_refused',
  words: '{host} does not accept the signature. Give both sides the same secret, then join it again.',
}
const busy: Row = {
  kind: 'later',
  code: 'busy',
  words: '{host} is not ready for it ({status}). It is tried again by itself.',
}

/** What receivers are told in the README, from their answers back to our kinds. */
const byStatus: Record<number, Row> = {
  401: refusedSignature,
  // Firewalls say this too, of a text that they do not like: it is no word on the signature.
  403: { kind: 'rejected', code: 'forbidden', words: '{host} does not let this through.' },
  404: gone,
  405: { kind: 'rejected', code: 'not_offered', words: '{host} takes no POST requests at this address.' },
  408: busy,
  // The receiver has this key in hand at the moment.
  409: busy,
  410: {
    kind: 'reconnect',
    code: 'gone',
    words: '{host} says that this address is given up. Join the receiver again at its new one.',
  },
  413: tooLarge,
  414: tooLarge,
  425: busy,
  429: {
    kind: 'later',
    code: 'limited',
    words: '{host} asks for a pause. It goes on by itself when the pause is over.',
  },
  503: { kind: 'later', code: 'down', words: '{host} is not available. It is tried again by itself.' },
}

const moved: Row = {
  kind: 'rejected',
  code: 'moved',
  words: '{host} sends on to another address ({status}). Join the receiver at its final one.',
}
const broken: Row = {
  kind: 'unknown',
  code: 'receiver_failed',
  words: '{host} failed while it had the post ({status}), so it may or may not have taken it.',
}
const notTaken: Row = {
  kind: 'rejected',
  code: 'not_taken',
  words: '{host} does not take this ({status}).',
}

function rowOf(status: number): Row {
  const row = byStatus[status]
  if (row) return row
  if (status >= 500) return broken
  return status >= 400 ? notTaken : moved
}

export type Refusal = {
  host: string
  status: number
  headers: Headers
  /** The receiver's own words, as it gave them in `error`, `detail` or `message`; empty for none. */
  said: string
  /** Whether the request could have done something. */
  changes: boolean
  now: Date
}

/** The failure that an answer means. */
export function failureOf({ host, status, headers, said, changes, now }: Refusal): NetworkFailure {
  const row = rowOf(status)
  const kind = row.kind === 'unknown' && !changes ? 'later' : row.kind
  const words = row.words.replace('{host}', host).replace('{status}', String(status))
  return new NetworkFailure(kind, said ? `${words} It says: “${said}”.` : words, {
    code: row.code,
    status,
    ...(kind === 'later' && { retryAt: retryAfter(headers, now) }),
  })
}
