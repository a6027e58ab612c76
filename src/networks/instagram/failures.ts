import { z } from 'zod'
import type { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus } from '../kit/table.ts'

/** What the Graph API answered instead of a result. */
export type Refusal = {
  status: number
  headers: Headers
  body: unknown
  /** Whether the request could have published something. */
  changes: boolean
  now: Date
}

const Told = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional(),
    message: z.string().catch(''),
    is_transient: z.boolean().optional().catch(undefined),
  }),
})
type Told = z.infer<typeof Told>['error']

/** `waits`: seconds, where Instagram names no end. */
type GraphRow = Row & { waits?: number }

const minute = 60
const hour = 60 * minute

const limited: GraphRow = {
  ...row('later', 'limited', 'Instagram asks for a pause. It goes on by itself when the pause is over.'),
  waits: 5 * minute,
}
const broken = row(
  'uncertain',
  'server_error',
  'Instagram failed while it worked on this, so it may or may not have been done.',
)
const again: GraphRow = {
  ...row(
    'later',
    'media_broke',
    'Instagram lost a picture or film on its way. It is laid down again by itself.',
  ),
  waits: minute,
  alone: true,
}
const spam = row(
  'rejected',
  'taken_for_spam',
  'Instagram takes this for spam and has stopped it. Open Instagram as this account, see what it says, and publish less of the same.',
)
const signedOut = row(
  'reconnect',
  'not_authorised',
  'Instagram does not accept the sign-in any more. Join the account again.',
)
const noRight = row(
  'reconnect',
  'forbidden',
  'Instagram does not let Carillon do that: a right was not allowed or was taken away, or the app has no access to it. Join the account again and leave all of it switched on.',
)

/** Within code 190, why a sign-in is over. */
const sessions: Record<number, Row> = {
  458: row(
    'reconnect',
    'app_removed',
    'Somebody took Carillon’s app away in the settings of Instagram. Join the account again.',
  ),
  459: row(
    'reconnect',
    'account_restricted',
    'Instagram wants something confirmed first. Sign in to Instagram as this account, do what it asks, and join the account again.',
  ),
  460: row(
    'reconnect',
    'password_changed',
    'The password of this account was changed, or Instagram signed it out for its safety. Join the account again.',
  ),
  463: row('reconnect', 'sign_in_ended', 'The sign-in at Instagram has ended. Join the account again.'),
  464: row(
    'reconnect',
    'account_restricted',
    'Instagram has not confirmed this account yet. Confirm it in Instagram and join the account again.',
  ),
}

/** The numbers of Instagram’s own publishing (reference/error-codes, 2026-06-02); they say more than the code above them. */
export const bySubcode: Record<number, GraphRow> = {
  2207001: broken,
  2207003: again,
  2207004: row(
    'rejected',
    'too_large',
    'A picture has more bytes than Instagram takes (8 MB). Make it smaller.',
  ),
  2207005: row('rejected', 'image_type', 'Instagram takes pictures as JPEG alone, and one of these is none.'),
  2207006: row(
    'rejected',
    'message_gone',
    'Instagram does not find this any more: it was deleted, or the right to see it was taken away.',
  ),
  // It may be tried once or twice; a container that is beyond it is made anew.
  2207008: again,
  2207009: row(
    'rejected',
    'image_shape',
    'A picture is too tall or too wide for Instagram (4:5 to 1.91:1). Crop it and try again.',
  ),
  2207010: row(
    'rejected',
    'text_too_long',
    'Instagram says that the caption is too long. Shorten it and try again.',
  ),
  2207020: again,
  2207023: row('rejected', 'not_taken', 'Instagram does not know this kind of post.'),
  2207026: row(
    'rejected',
    'video_unfit',
    'Instagram does not take this film. Export it as MP4 with H.264 and AAC and try again.',
  ),
  2207027: {
    ...row(
      'later',
      'media_processing',
      'Instagram is still working on the pictures or films of this post. It goes out when they are ready.',
    ),
    waits: 30,
    alone: true,
  },
  2207028: row(
    'rejected',
    'carousel_not_taken',
    'Instagram does not take this carousel: it has 2 to 10 pictures and films.',
  ),
  2207032: again,
  2207040: row('rejected', 'too_many_tags', 'Too many accounts are mentioned or tagged. Take some out.'),
  2207042: {
    ...row(
      'later',
      'quota_used',
      'This account has published as much as Instagram allows within 24 hours. It goes on by itself.',
    ),
    waits: hour,
  },
  2207050: row(
    'reconnect',
    'account_restricted',
    'Instagram has restricted this account, or wants something confirmed. Sign in to Instagram as this account, do what it asks, and join the account again.',
  ),
  2207051: spam,
  2207052: {
    ...row(
      'later',
      'media_unreachable',
      'Instagram could not fetch a picture or film from this Carillon. Its address must be open to everybody, also to Meta’s crawler (robots.txt, firewall). It is tried again by itself.',
    ),
    waits: 2 * minute,
    alone: true,
  },
  2207053: again,
  2207057: row('rejected', 'cover_at', 'The second of the cover lies behind the end of the film.'),
}

