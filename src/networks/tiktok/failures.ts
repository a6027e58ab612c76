import { z } from 'zod'
import type { Answered } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Tools } from '../kit/network.ts'
import { failureBy, type Row, row, rowByStatus } from '../kit/table.ts'

const name = 'TikTok'
const rejected = (code: string, words: string) => row('rejected', code, words)

const pause = rowByStatus(name, 429)
const broken = rowByStatus(name, 500)
const signedOut = rowByStatus(name, 401)
const notAllowed = rejected(
  'scope_not_granted',
  'This channel was joined without the right that this needs. Look whether TikTok has approved it for the app, then join the channel again and leave all of it switched on.',
)
const wrong = rejected(
  'refused',
  'TikTok does not take this post as it is. Look through its text and its settings.',
)
const noFilm = rejected(
  'media_not_taken',
  'TikTok cannot read the file. Take MP4 with H.264 for films, JPEG or WebP for photos.',
)
const ended = rejected(
  'publish_unknown',
  'TikTok does not know this post any more. Look at the account whether it is there.',
)
const noFetch = rejected(
  'media_unreachable',
  'TikTok could not fetch the photos. Look whether this Carillon can be reached from the internet under its address, then try again.',
)
const unaudited = rejected(
  'unaudited',
  'TikTok has not audited the app yet: it takes only posts that are visible to their own account alone, from accounts that are private. Make the account private in the TikTok app, or ask TikTok for the audit.',
)
const barred = rejected(
  'posting_barred',
  'TikTok lets this account post nothing at the moment. Look into the TikTok app, and settle it there.',
)

/** By `error.code` and by `fail_reason`, which share their words. */
const byCode: Record<string, Row> = {
  access_token_invalid: signedOut,
  access_token_expired: signedOut,
  auth_removed: row(
    'reconnect',
    'app_taken_back',
    'Carillon’s access was taken away at TikTok while this post was on its way. Join the account again.',
  ),
  scope_not_authorized: notAllowed,
  scope_permission_missed: notAllowed,
  privacy_level_not_authorized: notAllowed,
  rate_limit_exceeded: pause,
  internal_error: broken,
  invalid_param: wrong,
  invalid_params: wrong,
  invalid_request: wrong,
  invalid_file_upload: noFilm,
  file_format_check_failed: noFilm,
  duration_check_failed: rejected(
    'film_length',
    'The film is too short or too long for TikTok. It has at least 3 seconds, and at most what this account may post.',
  ),
  frame_rate_check_failed: rejected(
    'frame_rate',
    'TikTok takes films of 23 to 60 frames a second. Export the film again.',
  ),
  picture_size_check_failed: rejected(
    'picture_size',
    'TikTok does not take pictures of this size. Films have 360 to 4,096 pixels a side, photos at most 1,080 by 1,920.',
  ),
  video_pull_failed: noFetch,
  photo_pull_failed: noFetch,
  publish_cancelled: rejected(
    'publish_cancelled',
    'Somebody has cancelled this post at TikTok. Try again if it should go out.',
  ),
  internal: rejected(
    'failed_there',
    'TikTok failed while it worked on this post, and has given it up. It is not out. Try again.',
  ),
  spam_risk_too_many_posts: row(
    'later',
    'daily_posts',
    'This account has posted as much as TikTok lets it by programs within 24 hours, about 15 posts. It goes on by itself.',
    // What has begun before is finished all the same.
    { alone: true },
  ),
  spam_risk_too_many_pending_share: row(
    'later',
    'drafts_waiting',
    'Five drafts are waiting in the inbox of the TikTok app already. Post or delete some there; it goes on by itself.',
    { alone: true },
  ),
  reached_active_user_cap: row(
    'later',
    'app_accounts',
    'As many accounts as TikTok lets this app have have published by it within 24 hours. It goes on by itself; an audit of the app gives more.',
  ),
  spam_risk_user_banned_from_posting: barred,
  spam_risk: rejected(
    'spam_risk',
    'TikTok takes this post for spam or a risk. Sending it again does not help: change it, or post it in the TikTok app.',
  ),
  spam_risk_text: rejected(
    'spam_text',
    'TikTok takes the words of this post for spam or a risk. Write them anew.',
  ),
  unaudited_client_can_only_post_to_private_accounts: unaudited,
  url_ownership_unverified: rejected(
    'domain_unverified',
    'TikTok fetches photos only from a domain that is verified for the app. Verify the domain of this Carillon at TikTok for Developers, under “URL properties”.',
  ),
  privacy_level_option_mismatch: rejected(
    'privacy_refused',
    'This account does not offer that choice of who can see a post any more. Choose again in the settings of the post.',
  ),
  invalid_publish_id: ended,
  token_not_authorized_for_specified_publish_id: ended,
  app_version_check_failed: rejected(
    'app_too_old',
    'The TikTok app of this account is too old for drafts. Update it to 31.8 or newer.',
  ),
}

const Envelope = z.object({ error: z.object({ code: z.string() }) })

/** The code of an answer; null when it is not TikTok's JSON. */
export const codeOf = (body: unknown): string | null => Envelope.safeParse(body).data?.error.code ?? null

/** TikTok answers some refusals with 200: its own word decides. */
export const isFine = ({ status, body }: Answered): boolean => status < 300 && (codeOf(body) ?? 'ok') === 'ok'

/** Limits whose end TikTok does not tell, in milliseconds. */
const minute = 60_000
const waits: Record<string, number> = {
  rate_limit_exceeded: minute,
  spam_risk_too_many_posts: 60 * minute,
  spam_risk_too_many_pending_share: 60 * minute,
  reached_active_user_cap: 60 * minute,
}

export function failureOf(tools: Tools, answered: Answered, changes: boolean): NetworkFailure {
  const { status, headers, body } = answered
  const now = tools.now()
  const code = codeOf(body)
  const found = rowOf(status, code)
  const wait = found === pause ? minute : waits[code ?? '']
  return failureBy(found, {
    // A sign-in that has ended is made new by its status, whatever it came with.
    status: found === signedOut ? 401 : found === notAllowed ? 403 : status,
    headers,
    changes,
    now,
    ...(wait !== undefined && { retryAt: new Date(now.getTime() + wait) }),
  })
}

function rowOf(status: number, code: string | null): Row {
  if (status === 503) return rowByStatus(name, 503)
  if (status === 429) return pause
  const known = code === null ? undefined : byCode[code]
  if (known) return known
  // A proxy refuses with these, too; only TikTok's own words can end a sign-in.
  if (status === 401 || status === 403) return code === null ? rowByStatus(name, 503) : wrong
  return status < 400 ? wrong : rowByStatus(name, status)
}

/** Why TikTok has given a post up, which is then not out. */
export function failureBecause(reason: string | null | undefined): NetworkFailure {
  const found = byCode[reason ?? '']
  if (!found)
    return new NetworkFailure(
      'rejected',
      'TikTok has given this post up and does not say why in words that are known here. It is not out. Look into the TikTok app, or change it and try again.',
      { code: 'failed_there' },
    )
  if (found.kind === 'reconnect' || found.kind === 'rejected')
    return new NetworkFailure(found.kind, found.words, { code: found.code })
  // It is settled that this one is not out: waiting alone would not bring it back.
  return new NetworkFailure(
    'rejected',
    'TikTok has given this post up because of one of its limits. It is not out. Try again later.',
    { code: found.code },
  )
}
