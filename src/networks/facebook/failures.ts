import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus } from '../kit/table.ts'

/** The one shape of errors that the Graph API has. */
const Refusal = z.object({
  error: z.object({
    message: z.string().catch(''),
    code: z.number(),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().optional(),
    /** Where an upload goes on. */
    error_data: z.unknown().optional(),
  }),
})

type Answer = {
  status: number
  headers: Headers
  body: unknown
  /** Whether the request could have made or altered something that people see. */
  changes: boolean
  now: Date
  /** When a limit ends, as the answer's headers tell. */
  regainAt?: Date | undefined
}

const signedOut = row(
  'reconnect',
  'not_authorised',
  'Facebook does not accept the sign-in of this page any more. Join the page again.',
)

/** Subcodes of 190 and 102: why a token is none any more. */
const tokens: Readonly<Record<number, Row>> = {
  458: row(
    'reconnect',
    'app_removed',
    'Who joined this page took the app out of their Facebook settings. Join the page again.',
  ),
  459: row(
    'reconnect',
    'account_held',
    'Facebook wants who joined this page to sign in at facebook.com and answer its questions there. Do that, then join the page again.',
  ),
  460: row(
    'reconnect',
    'password_changed',
    'Who joined this page changed their password at Facebook, or Facebook ended all their sign-ins. Join the page again.',
  ),
  463: row('reconnect', 'permission_ended', 'The sign-in of this page has ended. Join the page again.'),
  464: row(
    'reconnect',
    'account_held',
    'Facebook wants who joined this page to confirm their account at facebook.com. Do that, then join the page again.',
  ),
  467: signedOut,
  492: row(
    'reconnect',
    'page_role_lost',
    'Who joined this page has no role in it any more. Somebody who manages it must join it again.',
  ),
}

const gone = row(
  'rejected',
  'message_gone',
  'Facebook does not find this any more; somebody may have deleted it there.',
)
const limited = (scope: Row['scope']): Row =>
  row(
    'later',
    'limited',
    'Facebook asks for a pause. It goes on by itself when the pause is over.',
    scope ? { scope } : {},
  )
const badFile = row(
  'rejected',
  'media_not_taken',
  'Facebook does not take one of the files. Take it out, or replace it by another.',
)
const retryUpload = row(
  'later',
  'upload_interrupted',
  'Facebook did not get a piece of the film. It is sent again by itself.',
)

/** https://developers.facebook.com/docs/graph-api/guides/error-handling */
const codes: Readonly<Record<number, Row>> = {
  1: row(
    'uncertain',
    'server_error',
    'Facebook failed while it worked on this, so it may or may not have been done.',
  ),
  2: row(
    'uncertain',
    'server_error',
    'Facebook had a fault of its own while it worked on this, so it may or may not have been done.',
  ),
  3: row(
    'rejected',
    'app_not_allowed',
    'Meta does not let this app do that. Ask for the access under App Review, and publish again.',
  ),
  4: limited('app'),
  17: limited('account'),
  32: limited('account'),
  613: limited('account'),
  80001: limited('account'),
  341: limited('account'),
  324: badFile,
  352: badFile,
  6000: badFile,
  6001: badFile,
  368: row(
    'later',
    'blocked_for_now',
    'Facebook blocks this page for the time being, because it takes what it does for abuse. Look at the quality of the page at Facebook; it is tried again in an hour.',
  ),
  506: row(
    'rejected',
    'duplicate_post',
    'Facebook takes no post twice in a row. Change the words, or leave it out.',
    { standsThere: true },
  ),
  803: gone,
  1609005: row(
    'rejected',
    'link_not_taken',
    'Facebook cannot read the link of this post. Look whether it is right, or publish without its card.',
  ),
}

/** Subcodes that say more than their codes. */
const subcodes: Readonly<Record<number, Row>> = {
  33: gone,
  1363019: retryUpload,
  1363021: retryUpload,
  1363030: retryUpload,
  1363033: retryUpload,
  1363041: retryUpload,
  1363037: row('later', 'upload_offset', 'Facebook expects another piece of the film. It is sent by itself.'),
}

const blockedMs = 60 * 60_000

/** The failure that an answer means; null when it is none. */
export function failureOf({ body, ...told }: Answer): NetworkFailure | null {
  const refusal = Refusal.safeParse(body).data?.error
  if (!refusal && told.status < 300) return null
  const found = refusal ? rowOf(refusal, told.status) : rowByStatus('Facebook', told.status)
  const pause = found.code === 'blocked_for_now' ? new Date(told.now.getTime() + blockedMs) : told.regainAt
  const failure = failureBy(found, { ...told, retryAt: pause })
  if (found.code !== 'upload_offset') return failure
  const facts = { code: failure.code, status: told.status, cause: refusal?.error_data }
  return new NetworkFailure(failure.kind, failure.message, facts)
}

type Error = z.infer<typeof Refusal>['error']

function rowOf(error: Error, status: number): Row {
  const { code, error_subcode: subcode = 0, is_transient: transient } = error
  if (status === 503) return rowByStatus('Facebook', status)
  if (code === 190 || code === 102) return tokens[subcode] ?? signedOut
  if (code === 10 || (code >= 200 && code <= 299)) return narrowed(error)
  const known = subcodes[subcode] ?? codes[code]
  if (known) return known
  if (transient) return codes[2] ?? rowByStatus('Facebook', 500)
  if (status >= 500 || status === 429) return rowByStatus('Facebook', status)
  return row(
    'rejected',
    'not_taken',
    `Facebook does not take this as it is (${code}${subcode ? `, ${subcode}` : ''}). Change it and try again.`,
  )
}

/** Somebody took a permission back; which one, the answer names most times. */
function narrowed({ message }: Error): Row {
  const named = [...new Set(message.slice(0, 1000).match(/\b(?:pages_\w{3,40}|read_insights)\b/g) ?? [])]
  const what = named.length > 0 ? named.join(', ') : 'what this needs'
  return row(
    'reconnect',
    'forbidden',
    `Facebook does not allow ${what} any more: it was not allowed at the sign-in, was taken back since, or the person’s role in the page is too small. Join the page again and leave all of it switched on.`,
  )
}
