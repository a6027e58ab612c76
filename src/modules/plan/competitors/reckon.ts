/** Every formula of this room: what is counted of profiles becomes the numbers that people compare. Pure. */

import type { Figure, Format, Missing, Numbers } from './contract.ts'
import type { Counted, Followers } from './counted.ts'

/** One profile or channel within a window. */
export type Subject = {
  network: string
  /** Days of the window of which all of its posts are known; null when none were ever brought. */
  days: number | null
  counted: Counted | null
  followers: Followers | null
}

const known = (value: number): Figure => ({ value, missing: null, partial: false })
const lacking = (missing: Missing): Figure => ({ value: null, missing, partial: false })
const ratio = (num: number, den: number, empty: Missing): Figure =>
  den > 0 ? known(num / den) : lacking(empty)

/** Many profiles as one: sums are added and then divided, ratios are never averaged. What is missing stays missing. */
export function reckon(subjects: readonly Subject[]): Numbers {
  const all = subjects.flatMap(({ counted }) => counted ?? [])
  const read = subjects.filter((one): one is Subject & { days: number } => one.days !== null)
  const posts = total(all, (one) => one.posts)
  const counted = total(all, (one) => one.counted)
  const engagements = total(all, (one) => one.engagements)
  const told = read.length === 0 ? lacking('not_read') : null
  return {
    ...followersOf(subjects),
    posts: told ?? known(posts),
    perWeek: told ?? known(total(read, (one) => ((one.counted?.posts ?? 0) / one.days) * 7)),
    engagements: told ?? (posts > 0 && counted === 0 ? lacking('not_told') : known(engagements)),
    perPost: told ?? ratio(engagements, counted, posts > 0 ? 'not_told' : 'no_posts'),
    erFollowers: told ?? engagementRate(all, posts, counted),
    ...answersOf(all),
    formats: formatsOf(all, posts),
    base: {
      profiles: subjects.length,
      networks: [...new Set(subjects.map(({ network }) => network))].sort(),
      sources: [
        ...new Set([
          ...all.flatMap(({ sources }) => sources),
          ...subjects.flatMap(({ followers }) => followers?.source ?? []),
        ]),
      ].sort(),
      counts: [...new Set(all.flatMap(({ counts }) => counts))].sort(),
      counted,
      assumed: total(all, (one) => one.assumed),
      comments: total(all, (one) => one.comments),
      commentPosts: total(all, (one) => one.commentPosts),
      threads: total(all, (one) => one.threads),
      threadsUnread: total(all, (one) => one.threadsUnread),
      commentsWhole: all.every((one) => one.commentPosts === 0 || one.commentsWhole),
      days: read.length > 0 ? Math.min(...read.map(({ days }) => days)) : 0,
      followersOn: subjects.flatMap(({ followers }) => followers?.nowDay ?? []).sort()[0] ?? null,
      asOf: newest(all.map(({ asOf }) => asOf)),
    },
  }
}

/** Σ engagements ÷ Σ followers on the day of each post, over the posts of which both are known. */
function engagementRate(all: readonly Counted[], posts: number, counted: number): Figure {
  if (posts === 0) return lacking('no_posts')
  if (counted === 0) return lacking('not_told')
  const num = total(all, (one) => one.erNum)
  const den = total(all, (one) => one.erDen)
  // No followers at all divide nothing; not knowing them is something else.
  return den > 0 ? known(num / den) : lacking(num > 0 ? 'zero_base' : 'no_data')
}

function followersOf(subjects: readonly Subject[]): Pick<Numbers, 'followers' | 'growth'> {
  const now = subjects.flatMap(({ followers }) => followers?.now ?? [])
  const both = subjects.flatMap(({ followers: f }) =>
    f && f.now !== null && f.before !== null && f.beforeDay !== f.nowDay
      ? { now: f.now, before: f.before }
      : [],
  )
  const before = total(both, (one) => one.before)
  return {
    followers: now.length === 0 ? lacking('no_data') : known(total(now, (value) => value)),
    growth:
      both.length === 0
        ? lacking('no_data')
        : ratio(total(both, (one) => one.now) - before, before, 'zero_base'),
  }
}

/** Those who were never answered count to the share. The median is of those who were, and is called so. */
function answersOf(all: readonly Counted[]): Pick<Numbers, 'answered' | 'answerMinutes'> {
  if (total(all, (one) => one.commentPosts) === 0) {
    const none = { ...lacking('not_read'), partial: all.some((one) => one.threadsUnread > 0) }
    return { answered: none, answerMinutes: none }
  }
  const comments = total(all, (one) => one.comments)
  const middle = median(all.flatMap(({ answerSeconds }) => answerSeconds))
  const partial = all.some((one) => one.threadsUnread > 0)
  const answered = ratio(
    total(all, (one) => one.answered),
    comments,
    'zero_base',
  )
  return {
    answered: { ...answered, partial },
    answerMinutes: { ...(middle === null ? lacking('no_data') : known(middle / 60)), partial },
  }
}

function formatsOf(all: readonly Counted[], posts: number): Numbers['formats'] {
  const sums = new Map<Format, number>()
  for (const { formats } of all)
    for (const [format, n] of Object.entries(formats) as [Format, number][])
      sums.set(format, (sums.get(format) ?? 0) + n)
  return [...sums]
    .map(([format, n]) => ({ format, posts: n, share: n / posts }))
    .sort((a, b) => b.posts - a.posts || a.format.localeCompare(b.format))
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** The part of one in the engagements of all that are compared. */
export function sharesOf(columns: readonly Numbers[]): Figure[] {
  const sums = columns.map(({ engagements }) => engagements.value)
  if (sums.some((value) => value === null)) return columns.map(() => lacking('no_data'))
  const all = total(sums, (value) => value ?? 0)
  return sums.map((value) => ratio(value ?? 0, all, 'zero_base'))
}

type Known = { readBackTo: Date | null; readTo: Date | null; isRead: boolean }

/** Fewer than a week says little of a rhythm: a table that is shorter is taken to tell that long. */
export function daysKnown(
  { from, to }: { from: Date; to: Date },
  { readBackTo, readTo, isRead }: Known,
): number | null {
  // What came after the last look, or the last line, is not known: nobody posted nothing because nobody looked.
  const end = Math.min(to.getTime(), readTo?.getTime() ?? 0)
  if (!readBackTo || end <= from.getTime()) return null
  const days = (end - Math.max(from.getTime(), readBackTo.getTime())) / 86_400_000
  const window = (to.getTime() - from.getTime()) / 86_400_000
  const isShort = !isRead && (end - readBackTo.getTime()) / 86_400_000 < 7
  return Math.min(window, Math.max(days, isShort ? 7 : 1 / 24))
}

const total = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0)

const newest = (instants: readonly (Date | null)[]): string | null => {
  const times = instants.flatMap((at) => (at ? [at.getTime()] : []))
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
}
