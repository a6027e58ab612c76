import { z } from 'zod'
import { clip } from '../../platform/clean.ts'
import type { Answered } from '../kit/ask.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus } from '../kit/table.ts'

/** What a request was about. */
export type About = 'post' | 'media' | 'comment' | 'change' | 'community' | 'read'

type Around = { changes: boolean; about: About; now: Date; retryAt?: Date | undefined }
/** What Reddit says is wrong: a code of its own, words for people, and which field it is about. */
type Trouble = { code: string; words: string; field: string }

const limited = row(
  'later',
  'limited',
  'Reddit asks for a pause. It goes on by itself when the pause is over.',
)
const signedOut = row(
  'reconnect',
  'not_authorised',
  'Reddit does not accept the sign-in any more. Join the account again.',
)
const narrowed = row(
  'reconnect',
  'scope_missing',
  'Something that Carillon needs was not allowed at Reddit. Join the account again and leave all of it allowed.',
)
const noCommunity = row(
  'rejected',
  'community_missing',
  'Reddit does not find the community. It may have been closed or renamed: choose another one, after a check of the channel.',
)
const closed = row(
  'rejected',
  'community_closed',
  'This community does not let the account post there: it is private, in quarantine, for chosen members only, or has banned the account.',
)
const kindRefused = row(
  'rejected',
  'kind_refused',
  'This community does not take this kind of post. Choose another kind or another community.',
)
const alreadyPosted = row(
  'rejected',
  'already_posted',
  'This link stands in the community already, and it takes no link twice.',
)
const linkRefused = row(
  'rejected',
  'link_refused',
  'Reddit or this community does not take the address. Correct it, or use another one.',
)
const flairNeeded = row(
  'rejected',
  'flair_needed',
  'This community wants one of its flairs with every post. Choose one and try again.',
)
const flairUnknown = row(
  'rejected',
  'flair_unknown',
  'The community has no such flair any more. Choose another one, after a check of the channel.',
)
const rulesBroken = row(
  'rejected',
  'community_rules',
  'The post does not keep a rule that the community has set. Change it and try again.',
)
const mediaRefused = row(
  'rejected',
  'media_not_taken',
  'Reddit does not take the picture or film. Replace it by another one.',
)
const crosspostRefused = row(
  'rejected',
  'crosspost_refused',
  'This post cannot be crossposted there: it is gone, its community does not let it, or the other does not take crossposts.',
)
const commentClosed = row(
  'rejected',
  'comment_closed',
  'Nobody can comment there: the post is locked or too old.',
)
const gone = row(
  'rejected',
  'message_gone',
  'The post is not at Reddit any more. Somebody may have deleted it there.',
)
const captcha = row(
  'rejected',
  'captcha_needed',
  'Reddit wants proof that a person posts, which it asks of young accounts. Post some times by hand first.',
)
const barred = row(
  'rejected',
  'account_suspended',
  'Reddit has suspended the account. Look at its messages there.',
)
const notTaken = row('rejected', 'not_taken', 'Reddit does not take this post. Change it and try again.')
const notNow = row('later', 'server_down', 'Something is broken at Reddit. It is tried again by itself.', {
  outage: true,
  scope: 'server',
})

const byCode: Readonly<Record<string, Row>> = {
  USER_REQUIRED: signedOut,
  RATELIMIT: limited,
  QUOTA_FILLED: limited,
  SUBREDDIT_NOEXIST: noCommunity,
  BAD_SR_NAME: noCommunity,
  SUBREDDIT_REQUIRED: noCommunity,
  SUBREDDIT_NOTALLOWED: closed,
  SUBREDDIT_NO_ACCESS: closed,
  SUBREDDIT_DISABLED_ADS: closed,
  BANNED_FROM_SUBREDDIT: closed,
  private: closed,
  quarantined: closed,
  banned: noCommunity,
  gold_only: closed,
  NO_SELFS: kindRefused,
  NO_LINKS: kindRefused,
  NO_IMAGES: kindRefused,
  NO_VIDEOS: kindRefused,
  NO_GALLERIES: kindRefused,
  GALLERIES_DISABLED: kindRefused,
  NO_POLLS: kindRefused,
  POLLS_DISABLED: kindRefused,
  NO_CROSSPOSTS: crosspostRefused,
  INVALID_CROSSPOST_THING: crosspostRefused,
  OVER18_SUBREDDIT_CROSSPOST: crosspostRefused,
  ALREADY_SUB: alreadyPosted,
  NO_URL: linkRefused,
  BAD_URL: linkRefused,
  DOMAIN_BANNED: linkRefused,
  SUBREDDIT_LINKING_DISALLOWED: linkRefused,
  SUBREDDIT_OUTBOUND_LINKING_DISALLOWED: linkRefused,
  MISSING_VIDEO_URLS: mediaRefused,
  BAD_VIDEO_URL: mediaRefused,
  IMAGE_ERROR: mediaRefused,
  BAD_FLAIR_TEMPLATE_ID: flairUnknown,
  INVALID_FLAIR_TEMPLATE_ID: flairUnknown,
  SUBMIT_VALIDATION_FLAIR_REQUIRED: flairNeeded,
  SUBMIT_VALIDATION_REPOST: alreadyPosted,
  BAD_CAPTCHA: captcha,
  USER_SUSPENDED: barred,
  IN_TIMEOUT: barred,
  TOO_OLD: commentClosed,
  THREAD_LOCKED: commentClosed,
  USER_BLOCKED: commentClosed,
  DELETED_LINK: gone,
  DELETED_COMMENT: gone,
  NO_THING_ID: gone,
  SOMETHING_IS_BROKEN: notNow,
}

