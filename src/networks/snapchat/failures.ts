import type { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus, type Told } from '../kit/table.ts'

/** What a request was about: the same answer means something else to a reader than to a writer. */
export type About = 'post' | 'media' | 'profile' | 'read'

export type Refusal = Told & {
  about: About
  /** Null where the answer was not Snapchat's JSON: a proxy spoke. */
  code: string | null
}

const processingMs = 15_000

const signedOut = row(
  'reconnect',
  'not_authorised',
  'Snapchat does not accept the sign-in any more. Join the profile again.',
)
const notPermitted = row(
  'rejected',
  'not_permitted',
  'Snapchat does not let the app or the account do that: the app is not on Snap’s list, or the account has no role at this profile any more. Settle it with Snap, then send this again.',
)
const notTaken = row('rejected', 'not_taken', 'Snapchat does not take this post. Change it and try again.')
const mediaNotTaken = row(
  'rejected',
  'media_not_taken',
  'Snapchat does not take the picture or film. Replace it by another one.',
)
const postGone = row(
  'rejected',
  'post_gone',
  'This is not at Snapchat any more: its time was over, or somebody deleted it.',
)
const noProfile = row(
  'reconnect',
  'no_profile',
  'Snapchat does not find this public profile any more. Join it again.',
)
const limited = row(
  'later',
  'limited',
  'Snapchat asks for a pause. It goes on by itself when the pause is over.',
)

/** Snapchat works on a file for a while before it can be posted, and says so. */
export const processing = row(
  'later',
  'media_processing',
  'Snapchat still works on the file. It is published as soon as that is done.',
  { alone: true },
)
/** A file that is up can be posted for a day. */
export const expired = row(
  'later',
  'media_expired',
  'Snapchat has forgotten the file. It is uploaded again.',
  {
    alone: true,
  },
)
/** The same file is being posted at this moment, by an earlier try. */
export const inProgress = row(
  'unknown',
  'posting_in_progress',
  'Snapchat is posting this file already, so it may or may not be out.',
)

const byCode: Record<string, Row> = {
  MEDIA_PROCESSING: processing,
  MEDIA_EXPIRED: expired,
  MEDIA_POSTING_ALREADY_IN_PROGRESS: inProgress,
  AUTHORIZATION_PERMISSION_DENIED: notPermitted,
}

function rowOf({ status, code, about }: Refusal): Row {
  if (status === 429) return limited
  if (status >= 500 || status === 408) return rowByStatus('Snapchat', status)
  if (status === 413) return mediaNotTaken
  // An app that is not on Snap's list was seen to be refused without a word; it costs no sign-in.
  if (code === null && status === 403 && about === 'profile') return notPermitted
  // What does not speak Snapchat's language can end no sign-in.
  if (code === null) return rowByStatus('Snapchat', 503)
  const known = byCode[code]
  if (known) return known
  if (status === 401) return signedOut
  if (status === 403) return notPermitted
  if (status === 404) return about === 'profile' ? noProfile : about === 'media' ? mediaNotTaken : postGone
  return about === 'media' ? mediaNotTaken : notTaken
}

/** The failure that an answer means. */
export function failureOf(refusal: Refusal): NetworkFailure {
  const found = rowOf(refusal)
  const retryAt =
    found === processing || found === expired ? new Date(refusal.now.getTime() + processingMs) : undefined
  return failureBy(found, { ...refusal, retryAt })
}
