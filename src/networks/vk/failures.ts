import { clip } from '../../platform/clean.ts'
import { type FailureKind, NetworkFailure, pauseUntil, retryAfter } from '../kit/failure.ts'

/** What VK answered instead of a result. `error` null: it was not its JSON, so a proxy spoke. */
export type Refusal = {
  status: number
  headers: Headers
  error: { code: number; words: string } | null
  /** Whether the call could have made or changed something. */
  changes: boolean
  now: Date
}

type Row = {
  kind: FailureKind | 'uncertain'
  code: string
  words: string
  /** VK names no end of a pause; this is how long we wait. Seconds. */
  pause?: number
  /** This post alone waits; others of the community go on. */
  alone?: boolean
}

const row = (
  kind: Row['kind'],
  code: string,
  words: string,
  more: Pick<Row, 'pause' | 'alone'> = {},
): Row => ({
  kind,
  code,
  words,
  ...more,
})

const minute = 60
const hour = 60 * minute

const badKey = row(
  'reconnect',
  'not_authorised',
  'VK does not take this key any more: it ended, or somebody withdrew it. Make a new one and join the community again.',
)
const ended = row(
  'reconnect',
  'key_ended',
  'The key has ended; keys of persons made through VK ID hold for one hour. Make a new one and join the community again.',
)
const noRight = row(
  'reconnect',
  'forbidden',
  'VK does not allow this with this key: the right is missing in it, or the person is no longer an editor of the community. Mend that at VK and join the community again.',
)
const appOff = row(
  'reconnect',
  'app_off',
  'The VK application to which this key belongs is switched off, deleted or of the wrong type. Make a key with another one and join the community again.',
)
const prove = row(
  'reconnect',
  'prove_person',
  'VK wants the person to whom this key belongs to confirm something. Sign in at vk.com as this person, do what VK asks, and join the community again.',
)
const captcha = row(
  'later',
  'captcha',
  'VK asks for letters from a picture (a captcha), because it takes this for a machine. Open vk.com as the person to whom the key belongs and write there once; it is tried again in half an hour.',
  { pause: 30 * minute },
)
const takenBack = row(
  'reconnect',
  'app_taken_back',
  'The person took the permission of this app back at VK, in their settings under apps. Join the community again and allow it.',
)
const accountGone = row(
  'reconnect',
  'account_gone',
  'VK has blocked or deleted the person to whom this key belongs. Join the community with the key of another editor.',
)
const down = row('later', 'server_down', 'VK is not available at the moment. It is tried again by itself.')
const limited = row('later', 'limited', 'VK asks for a pause. It goes on by itself when the pause is over.')
const notTaken = row('rejected', 'not_taken', 'VK does not take this. Change the post and try again.')
const uploadBroke = row(
  'later',
  'upload_broke',
  'VK lost a file on its way up. It is uploaded again by itself.',
)
const mediaNotTaken = row(
  'rejected',
  'media_not_taken',
  'VK does not take one of the files. Take it out, or replace it by another one.',
)
const gone = row(
  'rejected',
  'message_gone',
  'VK does not find this post any more; somebody may have deleted it there.',
)
const noComments = row(
  'rejected',
  'comments_closed',
  'VK lets nobody comment on this post. Open the comments there, or do without the first comment.',
)
const album = row('rejected', 'album_full', 'An album of the community is full. Make room in it at VK.')
const twoSteps = row(
  'reconnect',
  'two_steps',
  'VK wants the person to sign in with two steps before they may do this. Switch that on in the settings of VK and join the community again.',
)

/** The errors of VK, by its own numbers (vk-api-schema, errors.json 5.199). */
const byCode: Record<number, Row> = {
  1: row('uncertain', 'server_error', 'VK failed (unknown error).'),
  2: appOff,
  3: row('rejected', 'not_offered', 'VK does not offer this any more. Carillon must be updated.'),
  4: badKey,
  5: badKey,
  6: { ...limited, pause: 2 },
  7: noRight,
  8: row('rejected', 'bad_request', 'VK does not understand what Carillon asks. Carillon must be updated.'),
  9: row(
    'later',
    'flood',
    'VK says that too much of the same is done in a short time. Wait, and write something else; it is tried again in a quarter of an hour.',
    { pause: 15 * minute },
  ),
  10: row('uncertain', 'server_error', 'VK failed (internal error).'),
  11: appOff,
  13: row('uncertain', 'server_error', 'VK failed (runtime error).'),
  14: captcha,
  15: noRight,
  16: badKey,
  17: prove,
  18: accountGone,
  19: row(
    'rejected',
    'page_blocked',
    'VK has blocked this content or community. Open it at VK, read why, and write to VK’s support.',
  ),
  20: appOff,
  21: appOff,
  22: uploadBroke,
  23: row('rejected', 'not_offered', 'VK does not offer this any more. Carillon must be updated.'),
  24: prove,
  25: prove,
  27: row(
    'reconnect',
    'needs_person',
    'VK does not allow this to the key of a community. Join the community with the key of a person who edits it.',
  ),
  28: appOff,
  29: { ...limited, pause: hour },
  30: row('rejected', 'page_private', 'VK shows this profile to nobody but its friends.'),
  33: row('rejected', 'not_offered', 'VK does not offer this.'),
  34: row('rejected', 'not_offered', 'VK no longer speaks this version. Carillon must be updated.'),
  37: accountGone,
  38: appOff,
  39: accountGone,
  40: row('reconnect', 'page_gone', 'VK does not know this community any more. It may have been deleted.'),
  41: prove,
  42: row(
    'reconnect',
    'address_bound',
    'VK takes this key from another address of the network only. Make a new key from where Carillon runs, or one without such a bond, and join the community again.',
  ),
  43: down,
  100: notTaken,
  104: gone,
  113: notTaken,
  114: uploadBroke,
  118: uploadBroke,
  121: uploadBroke,
  122: mediaNotTaken,
  125: row('reconnect', 'page_gone', 'VK does not know this community any more. It may have been deleted.'),
  129: mediaNotTaken,
  200: noRight,
  203: noRight,
  204: noRight,
  210: row(
    'rejected',
    'message_closed',
    'VK does not let this post be touched: it is gone, or too old, or belongs to somebody else. Change it at VK.',
  ),
  211: row('rejected', 'message_closed', 'VK does not let this comment be touched. Change it at VK.'),
  212: noComments,
  213: noComments,
  214: row(
    'rejected',
    'post_denied',
    'VK does not let this be added to the wall: the wall is closed to this key, or the 50 posts of a day are used up. Look into the community’s settings, or send it again tomorrow.',
  ),
  219: row(
    'later',
    'ads_pause',
    'VK wants some time between two posts that are marked as advertising. It is tried again in an hour.',
    { pause: hour, alone: true },
  ),
  220: row('rejected', 'too_many_recipients', 'VK says that this post mentions too many people. Name fewer.'),
  222: row(
    'rejected',
    'links_forbidden',
    'VK allows no links here, or blocks this one. Take the link out, or use another address.',
  ),
  223: row(
    'later',
    'too_many_comments',
    'VK says that too many comments were written in a short time. It is tried again in an hour.',
    { pause: hour, alone: true },
  ),
  224: row(
    'later',
    'ads_limit',
    'VK takes no more posts marked as advertising today; it takes five in a day. It is tried again in three hours; take the mark away only if it is no advertising.',
    { pause: 3 * hour, alone: true },
  ),
  225: row('rejected', 'not_taken', 'VK Donut is switched off in this community.'),
  250: notTaken,
  251: notTaken,
  300: album,
  302: album,
  703: twoSteps,
  704: twoSteps,
  1117: ended,
  1160: mediaNotTaken,
  1600: gone,
  3300: captcha,
  3301: prove,
  3302: prove,
  3303: prove,
  3304: prove,
  3609: ended,
  3610: accountGone,
  3611: accountGone,
  11500: prove,
}