/** What a community checks has codes by what is checked; not all of them are published. */
const byBeginning: readonly (readonly [RegExp, Row])[] = [
  [/^SUBMIT_VALIDATION_(LINK|URL|DOMAIN)/, linkRefused],
  [/^SUBMIT_VALIDATION_.*FLAIR/, flairNeeded],
  [/^SUBMIT_VALIDATION_/, rulesBroken],
]

const errors = z.array(z.array(z.unknown()).min(1))
const Refused = z.object({ json: z.object({ errors, ratelimit: z.number().nullish().catch(null) }) })
const Told = z.looseObject({
  reason: z.string().nullish().catch(null),
  explanation: z.string().nullish().catch(null),
  fields: z.array(z.string()).nullish().catch(null),
  message: z.string().nullish().catch(null),
})

/** The failure that an answer means; null where it is none. Reddit says no with 200, too. */
export function failureOf(answer: Answered, around: Around): NetworkFailure | null {
  const { status, body } = answer
  const refused = Refused.safeParse(body)
  if (refused.success && refused.data.json.errors.length > 0) {
    const [code, words, field] = refused.data.json.errors[0] ?? []
    const trouble = { code: textOf(code), words: textOf(words), field: textOf(field) }
    const seconds = refused.data.json.ratelimit ?? secondsIn(trouble)
    const retryAt = seconds === null ? around.retryAt : new Date(around.now.getTime() + seconds * 1000)
    return failureFor(rowOf(trouble, around, status), answer, { ...around, retryAt }, trouble)
  }
  if (status < 300) return null
  const { data: told } = Told.safeParse(body)
  const trouble = {
    code: told?.reason ?? '',
    words: told?.explanation ?? '',
    field: told?.fields?.[0] ?? '',
  }
  return failureFor(rowOfStatus(trouble, answer, around, told !== undefined), answer, around, trouble)
}

function failureFor(found: Row, answer: Answered, around: Around, { code, words }: Trouble): NetworkFailure {
  // What a community has set differs from one to the next: its own words say it best.
  const spoken = found.code === 'community_rules' ? clip(words.trim(), 200) : ''
  const kept = spoken
    ? { ...found, words: `${found.words} Reddit says: ${spoken.replace(/[.!]?$/, '.')}` }
    : found
  // Without a sign-in Reddit answers 200, and it is a refused sign-in all the same.
  const status = code === 'USER_REQUIRED' ? 401 : answer.status
  return failureBy(kept, { ...around, status, headers: answer.headers })
}

function rowOf(trouble: Trouble, { about }: Around, status: number): Row {
  const { code, field } = trouble
  if (code === 'TOO_LONG')
    return field === 'title'
      ? row('rejected', 'title_long', 'The title is longer than Reddit takes. Shorten it and try again.')
      : row('rejected', 'text_too_long', 'The text is longer than Reddit takes. Shorten it and try again.')
  if (code === 'NO_TEXT')
    return row(
      'rejected',
      'title_needed',
      'Reddit wants a title, and a comment wants words. Write it and try again.',
    )
  // The address of a file that Reddit itself gave out: it has been forgotten there, or is no picture.
  if (about === 'media' && (code === 'BAD_URL' || code === 'NO_URL')) return mediaRefused
  const known = Object.hasOwn(byCode, code) ? byCode[code] : undefined
  if (known) return known
  const begun = byBeginning.find(([pattern]) => pattern.test(code))?.[1]
  if (begun) return begun
  if (status >= 500) return rowByStatus('Reddit', status)
  return about === 'change' ? rowByStatus('Reddit', 400) : notTaken
}

function rowOfStatus(trouble: Trouble, answer: Answered, around: Around, told: boolean): Row {
  const { status, headers } = answer
  if (status === 429) return { ...limited, scope: 'app' }
  if (status >= 500 || status === 408) return rowByStatus('Reddit', status)
  // A page in place of an answer comes from what stands before Reddit, and can end no sign-in.
  if (!told && status !== 302 && status !== 401)
    return row(
      'later',
      'page_instead',
      'Reddit answered with a page instead of an answer; it does so to addresses that it does not trust. It is tried again by itself.',
    )
  if (status === 401) return signedOut
  if (/insufficient_scope/.test(headers.get('www-authenticate') ?? '')) return narrowed
  if (trouble.code) return rowOf(trouble, around, status)
  if (status === 413)
    return row('rejected', 'too_large', 'Reddit takes no file as large as this. Make it smaller.')
  if (['community', 'post', 'media'].includes(around.about)) {
    if (status === 404 || status === 302) return noCommunity
    if (status === 403) return closed
  }
  if (status === 404) return gone
  if (status === 403) return around.about === 'comment' ? commentClosed : rowByStatus('Reddit', 400)
  return around.about === 'post' || around.about === 'media' ? notTaken : rowByStatus('Reddit', status)
}

/** How long to wait, where it stands in a sentence alone: “Take a break for 14 minutes before trying again.” */
function secondsIn({ code, words }: Trouble): number | null {
  if (code === 'QUOTA_FILLED') return 3600
  if (code !== 'RATELIMIT') return null
  const found = /(\d{1,4}) (millisecond|second|minute|hour)/.exec(words)
  if (!found) return 600
  const unit = { millisecond: 0.001, second: 1, minute: 60, hour: 3600 }[found[2] ?? ''] ?? 60
  // What is told is rounded down.
  return Math.ceil((Number(found[1]) + 1) * unit)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
