import type { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus, type Told } from '../kit/table.ts'

/** What a request was about: the same answer means something else to a reader than to a writer. */
export type About = 'pin' | 'change' | 'film' | 'read'

export type Refusal = Told & {
  about: About
  /** Null where the answer was not Pinterest's JSON: a proxy spoke. */
  code: number | null
  message: string
}

const notTaken = row('rejected', 'not_taken', 'Pinterest does not take this pin. Change it and try again.')
const noBoard = row(
  'rejected',
  'no_board',
  'Pinterest does not find the board or section. It may have been deleted or renamed there: choose another one, after a check of the channel.',
)
const limited = row(
  'later',
  'limited',
  'Pinterest asks for a pause. It goes on by itself when the pause is over.',
)
const notPermitted = row(
  'rejected',
  'not_permitted',
  'Pinterest does not let this account do that: the board or the pin belongs to somebody else, or is shared no more.',
)

const postGone = row(
  'rejected',
  'post_gone',
  'The pin is not at Pinterest any more. Somebody may have deleted it there.',
)
const signedOut = row(
  'reconnect',
  'not_authorised',
  'Pinterest does not accept the sign-in any more. Join the account again.',
)
const narrowed = row(
  'reconnect',
  'scope_missing',
  'Something that Carillon needs was not allowed at Pinterest. Join the account again and leave all of it allowed.',
)
const barred = row(
  'rejected',
  'account_barred',
  'Pinterest has this account under review, or has barred it. Look at the business hub at Pinterest, and try again when it is settled.',
)

/** Codes that mean the same wherever they stand; most others are no more than their status. */
const byCode: Record<number, Row> = {
  3: narrowed,
  7: notPermitted,
  8: limited,
  40: noBoard,
  50: postGone,
  1104: signedOut,
  2031: noBoard,
  2625: barred,
  2626: barred,
}

const noMedia = row(
  'rejected',
  'media_not_taken',
  'Pinterest does not take the picture or film. Replace it by another one.',
)
const trial = row(
  'rejected',
  'trial_access',
  'The app has Trial access only, and Pinterest takes no pins from it. Ask Pinterest for Standard access (Channels, Apps), then send this again.',
)

/** A code may stand for several things; the sentence beside it then tells. An unknown one counts by its status. */
const byWords: readonly (readonly [RegExp, Row])[] = [
  [/trial access/i, trial],
  [
    /invalid url|valid link|link .*(blocked|spam)|blocked .*link/i,
    row(
      'rejected',
      'bad_link',
      'Pinterest does not take the address that the pin leads to. Correct it, or write the whole address instead of a short one.',
    ),
  ],
  [
    /(image|media|video|cover).*(invalid|not (supported|found|valid)|too (large|small)|could ?n.t|failed)|could ?n.t fetch/i,
    noMedia,
  ],
]

/** Changing pins is in a test at Pinterest that not every app takes part in. */
const noChanges = row(
  'rejected',
  'edit_not_allowed',
  'Pinterest lets only some apps change pins, and yours is none of them. Change the pin at Pinterest.',
)

function rowOf({ status, code, message, about }: Refusal): Row {
  if (status === 429) return limited
  if (status >= 500 || status === 408) return rowByStatus('Pinterest', status)
  if (status === 413)
    return row('rejected', 'too_large', 'Pinterest takes no file as large as this. Make it smaller.')
  // What does not speak Pinterest's language can end no sign-in.
  if (code === null) return rowByStatus('Pinterest', 503)
  const told = byWords.find(([words]) => words.test(message))?.[1]
  if (told) return told
  if (status === 401) return code === 3 ? narrowed : signedOut
  const known = byCode[code]
  if (known) return known
  if (status === 403) return about === 'change' ? noChanges : notPermitted
  if (status === 404) return about === 'pin' ? noBoard : about === 'film' ? noMedia : postGone
  if (status === 409)
    return row('later', 'busy', 'Pinterest is still busy with this board. It is tried again by itself.')
  return notTaken
}

/** The failure that an answer means. */
export const failureOf = (refusal: Refusal): NetworkFailure => failureBy(rowOf(refusal), refusal)