/** VK has one number for a sign-in that is over, and says why in words: a person who looks for the reason is spared it. */
const whyOver = [
  [/revoke/i, takenBack],
  [/expired/i, ended],
] as const

/** “You can only add 50 posts a day” and the like: VK says it in words of error 214 alone. */
const dayIsFull = /\b(per day|a day|daily|limit|50)\b/i
const fullDay = row(
  'later',
  'day_full',
  'The community has used up its posts of today: VK takes 50 in a day. It is tried again every hour until there is room.',
  { pause: hour },
)

const byStatus: Record<number, Row> = {
  413: row('rejected', 'too_large', 'VK takes no file as large as this. Make it smaller.'),
  429: limited,
  503: down,
}

/** The failure that an answer means: by its number, and by its status where it has none. */
export function failureOf(refusal: Refusal): NetworkFailure {
  const found = rowOf(refusal)
  const kind = found.kind !== 'uncertain' ? found.kind : refusal.changes ? 'unknown' : 'later'
  return new NetworkFailure(kind, wordsOf(found, refusal), {
    code: found.code,
    status: refusal.status,
    outage: found === down,
    scope: found === down ? 'server' : 'account',
    ...(found.alone && { alone: true }),
    ...(kind === 'later' && { retryAt: pauseEnds(found, refusal) }),
  })
}

function rowOf({ status, error }: Refusal): Row {
  if (error) {
    if (error.code === 214 && dayIsFull.test(error.words.slice(0, 300))) return fullDay
    const over =
      error.code === 5 ? whyOver.find(([words]) => words.test(error.words.slice(0, 300)))?.[1] : undefined
    return over ?? byCode[error.code] ?? row('rejected', 'refused', `VK refused this (error ${error.code}).`)
  }
  const known = byStatus[status]
  if (known) return known
  if (status >= 500) return row('uncertain', 'server_error', `VK failed (${status}).`)
  // What does not speak VK's language can end no sign-in.
  return down
}

function wordsOf({ kind, words }: Row, { changes, error }: Refusal): string {
  if (kind === 'uncertain')
    return changes
      ? `${words.replace(/\.$/, '')}, so this may or may not have been done there.`
      : `${words} It is tried again by itself.`
  const told = clip(error?.words ?? '', 300).replace(/[.\s]+$/, '')
  return kind === 'rejected' && told !== '' ? `${words} VK says: “${told}”.` : words
}

function pauseEnds({ pause }: Row, { headers, now }: Refusal): Date | undefined {
  const told = retryAfter(headers, now)
  if (told) return told
  return pause === undefined ? undefined : pauseUntil(new Date(now.getTime() + pause * 1000), now)
}

/** What VK answers to keys of persons alone. */
export const needsPerson = (method: string) =>
  new NetworkFailure(
    'rejected',
    `VK does not allow this to the key of a community (${method}). Join the community with the key of a person who edits it.`,
    { code: 'needs_person' },
  )

/** What a server for files said. `understood`: it spoke JSON, so it was VK's. */
export function uploadRefused(answer: {
  status: number
  headers: Headers
  now: Date
  understood: boolean
}): NetworkFailure {
  const { status, headers, now, understood } = answer
  const found =
    byStatus[status] ??
    (status === 415 || (status === 200 && understood) ? mediaNotTaken : status >= 500 ? down : uploadBroke)
  return new NetworkFailure(found.kind === 'rejected' ? 'rejected' : 'later', found.words, {
    code: found.code,
    status,
    outage: found === down,
    ...(found.kind === 'later' && { retryAt: retryAfter(headers, now) }),
  })
}