const byCode: Record<number, GraphRow> = {
  1: broken,
  2: broken,
  4: { ...limited, scope: 'app' },
  10: noRight,
  17: limited,
  24: row('rejected', 'message_gone', 'Instagram does not find this any more.'),
  32: limited,
  100: row(
    'rejected',
    'bad_request',
    'Instagram does not take something in this post. Look at its settings, change them and try again.',
  ),
  102: signedOut,
  110: row('rejected', 'account_unknown', 'One of the accounts that are named is not known to Instagram.'),
  190: signedOut,
  341: limited,
  368: spam,
  506: row('rejected', 'same_words', 'Instagram says that the same was published just now.'),
  613: limited,
  9004: { ...(bySubcode[2207052] as GraphRow) },
  9007: { ...(bySubcode[2207027] as GraphRow) },
  80002: limited,
}

/** The failure that an answer means. */
export function failureOf(refusal: Refusal): NetworkFailure {
  const { data } = Told.safeParse(refusal.body)
  const found = rowOf(refusal, data?.error ?? null)
  return failed(found, refusal)
}

/** The failure that a container tells of itself: it has a number in a sentence and no status of its own. */
export function containerFailure(status: string, now: Date): NetworkFailure {
  const number = Number(/\b(22070\d\d)\b/.exec(status)?.[1])
  const found =
    bySubcode[number] ??
    row(
      'rejected',
      'media_not_taken',
      'Instagram does not take one of the pictures or films. Take it out, or replace it by another one.',
    )
  return failed(found, { status: 400, headers: new Headers(), changes: false, now })
}

function failed(found: GraphRow, told: Omit<Refusal, 'body'>): NetworkFailure {
  const wait = found.kind === 'later' ? (pauseIn(told.headers) ?? found.waits) : undefined
  return failureBy(found, {
    ...told,
    ...(wait !== undefined && { retryAt: new Date(told.now.getTime() + wait * 1000) }),
  })
}

function rowOf({ status }: Refusal, told: Told | null): GraphRow {
  // Whatever it says beside it, it has done nothing.
  if (status === 503) return rowByStatus('Instagram', 503)
  if (!told) {
    // What does not speak the graph’s language can end no sign-in.
    if (status === 401 || status === 403) return rowByStatus('Instagram', 503)
    return rowByStatus('Instagram', status)
  }
  const { code, error_subcode = 0, message, is_transient } = told
  if (code === 190) return sessions[error_subcode] ?? signedOut
  const own = bySubcode[error_subcode]
  if (own) return own
  if (code === 100 && error_subcode === 33)
    return row('rejected', 'message_gone', 'Instagram does not find this any more.')
  if (code === 10 && /not enough viewers/i.test(message))
    return row('rejected', 'too_few_viewers', 'Too few people have seen it for Instagram to tell numbers.')
  if (code >= 200 && code < 300) return noRight
  const known = byCode[code]
  if (known) return known
  return is_transient || code < 0 ? broken : rowByStatus('Instagram', status)
}

const Usage = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().optional() })),
)

/** In how many seconds the account may ask again, as Meta tells it: in whole minutes, in a header of its own. */
function pauseIn(headers: Headers): number | undefined {
  const told = headers.get('x-business-use-case-usage')
  if (told === null || told.length > 4000) return undefined
  try {
    const usage = Usage.parse(JSON.parse(told))
    const minutes = Object.values(usage)
      .flat()
      .map((one) => one.estimated_time_to_regain_access ?? 0)
    const most = Math.max(0, ...minutes)
    return most > 0 ? most * minute : undefined
  } catch {
    return undefined
  }
}
