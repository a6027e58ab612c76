import { z } from 'zod'
import type { Answered } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus } from '../kit/table.ts'

/** What Meta's interfaces say when they refuse. */
const Refusal = z.object({
  error: z.looseObject({
    message: z.string().catch(''),
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
  }),
})

const joinAgain = 'Join the account again.'
const notSignedIn = row(
  'reconnect',
  'not_authorised',
  `Threads does not accept the sign-in any more. ${joinAgain}`,
)
const noRight = row(
  'reconnect',
  'forbidden',
  `Threads does not allow the app to do that for this account: a permission was not given, was taken away, or Meta has not approved it for the app. Look at the permissions of the app, and join the account again.`,
)
const failed = row(
  'uncertain',
  'server_error',
  'Threads failed while it worked on this, so it may or may not have been done.',
)
const pause = (scope: 'account' | 'app') =>
  row('later', 'limited', 'Threads asks for a pause. It goes on by itself when the pause is over.', { scope })
const spam = row(
  'later',
  'action_blocked',
  'Threads holds this account back for a while, because it takes what it does for spam. Wait, and look into Threads whether there is a message about it.',
)
export const quotaUsed = row(
  'later',
  'quota_used',
  'This account has published as much as Threads allows in 24 hours. It goes out by itself when there is room again.',
)
const notTaken = row('rejected', 'not_taken', 'Threads does not take this post. Change it and try again.')
const fileNotTaken = row(
  'rejected',
  'media_not_taken',
  'Threads does not take one of the files. Take it out, or replace it by another.',
)
const gone = row(
  'rejected',
  'message_gone',
  'Threads does not find what this belongs to any more; somebody may have deleted it there.',
)
const notReady = row(
  'later',
  'media_processing',
  'Threads is still working on this post. It is published as soon as it is ready.',
)
const notFetched = row(
  'later',
  'media_not_fetched',
  'Threads could not fetch a file from this Carillon. Its address must be reachable from the internet under https, and no robots.txt or firewall may stop Meta.',
)
const again = row(
  'later',
  'server_down',
  'Threads could not make this post ready. It is tried again by itself.',
)
const tooLarge = row('rejected', 'too_large', 'Threads takes no file as large as this. Make it smaller.')
const tooLong = row(
  'rejected',
  'text_too_long',
  'Threads says that the text is too long. Shorten it and try again.',
)

/** Why a sign-in is not accepted (code 190 or 102). */
const signIn: Readonly<Record<number, Row>> = {
  458: row('reconnect', 'app_removed', `The account does not allow this app any more. ${joinAgain}`),
  459: row(
    'reconnect',
    'checkpoint',
    `Threads wants to be sure who owns the account. Open Threads, do what it asks, and join the account again.`,
  ),
  460: row(
    'reconnect',
    'password_changed',
    `The password of the account was changed, or Meta ended its sign-ins. ${joinAgain}`,
  ),
  463: row('reconnect', 'signed_out', `The sign-in of 60 days has ended. ${joinAgain}`),
  464: row(
    'reconnect',
    'checkpoint',
    `Meta has not confirmed this account yet. Open Threads, do what it asks, and join the account again.`,
  ),
  467: row('reconnect', 'signed_out', `The sign-in was ended at Threads. ${joinAgain}`),
}

/** What Threads and Instagram, whose codes it shares, say of posts and files. */
const bySubcode: Readonly<Record<number, Row>> = {
  33: gone,
  4279009: notReady,
  2207001: failed,
  2207003: notFetched,
  2207004: tooLarge,
  2207005: fileNotTaken,
  2207006: gone,
  2207008: notReady,
  2207009: row('rejected', 'image_shape', 'Threads refuses a picture of this shape. Crop it and try again.'),
  2207010: tooLong,
  2207020: notReady,
  2207023: fileNotTaken,
  2207026: row('rejected', 'video_unfit', 'Threads does not take this film. Replace it by an MP4.'),
  2207027: notReady,
  2207028: row(
    'rejected',
    'too_many_media',
    'Threads does not take these pictures and films together. A carousel has two to twenty.',
  ),
  2207032: again,
  2207042: quotaUsed,
  2207050: row(
    'reconnect',
    'account_inactive',
    'Threads has restricted this account, or it is not active. Open Threads, do what it asks, and join the account again.',
  ),
  2207051: spam,
  2207052: notFetched,
  2207053: again,
}

const byCode: Readonly<Record<number, Row>> = {
  1: failed,
  2: failed,
  3: noRight,
  4: pause('app'),
  9: quotaUsed,
  10: noRight,
  17: pause('account'),
  24: gone,
  32: pause('account'),
  100: notTaken,
  341: pause('app'),
  368: spam,
  506: row('rejected', 'duplicate', 'Threads does not take the same post twice in a row. Change its words.', {
    standsThere: true,
  }),
  613: pause('account'),
  1609005: row(
    'rejected',
    'link_not_read',
    'Threads could not read the page behind the link. Look whether the address is right.',
  ),
}

const tooManyLinks = row(
  'rejected',
  'too_many_links',
  'Threads takes at most five different links in a post. Take some out.',
)
/** Of what does not speak Meta's language, a proxy or a page of maintenance, nothing ends a sign-in or refuses a post. */
const elsewhere = row(
  'later',
  'server_down',
  'Threads is not available at the moment. It is tried again by itself.',
  {
    outage: true,
    scope: 'server',
  },
)

export type Refused = Answered & { changes: boolean; now: Date }

/** The failure that an answer means. */
export function failureOf({ status, headers, body, changes, now }: Refused): NetworkFailure {
  const refusal = Refusal.safeParse(body)
  const found = refusal.success ? rowOf(refusal.data.error, status) : strangeRow(status)
  return failureBy(found, { status, headers, changes, now })
}

function rowOf(error: z.infer<typeof Refusal>['error'], status: number): Row {
  const { code, error_subcode: subcode = 0, message, is_transient: passing } = error
  if (code === 190 || code === 102) return signIn[subcode] ?? notSignedIn
  if (/LINK_LIMIT_EXCEEDED/.test(message)) return tooManyLinks
  const known = bySubcode[subcode] ?? byCode[code]
  if (known) return known
  if (code >= 200 && code < 300) return noRight
  if (passing) return failed
  return status === 400 ? notTaken : rowByStatus('Threads', status)
}

const strangeRow = (status: number): Row =>
  status === 429 || status >= 500 ? rowByStatus('Threads', status) : elsewhere

/** What is said of a container that came to nothing, by its `error_message`. */
export function failureOfContainer(message: string): NetworkFailure {
  const { code, words } = containerRow(message)
  return new NetworkFailure('rejected', words, { code })
}

function containerRow(message: string): Row {
  if (/DOWNLOADING/.test(message)) return notFetched
  if (/DURATION|FRAME_RATE|BIT_RATE|AUDIO|VIDEO|ASPEC/.test(message))
    return row(
      'rejected',
      'video_unfit',
      `Threads does not take this film: ${reasons.find(([mark]) => message.includes(mark))?.[1] ?? 'it could not be read'}. Replace it by another.`,
    )
  return fileNotTaken
}

const reasons: readonly (readonly [mark: string, words: string])[] = [
  ['DURATION', 'it is too long or too short'],
  ['FRAME_RATE', 'it has too many or too few frames a second'],
  ['BIT_RATE', 'it has too many bits a second'],
  ['ASPEC', 'it is too wide or too tall'],
  ['AUDIO', 'its sound is of a kind that Threads does not take'],
]
