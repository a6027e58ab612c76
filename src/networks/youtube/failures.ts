import { z } from 'zod'
import type { Answered } from '../kit/ask.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import type { Tools } from '../kit/network.ts'
import { failureBy, type Row, row, rowByStatus } from '../kit/table.ts'

const Errors = z.object({
  error: z.object({
    message: z.string().default(''),
    errors: z.array(z.object({ reason: z.string() })).default([]),
    status: z.string().optional(),
  }),
})

const quota = row(
  'later',
  'quota_spent',
  'The project at Google has used up what it may do in a day. It goes on at midnight in California by itself. An audit of the project gives more.',
  { scope: 'app' },
)
const uploads = row(
  'later',
  'upload_limit',
  'This channel has uploaded as many films as YouTube lets it within 24 hours. It goes on by itself a day later.',
  // Films that are up already are shown all the same.
  { alone: true },
)
/** Google counts uploads of a project by themselves: what is up already is shown all the same. */
const uploadsSpent = row(
  'later',
  'uploads_spent',
  'The project at Google has uploaded as many films as it may in a day. It goes on at midnight in California by itself; films that are up already are shown at their time. An audit of the project gives more.',
  { scope: 'app', alone: true },
)
/** Searches are counted by themselves, too: nothing else waits for them. */
const searchesSpent = row(
  'later',
  'searches_spent',
  'The project at Google has searched as often as it may in a day. It goes on at midnight in California by itself.',
  { scope: 'app', alone: true },
)
const pause = rowByStatus('YouTube', 429)
const signedOut = row(
  'reconnect',
  'not_authorised',
  'YouTube does not accept the sign-in of this channel any more. Join it again.',
)
const lacksScope = row(
  'reconnect',
  'scope_missing',
  'Something that Carillon needs was not allowed when this channel was joined. Join it again and leave all of it switched on.',
)
const noChannel = row(
  'reconnect',
  'channel_missing',
  'There is no channel under this Google account any more. Make one at YouTube, and join it again.',
)
const closed = row(
  'reconnect',
  'account_inactive',
  'YouTube has closed or suspended this channel. Settle that with YouTube, then join it again.',
)
const notEnabled = row(
  'reconnect',
  'api_not_enabled',
  'The YouTube Data API is not enabled in the project at Google. Enable it there under APIs and services, Library, and join the channel again.',
  { scope: 'app' },
)
const filmGone = row(
  'rejected',
  'message_gone',
  'YouTube does not find the film any more; somebody may have deleted it there.',
)
const broken = rowByStatus('YouTube', 500)
const rejected = (code: string, words: string) => row('rejected', code, words)

/** By `error.errors[].reason`, which are stable words. */
const byReason: Record<string, Row> = {
  quotaExceeded: quota,
  dailyLimitExceeded: quota,
  uploadLimitExceeded: uploads,
  rateLimitExceeded: pause,
  userRateLimitExceeded: pause,
  uploadRateLimitExceeded: pause,
  authError: signedOut,
  invalidCredentials: signedOut,
  authorizationRequired: signedOut,
  required: signedOut,
  insufficientPermissions: lacksScope,
  youtubeSignupRequired: noChannel,
  authenticatedUserNotChannel: noChannel,
  channelNotFound: noChannel,
  authenticatedUserAccountClosed: closed,
  authenticatedUserAccountSuspended: closed,
  channelClosed: closed,
  channelSuspended: closed,
  accessNotConfigured: notEnabled,
  SERVICE_DISABLED: notEnabled,
  videoNotFound: filmGone,
  notFound: filmGone,
  commentNotFound: filmGone,
  invalidTitle: rejected(
    'title_refused',
    'YouTube does not take the title. Write another, of at most 100 characters.',
  ),
  invalidDescription: rejected(
    'text_too_long',
    'YouTube does not take the description: it is too long, or holds an angle bracket. Change it and try again.',
  ),
  invalidTags: rejected(
    'tags_refused',
    'YouTube does not take the tags. They may have 500 characters in all.',
  ),
  invalidCategoryId: rejected(
    'category_refused',
    'YouTube does not have this category in the country of the channel. Choose another.',
  ),
  invalidVideoMetadata: rejected(
    'title_refused',
    'YouTube asks for a title and a category. Give both and try again.',
  ),
  defaultLanguageNotSet: rejected(
    'not_taken',
    'YouTube asks for the language of the film. Choose one and try again.',
  ),
  mediaBodyRequired: rejected(
    'media_not_taken',
    'YouTube got no file, or one that it cannot read. Upload the film anew.',
  ),
  invalidFilename: rejected(
    'media_not_taken',
    'YouTube does not take this file. Export the film again as MP4.',
  ),
  forbiddenPrivacySetting: rejected(
    'made_private',
    'YouTube does not let this film be seen as you asked. Look it up in YouTube Studio; the project at Google may not be audited yet.',
  ),
  forbiddenLicenseSetting: rejected(
    'not_taken',
    'YouTube does not let this channel choose that licence. Choose the other.',
  ),
  invalidImage: rejected('cover_refused', 'YouTube does not take the cover. Choose another picture.'),
  commentsDisabled: rejected(
    'comments_off',
    'Comments are switched off for this film, so YouTube takes no first comment. Switch them on in YouTube Studio, or leave it out.',
  ),
  commentTextTooLong: rejected(
    'comment_too_long',
    'YouTube says that the first comment is too long. Shorten it.',
  ),
  commentTextRequired: rejected(
    'comment_too_long',
    'YouTube takes no empty comment. Write something, or leave it out.',
  ),
  ineligibleAccount: rejected(
    'comments_off',
    'YouTube does not let this channel write comments. Settle that with YouTube, or leave the first comment out.',
  ),
  processingFailure: broken,
  playlistNotFound: rejected(
    'playlist_refused',
    'YouTube does not find the playlist. Give the address of one of this channel’s own.',
  ),
  playlistItemsNotAccessible: rejected(
    'playlist_refused',
    'This channel may not put films into that playlist. Give the address of one of its own.',
  ),
  playlistContainsMaximumNumberOfVideos: rejected(
    'playlist_refused',
    'The playlist is full. Choose another.',
  ),
  playlistOperationUnsupported: rejected(
    'playlist_refused',
    'YouTube does not let anybody put films into that playlist from elsewhere. Choose another.',
  ),
  nameTooLong: rejected(
    'captions_refused',
    'YouTube does not take the captions. Look through them and try again.',
  ),
  invalidMetadata: rejected(
    'captions_refused',
    'YouTube does not take captions in this language. Choose another.',
  ),
  contentRequired: rejected('captions_refused', 'The captions are empty. Write them, or take them out.'),
  backendError: broken,
  internalError: broken,
}

