import { clip } from '../../platform/clean.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus } from '../kit/table.ts'

/** What OK answered instead of a result. `error` null: it did not speak its own language, so a proxy spoke. */
export type Refusal = {
  status: number
  headers: Headers
  error: { code: number; words: string } | null
  /** Whether the call could have made or changed something. */
  changes: boolean
  now: Date
}

const minute = 60
const hour = 60 * minute

const broken = row('uncertain', 'server_error', 'OK failed while it worked on this.')
const notTaken = row('rejected', 'not_taken', 'OK does not take this as it is. Change it and try again.')
const badRequest = row(
  'rejected',
  'bad_request',
  'OK does not understand what Carillon asks. Carillon must be updated.',
)
const gone = row(
  'rejected',
  'message_gone',
  'OK does not find this post any more; somebody may have deleted it there.',
)
const closed = row(
  'rejected',
  'message_closed',
  'OK does not let this post be touched: it is too old, or belongs to somebody else. Change it at OK.',
)
const session = row(
  'reconnect',
  'not_authorised',
  'OK does not accept the sign-in any more: it ended, the password was changed, or somebody withdrew it. Join the group again.',
)
const noRight = row(
  'reconnect',
  'forbidden',
  'OK does not allow this: the person did not allow it to the app, or may not do it in this group. Mend that at OK and join the group again.',
)
const appRefused = row(
  'reconnect',
  'app_refused',
  'OK does not accept the app: its public key or its secret is wrong, or the secret was changed. Look them up at OK and correct them.',
)
const appOff = row(
  'reconnect',
  'app_off',
  'The app is switched off or deleted at OK, or of the wrong type. Look at it there, or join the group by another one.',
)
const prove = row(
  'reconnect',
  'prove_person',
  'OK wants the person who signed in to confirm something. Sign in at ok.ru as this person, do what OK asks, and join the group again.',
)
// Each method has a limit of its own: one that is spent for uploads stops no post that has everything up.
const limited = row(
  'later',
  'limited',
  'OK takes no more of this for now. It goes on by itself; it is tried again in an hour.',
  { alone: true },
)
const flood = row(
  'later',
  'flood',
  'OK says that too much of the same is done in a short time. Wait, or write something else; it is tried again in a quarter of an hour.',
)
const uploadBroke = row(
  'later',
  'upload_broke',
  'OK lost a file on its way up. It is uploaded again by itself.',
)
const mediaNotTaken = row(
  'rejected',
  'media_not_taken',
  'OK does not take one of the files. Take it out, or replace it by another one.',
)
const mediaLarge = row('rejected', 'too_large', 'OK takes no file as large as this. Make it smaller.')
const pollNotTaken = row(
  'rejected',
  'poll_not_taken',
  'OK takes no poll as long as this. Shorten its question or its answers, or take some answers out.',
)
const shut = row(
  'rejected',
  'group_shut',
  'The group, or somebody in it, does not let this be done. Look into the settings of the group at OK.',
)

