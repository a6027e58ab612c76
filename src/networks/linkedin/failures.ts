import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus } from '../kit/table.ts'

/** https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling */
const Refusal = z.looseObject({
  message: z.string().catch(''),
  code: z.string().catch(''),
  serviceErrorCode: z.number().optional().catch(undefined),
  errorDetailType: z.string().optional().catch(undefined),
})
type Refusal = z.infer<typeof Refusal>

type Answer = {
  status: number
  headers: Headers
  body: unknown
  /** Whether the request could have made or altered something that people see. */
  changes: boolean
  now: Date
}

/** Why a token is none any more, by LinkedIn's number. */
const tokens: Readonly<Record<number, Row>> = {
  65601: row(
    'reconnect',
    'app_removed',
    'Who joined this account took the app out of their settings at LinkedIn, signed in by it with other permissions, or LinkedIn ended the sign-in. Join the account again.',
  ),
  65602: row(
    'reconnect',
    'permission_ended',
    'The sign-in at LinkedIn has ended: it lasts for 60 days. Join the account again.',
  ),
}

/** By LinkedIn's words. */
const codes: Readonly<Record<string, Row>> = {
  FIELD_LENGTH_TOO_LONG: row(
    'rejected',
    'text_too_long',
    'LinkedIn says that a text of this post is too long. Shorten it.',
  ),
  MEDIA_ASSET_PROCESSING_FAILED: row(
    'rejected',
    'video_unfit',
    'LinkedIn cannot read one of the files of this post. Replace it by another.',
  ),
  MEDIA_ASSET_WAITING_UPLOAD: row(
    'later',
    'media_processing',
    'LinkedIn has not got all of a file yet. It is tried again by itself.',
    { alone: true },
  ),
  MEDIA_ASSET_PROCESSING: row(
    'later',
    'media_processing',
    'LinkedIn is still working on a file. It is tried again by itself.',
    { alone: true },
  ),
  EXPIRED_UPLOAD_URL: row(
    'later',
    'upload_expired',
    'LinkedIn waited too long for a file. It is sent anew by itself.',
    { alone: true },
  ),
  INVALID_URL: row(
    'rejected',
    'link_not_taken',
    'LinkedIn does not take the link of this post. Look whether it is right, or publish without its card.',
  ),
}

/** The failure that an answer means; null when it is none. */
export function failureOf({ body, ...told }: Answer): NetworkFailure | null {
  if (told.status < 300) return null
  const refusal = Refusal.safeParse(body).data ?? { message: '', code: '' }
  const found = rowOf(refusal, told.status)
  const failure = failureBy(found, { ...told, retryAt: pauseOf(found, refusal, told.now) })
  const twin = found.code === 'duplicate_post' ? twinIn(refusal.message) : null
  if (twin === null) return failure
  return new NetworkFailure(failure.kind, failure.message, {
    code: failure.code,
    status: told.status,
    cause: twin,
  })
}

/** The post that a refused one is the same as. */
const twinIn = (message: string): string | null =>
  /urn:li:(?:share|ugcPost):\d{1,24}/.exec(message)?.[0] ?? null

const hourMs = 3_600_000

/** Daily limits begin anew at midnight, UTC. Where a version has ended, somebody must write another one. */
function pauseOf(found: Row, { message }: Pick<Refusal, 'message'>, now: Date): Date | undefined {
  if (found.code === 'version_ended') return new Date(now.getTime() + hourMs)
  if (found.alone && found.code !== 'limited') return new Date(now.getTime() + 60_000)
  if (found.code !== 'limited' || !/\bDAY\b/.test(message)) return undefined
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1))
}

function rowOf({ code, message, serviceErrorCode = 0, errorDetailType = '' }: Refusal, status: number): Row {
  switch (status) {
    case 401:
      return tokens[serviceErrorCode] ?? rowByStatus('LinkedIn', status)
    case 403:
      return /unpermitted fields/i.test(message) ? notOfThisApp : forbidden
    case 404:
      return gone
    case 426:
      return versionEnded
    case 429:
      return limited(message)
  }
  if (status === 422 && /duplicate/i.test(message)) return duplicate
  if (status === 400 && /version/i.test(code)) return versionEnded
  const known = [code, errorDetailType].find((one) => Object.hasOwn(codes, one))
  if (known) return codes[known] ?? rowByStatus('LinkedIn', status)
  if (status === 408 || status >= 500) return rowByStatus('LinkedIn', status)
  if (status === 413) return tooLarge
  if (status === 415) return badFile
  return row(
    'rejected',
    'not_taken',
    `LinkedIn does not take this as it is (${[status, named(code || errorDetailType)].filter(Boolean).join(', ')}). Change it and try again.`,
  )
}

/** A word of LinkedIn's, not a sentence. */
const named = (code: string): string => (/^[A-Z_]{2,60}$/.test(code) ? code : '')

const forbidden = row(
  'reconnect',
  'forbidden',
  'LinkedIn does not allow this account to do that: the app lacks a permission, or who joined the page has no role in it any more. Join it again, by somebody who may publish there.',
)
/** What stands in one post only, so that no other need stop. */
const notOfThisApp = row(
  'rejected',
  'app_not_allowed',
  'LinkedIn does not let this app send something that stands in this post. Ask for the product that it belongs to at LinkedIn, or leave it out.',
)
const gone = row(
  'rejected',
  'message_gone',
  'LinkedIn does not find this any more; somebody may have deleted it there.',
)
const versionEnded = row(
  'later',
  'version_ended',
  'LinkedIn has retired the version of its API that Carillon speaks. Write a newer one under Channels, Apps; it goes on by itself then.',
  { scope: 'app' },
)
const duplicate = row(
  'rejected',
  'duplicate_post',
  'LinkedIn takes no post twice within ten minutes, and these words were just published. Look there; change the words, or wait.',
)
const tooLarge = row('rejected', 'too_large', 'A file is larger than LinkedIn takes. Make it smaller.')
const badFile = row(
  'rejected',
  'media_not_taken',
  'LinkedIn does not take one of the files. Take it out, or replace it by another.',
)

/** Each resource has limits of its own: one that is spent on numbers stops no post. */
const limited = (message: string): Row => ({
  ...rowByStatus('LinkedIn', 429),
  ...(/^Resource level throttle\b/.test(message) && { alone: true as const }),
  ...(/\bAPPLICATION\b/.test(message) && { scope: 'app' as const }),
})