/** The reasons that an answer gives, the first alone deciding; null when it is not Google's JSON. */
export function reasonOf(body: unknown): string | null {
  const found = Errors.safeParse(body)
  if (!found.success) return null
  const { errors, status } = found.data.error
  return errors[0]?.reason ?? status ?? ''
}

export type Counted = 'uploads' | 'searches'
const spent: Record<Counted, Row> = { uploads: uploadsSpent, searches: searchesSpent }
const isSpent = (found: Row): boolean => Object.values(spent).includes(found)

/**
 * The failure that an answer means. What limits the whole project is told to all of its channels. `counted`: of such requests
 * Google allows a project a number of its own.
 */
export function failureOf(
  tools: Tools,
  answered: Answered,
  { changes, counted }: { changes: boolean; counted?: Counted | undefined },
): NetworkFailure {
  const { status, headers, body } = answered
  const now = tools.now()
  const said = rowOf(status, reasonOf(body))
  const found = said === quota && counted ? spent[counted] : said
  const retryAt =
    found === quota || isSpent(found)
      ? midnightAfter(now)
      : found === uploads
        ? new Date(now.getTime() + 86_400_000)
        : undefined
  if (found === quota && retryAt) tools.report({ scope: 'app', remaining: 0, resetsAt: retryAt })
  return failureBy(found, { status, headers, changes, now, ...(retryAt && { retryAt }) })
}

function rowOf(status: number, reason: string | null): Row {
  // A proxy refuses with these, too; only Google's own words can end a sign-in.
  if (reason === null && (status === 401 || status === 403)) return rowByStatus('YouTube', 503)
  if (status === 503) return rowByStatus('YouTube', 503)
  const known = reason === null ? undefined : byReason[reason]
  // “required” is said of a missing sign-in, and of whatever else is missing in a request.
  if (known && (reason !== 'required' || status === 401)) return known
  if (status === 403)
    return rejected(
      'forbidden',
      'YouTube does not let this channel do that. Look in YouTube Studio whether something is switched off for it there.',
    )
  if (status === 404) return filmGone
  if (status === 413) return rejected('too_large', 'YouTube takes no file as large as this. Make it smaller.')
  return rowByStatus('YouTube', status)
}

const californian = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/Los_Angeles',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
})

function secondsOfDay(at: Date): number {
  const [hours = 0, minutes = 0, seconds = 0] = californian.format(at).split(':').map(Number)
  return (hours * 60 + minutes) * 60 + seconds
}

/** The next midnight in California, when a project's day begins. */
export function midnightAfter(now: Date): Date {
  const day = 86_400
  const whole = now.getTime() - (now.getTime() % 1000)
  const near = new Date(whole + (day - secondsOfDay(now)) * 1000)
  // On two days of the year the clocks change in between: then it is an hour before or after.
  const off = secondsOfDay(near)
  return new Date(near.getTime() + (off > day / 2 ? day - off : -off) * 1000)
}
