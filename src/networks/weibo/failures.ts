import type { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus, type Told } from '../kit/table.ts'

export type Refusal = Told & {
  /** Weibo's own number; null where the answer was not its JSON: a proxy spoke. */
  code: number | null
  message: string
}

const hourMs = 3_600_000
const minuteMs = 60_000

const signedOut = row(
  'reconnect',
  'not_authorised',
  'Weibo does not accept the sign-in any more: it ended, or was taken back there, or the password was changed. Join the account again.',
)
const takenBack = row(
  'reconnect',
  'app_taken_back',
  'The permission of this app was taken back at Weibo, in the settings of the account or of the app. Join the account again and allow it.',
)
const ended = row(
  'reconnect',
  'sign_in_ended',
  'The sign-in at Weibo has come to the end of its time; those of ordinary apps cannot be made new by themselves. Join the account again.',
)
const failed = row(
  'uncertain',
  'server_error',
  'Weibo failed while it worked on this, so it may or may not have been done.',
)
const down = row(
  'later',
  'server_down',
  'Weibo is not available at the moment. It is tried again by itself.',
  { outage: true, scope: 'server' },
)
const limited = row(
  'later',
  'limited',
  'Weibo asks for a pause. It goes on by itself when the pause is over.',
)
const ofServer = { ...limited, scope: 'server' } as const
const appRefused = row(
  'rejected',
  'app_refused',
  'Weibo does not let the app do that. Look at its interfaces and its security settings at the open platform of Weibo.',
)
const notTaken = row('rejected', 'not_taken', 'Weibo does not take this post. Change it and try again.')
const tooLong = row(
  'rejected',
  'text_too_long',
  'Weibo says that the text is too long. Shorten it and try again.',
)
export const duplicate = row(
  'rejected',
  'duplicate',
  'Weibo says that this account has posted the same or very similar words before. Write it otherwise.',
  { standsThere: true },
)
const mediaNotTaken = row(
  'rejected',
  'media_not_taken',
  'Weibo does not take the picture. It must be a JPEG, PNG or GIF of less than 5 MB.',
)
const postGone = row(
  'rejected',
  'post_gone',
  'The post is not at Weibo any more. Somebody may have deleted it.',
)
const barred = row(
  'rejected',
  'account_barred',
  'Weibo holds the account, the app or the IP address of the channel for improper and takes nothing now. Look into Weibo, and whether the address in the channel’s settings is true.',
)

export const linkMissing = row(
  'rejected',
  'link_missing',
  'Weibo publishes nothing by an app without a link to the app’s safe domain. Add one and try again.',
)

/** By Weibo's own numbers (wiki/Error_code). */
const byCode: Record<number, Row> = {
  10001: failed,
  10002: down,
  10003: failed,
  10004: row(
    'rejected',
    'ip_refused',
    'Weibo takes nothing from this IP address. Add it to the addresses that the app allows, at the open platform of Weibo.',
  ),
  10005: appRefused,
  10006: signedOut,
  10009: row('later', 'busy', 'Weibo has too much to do just now. It is tried again by itself.'),
  10010: failed,
  10011: failed,
  10013: signedOut,
  10014: appRefused,
  10018: mediaNotTaken,
  10022: ofServer,
  10023: limited,
  10024: limited,
  20003: signedOut,
  20005: mediaNotTaken,
  20006: mediaNotTaken,
  20007: mediaNotTaken,
  20012: tooLong,
  20013: tooLong,
  20014: row('later', 'try_again', 'Weibo wants to be asked once more. It is done by itself.', {
    alone: true,
  }),
  20015: barred,
  20016: limited,
  20017: duplicate,
  20018: row(
    'rejected',
    'bad_link',
    'Weibo does not take one of the addresses in the text. Use another one.',
  ),
  20019: duplicate,
  20020: row(
    'rejected',
    'advertising',
    'Weibo takes these words for advertising and does not publish them. Write them otherwise.',
  ),
  20021: row(
    'rejected',
    'content_refused',
    'Weibo does not allow these words or this picture. Change them and try again.',
  ),
  20022: barred,
  20031: row(
    'rejected',
    'captcha',
    'Weibo wants to see that a person sits there. Open Weibo with this account, do what is asked, then send this again.',
  ),
  20101: postGone,
  20111: duplicate,
  21301: signedOut,
  21314: signedOut,
  21315: ended,
  21316: takenBack,
  21317: signedOut,
  21319: takenBack,
  21321: row(
    'reconnect',
    'app_unreviewed',
    'Weibo has not reviewed the app, and this account is none of its test accounts; or its permission was taken back. Enter it as a test account of the app, then join it again.',
  ),
  21327: ended,
  21332: signedOut,
  21337: appRefused,
}

/** What has one number for several things; the sentence beside it then tells. */
const byWords: readonly (readonly [RegExp, Row])[] = [
  [/text not find domain/i, linkMissing],
  [
    /not bind domain/i,
    row(
      'rejected',
      'domain_unbound',
      'The app has no safe domain that Weibo has reviewed. Enter it in the app’s basic information at the open platform of Weibo.',
    ),
  ],
  [
    /\brip\b/i,
    row(
      'rejected',
      'ip_odd',
      'Weibo does not take the IP address of the channel. Correct it on the channel’s page.',
    ),
  ],
]

/** It is out, only the lists do not show it yet. */
export const isSlowSuccess = ({ code }: Pick<Refusal, 'code'>): boolean => code === 20032

function rowOf({ status, code, message }: Refusal): Row {
  if (code === null) {
    if (status === 429 || status >= 500 || status === 408) return rowByStatus('Weibo', status)
    if (status === 413) return mediaNotTaken
    // What does not speak Weibo's language can end no sign-in.
    return down
  }
  const told = byWords.find(([words]) => words.test(message))?.[1]
  if (told) return told
  const known = byCode[code]
  if (known) return known
  return status === 429 || status >= 500 ? rowByStatus('Weibo', status) : notTaken
}

/** Weibo names no end of a pause. Its limits are of an hour, and one of a day that is asked again each hour. */
const pauseOf = ({ code }: Refusal): number => (code === 20014 || code === 10009 ? minuteMs : hourMs)

/** The failure that an answer means. */
export function failureOf(refusal: Refusal): NetworkFailure {
  const found = rowOf(refusal)
  const ends = ['limited', 'try_again', 'busy'].includes(found.code)
  const retryAt = ends ? new Date(refusal.now.getTime() + pauseOf(refusal)) : undefined
  return failureBy(found, { ...refusal, retryAt })
}