/** By OK's own numbers (apiok.ru, errors; as several clients list them, June 2026). */
const byCode: Readonly<Record<number, Row>> = {
  1: broken,
  2: broken,
  3: row('rejected', 'not_offered', 'OK does not offer this any more. Carillon must be updated.'),
  4: badRequest,
  7: row(
    'later',
    'action_blocked',
    'OK holds this person back for a while. It is tried again in an hour; look at ok.ru whether it says why.',
  ),
  8: flood,
  9: row(
    'later',
    'address_held',
    'OK answers nothing to the address from which Carillon asks, because it suspects it. It is tried again in an hour; if this lasts, write to OK’s support.',
    { scope: 'server' },
  ),
  10: noRight,
  11: limited,
  12: row('rejected', 'refused', 'OK says that somebody cancelled this.'),
  21: uploadBroke,
  22: prove,
  23: session,
  24: closed,
  26: limited,
  30: mediaLarge,
  31: uploadBroke,
  50: row(
    'reconnect',
    'not_editor',
    'The person who signed in has no right to this in the group. Make them its administrator or editor, or join it by somebody who is.',
  ),
  100: notTaken,
  101: appRefused,
  102: session,
  103: session,
  104: appRefused,
  105: appRefused,
  106: gone,
  110: notTaken,
  120: notTaken,
  121: uploadBroke,
  141: gone,
  160: row('reconnect', 'page_gone', 'OK does not know this group any more. It may have been deleted.'),
  200: row(
    'reconnect',
    'right_missing',
    'The app lacks a permission at OK, or the person did not give it. Ask api-support@ok.ru for it, and join the group again.',
  ),
  210: appOff,
  220: badRequest,
  300: gone,
  324: uploadBroke,
  401: session,
  402: row(
    'later',
    'captcha',
    'OK asks for letters from a picture (a captcha), because it takes this for a machine. Open ok.ru as the person who signed in; it is tried again in half an hour.',
  ),
  403: prove,
  451: badRequest,
  453: session,
  454: row(
    'rejected',
    'words_forbidden',
    'OK’s censor does not let these words through. Write them otherwise, or take out the link that it may not like.',
  ),
  455: shut,
  456: shut,
  457: noRight,
  458: shut,
  500: mediaLarge,
  501: row(
    'rejected',
    'media_not_taken',
    'One of the pictures is too small for OK. Replace it by a larger one.',
  ),
  502: mediaLarge,
  503: mediaNotTaken,
  504: mediaNotTaken,
  505: mediaNotTaken,
  511: flood,
  512: notTaken,
  513: notTaken,
  514: prove,
  600: row(
    'rejected',
    'too_many_blocks',
    'OK takes no post with so much in it. Take out a picture, the film, the poll or the link.',
  ),
  601: row('rejected', 'text_too_long', 'OK takes no text as long as this. Shorten it.'),
  602: pollNotTaken,
  603: pollNotTaken,
  604: pollNotTaken,
  607: row(
    'rejected',
    'link_not_taken',
    'OK does not take the link. Look whether it is right, or take it out.',
  ),
  700: gone,
  702: gone,
  704: row(
    'rejected',
    'message_closed',
    'The time in which OK lets a post be changed is over. Change it at OK, or publish anew.',
  ),
  900: appOff,
  1300: appOff,
  5000: badRequest,
  9999: broken,
}

/** OK names no end of a pause; so long we wait, in seconds. */
const pauses: Readonly<Record<number, number>> = {
  7: hour,
  8: 15 * minute,
  9: hour,
  11: hour,
  26: hour,
  402: 30 * minute,
  511: 15 * minute,
}

/** A sign-in that may be made new: to the kit, what 401 is elsewhere. */
const endings = new Set([102, 103])

export function failureOf({ status, headers, error, changes, now }: Refusal): NetworkFailure {
  const found = rowOf(status, error)
  const told = { ...found, words: wordsOf(found, error, changes) }
  const pause = error === null ? undefined : pauses[error.code]
  return failureBy(told, {
    status: error && endings.has(error.code) ? 401 : status,
    headers,
    changes,
    now,
    retryAt: pause === undefined ? undefined : new Date(now.getTime() + pause * 1000),
  })
}

function rowOf(status: number, error: Refusal['error']): Row {
  if (error) return byCode[error.code] ?? row('rejected', 'refused', `OK refused this (error ${error.code}).`)
  const known = rowByStatus('OK', status)
  // What does not speak OK's language can end no sign-in.
  return known.kind === 'reconnect' || status < 300 ? rowByStatus('OK', 503) : known
}

function wordsOf({ kind, words }: Row, error: Refusal['error'], changes: boolean): string {
  if (kind === 'uncertain' && error)
    return changes
      ? `${words.replace(/\.$/, '')}, so this may or may not have been done there.`
      : `${words} It is tried again by itself.`
  const said = clip(error?.words ?? '', 300).replace(/[.\s]+$/, '')
  return kind === 'rejected' && said !== '' ? `${words} OK says: “${said}”.` : words
}

/** What a server for files said: nothing is lost by trying again, and no sign-in is ended by it. */
export function uploadFailure({ status, headers, error, now }: Omit<Refusal, 'changes'>): NetworkFailure {
  if (status === 413)
    return failureOf({ status: 200, headers, error: { code: 500, words: '' }, changes: false, now })
  const failure = failureOf({ status, headers, error, changes: false, now })
  if (failure.kind === 'later' || (failure.kind === 'rejected' && (error || status === 415))) return failure
  return failureBy(uploadBroke, { status, headers, changes: false, now })
}
