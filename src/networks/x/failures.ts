import { hideIn } from '../../platform/hide.ts'
import type { Answered } from '../kit/ask.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import { failureBy, type Row, row, rowByStatus } from '../kit/table.ts'
import { Problem } from './entities.ts'

export type Refused = { answer: Answered; changes: boolean; now: Date; secrets: readonly (string | null)[] }

const credits = row(
  'later',
  'credits_used_up',
  'X wants credits for this and the app has none left, or its spending limit is reached. Buy credits or raise the limit at console.x.com; it goes on by itself then.',
  { scope: 'app' },
)
const appRefused = row(
  'reconnect',
  'app_refused',
  'X does not let this app sign in like that: its type is wrong, or it was taken away. Look it up at console.x.com, and join the account again.',
)

const notEnrolled = row(
  'reconnect',
  'app_not_enrolled',
  'X does not let this app do that: it stands in no project with access, or was taken away. Look it up at console.x.com, and join the account again.',
)

/** By the last part of a problem's `type`, which is a stable word. */
const byType: Record<string, Row> = {
  'client-forbidden': notEnrolled,
  'unsupported-authentication': appRefused,
  'usage-capped': credits,
  credits,
  'not-authorized-for-resource': row(
    'rejected',
    'not_shown',
    'X does not show this post or account to the account that has joined.',
  ),
  'resource-not-found': row('rejected', 'message_gone', 'X does not find this post or account any more.'),
  'rate-limit-exceeded': rowByStatus('X', 429),
}

/** What 400 and 403 mean stands in their English sentences alone; one that is not known counts by its status. */
const byWords: readonly (readonly [RegExp, Row])[] = [
  [
    /duplicate content/i,
    row(
      'rejected',
      'duplicate',
      'X says that this account has posted the same words before. Look there whether the post is out; if not, change its words.',
      { standsThere: true },
    ),
  ],
  [
    /not been mentioned|otherwise engaged|reply to this conversation/i,
    row(
      'rejected',
      'reply_not_summoned',
      'X lets apps reply only where the author of the post mentioned or quoted the account. Publish it without a reply.',
    ),
  ],
  [
    /too long|exceeds? .{0,40}(length|characters)|longer than/i,
    row('rejected', 'text_too_long', 'X says that the text is too long. Shorten it and try again.'),
  ],
  [
    /media ids? .{0,20}(invalid|not)|invalid media|media (type|category)|failed to (process|validate) media|too many media/i,
    row(
      'rejected',
      'media_not_taken',
      'X does not take one of the files. Take it out, or replace it by another one.',
    ),
  ],
  [
    /\byour account\b.{0,40}\b(suspended|locked)\b|\bthis account is (temporarily )?(locked|suspended)\b/i,
    row(
      'reconnect',
      'account_locked',
      'X has locked or suspended this account. Open X with it, do what is asked there, and join it again.',
    ),
  ],
  [
    /daily (status )?update limit|over daily/i,
    row('later', 'limited', 'X asks for a pause: the account has posted too much today.'),
  ],
  [
    /\bedit(ed|ing|able)?\b.{0,60}(not|window|eligible|expired|premium)|\bnot .{0,40}\bedit/i,
    row(
      'rejected',
      'not_editable',
      'X does not let this post be changed: the account needs Premium, and it must be a fresh post. Take it away and publish it anew.',
    ),
  ],
  [
    /\bscopes?\b|oauth2? permission|not configured with the appropriate/i,
    row(
      'reconnect',
      'scope_missing',
      'The sign-in at X does not allow this. Look whether the app may read and write, and join the account again.',
    ),
  ],
]

export function failureOf({ answer, changes, now, secrets }: Refused): NetworkFailure {
  const { status, headers, body } = answer
  const problem = Problem.safeParse(body)
  const told = problem.success ? saidBy(problem.data) : null
  const found = rowOf({ status, changes }, problem.data?.type ?? null, told)
  const said = told === null ? null : hideIn(told.slice(0, 300).replace(/[.\s]+$/, ''), secrets)
  const words = said && found.kind === 'rejected' ? `${found.words} X says: “${said}”.` : found.words
  const retryAt = pauseOf(found, headers, now)
  return failureBy({ ...found, words }, { status, headers, changes, now, retryAt })
}

const hourMs = 3_600_000

/** Every answer says when its window ends; only where that is used up is it a reason to wait. */
function pauseOf({ code }: Row, headers: Headers, now: Date): Date | undefined {
  if (code === credits.code) return new Date(now.getTime() + hourMs)
  return code === 'limited' ? endsAt(headers) : undefined
}

function rowOf(
  { status, changes }: { status: number; changes: boolean },
  type: string | null,
  told: string | null,
): Row {
  if (status >= 500 || status === 408) return rowByStatus('X', status)
  if (status === 402) return credits
  // What does not speak the interface's language is a proxy, and can end no sign-in.
  if (told === null && status !== 429 && status !== 401) return rowByStatus('X', 503)
  const known = byType[type?.split('/').at(-1) ?? '']
  if (known) return known
  if (status === 429) return rowByStatus('X', 429)
  if (status === 401) return rowByStatus('X', 401)
  const meant = byWords.find(([words]) => words.test(told?.slice(0, 1000) ?? ''))?.[1]
  // What is wrong with a request may hold words of the post itself, and those end no sign-in.
  if (meant && (meant.kind !== 'reconnect' || status === 403)) return meant
  if (status !== 403) return row('rejected', 'not_taken', 'X does not take this. Change it and try again.')
  // X also says no to single posts in this way; that is no reason to stop the account.
  return changes
    ? row('rejected', 'forbidden', 'X does not let this account do that. Change the post, or look into X.')
    : rowByStatus('X', 403)
}

const saidBy = ({ title, detail, errors }: Problem): string =>
  [detail ?? title, ...(errors ?? []).map(({ message }) => message ?? '')].filter(Boolean).join(' ')

/** When a limit ends: the day's, where that is used up, or the quarter of an hour's. */
function endsAt(headers: Headers): Date | undefined {
  const day = ['x-user-limit-24hour', 'x-app-limit-24hour'].find(
    (name) => headers.get(`${name}-remaining`) === '0',
  )
  const seconds = headers.get(day ? `${day}-reset` : 'x-rate-limit-reset')
  return seconds && /^\d{1,12}$/.test(seconds) ? new Date(Number(seconds) * 1000) : undefined
}
