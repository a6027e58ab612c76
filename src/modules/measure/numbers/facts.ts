import type { Db } from '../../../platform/db/index.ts'
import { series } from '../facts/index.ts'
import type { Metric } from '../metrics/contract.ts'
import { addDays, type Day, daysOf } from './days.ts'
import type { Facts } from './pool.ts'
import { type Followers, followersAround, type SumRow, sumPosts } from './queries.ts'
import { isOfPostsOnly, type Scope } from './scope.ts'
import type { Which } from './values.ts'

export const whichOf = (scope: Scope, days: Which['days']): Which => ({
  workspaceId: scope.workspaceId,
  zone: scope.zone,
  channelIds: scope.channels.map((channel) => channel.id),
  campaignId: scope.campaignId,
  goalId: scope.goalId,
  days,
})

/** What each channel brings to the numbers of a period. */
export async function factsOf(
  db: Db,
  scope: Scope,
  period: { from: Day; to: Day },
  metrics: readonly Metric[],
): Promise<Facts[]> {
  const which = whichOf(scope, period)
  const [facts, followers] = await Promise.all([
    postFacts(db, scope, which, metrics),
    isOfPostsOnly(scope) || !metrics.some(isOfChannel) ? [] : followersAround(db, which, period),
  ])
  const byChannel = new Map(followers.map((row) => [row.channelId, row]))
  return facts.map((one) => ({ ...one, followers: levels(byChannel.get(one.channelId)) }))
}

/** The same without followers, of any posts. */
export async function postFacts(
  db: Db,
  scope: Scope,
  which: Which,
  metrics: readonly Metric[],
): Promise<Facts[]> {
  const rows = await sumPosts(db, which, metrics.filter(isOfPosts), false)
  const byChannel = new Map(rows.map((row) => [row.channelId, row]))
  return scope.channels.map(({ id, network }) => ({
    channelId: id,
    network,
    ...plain(byChannel.get(id)),
    followers: unknown,
  }))
}

const isOfPosts = ({ subject }: Metric): boolean => subject === 'posts'
const isOfChannel = ({ subject }: Metric): boolean => subject === 'channel'

const plain = (row: SumRow | undefined) => ({
  posts: row?.posts ?? 0,
  sums: row?.sums ?? {},
  asOf: row?.asOf ?? null,
})

const unknown: Facts['followers'] = { start: null, end: null, since: null, at: null }

/** Growth counts from the last value before the period, or else from the first inside it, which is then said. */
function levels(row: Followers | undefined): Facts['followers'] {
  if (!row || row.endValue === null || !row.endAt) return unknown
  const { endValue: end, endAt: at } = row
  const isBefore = (start: Date | null): start is Date => start !== null && start < at
  if (isBefore(row.startAt)) return { start: row.startValue, end, since: null, at }
  if (isBefore(row.firstAt)) return { start: row.firstValue, end, since: row.firstAt, at }
  return { start: null, end, since: null, at }
}

/** What each channel brings to each day, posts counted on the day of their publication. A day without anything is there too. */
export async function dailyFacts(
  db: Db,
  scope: Scope,
  period: { from: Day; to: Day },
  metrics: readonly Metric[],
): Promise<Map<Day, Facts[]>> {
  const which = whichOf(scope, period)
  const [sums, followers] = await Promise.all([
    metrics.some(isOfPosts) ? sumPosts(db, which, metrics.filter(isOfPosts), true) : [],
    isOfPostsOnly(scope) || !metrics.some(isOfChannel) ? [] : dailyFollowers(db, scope, period),
  ])
  const sumOf = new Map(sums.map((row) => [`${row.channelId} ${row.day}`, row]))
  const levelOf = new Map(followers.map((row) => [`${row.subjectId} ${row.day}`, row]))
  const onDay = (day: Day): Facts[] =>
    scope.channels.map(({ id, network }) => {
      const end = levelOf.get(`${id} ${day}`)
      const start = levelOf.get(`${id} ${addDays(day, -1)}`)
      return {
        channelId: id,
        network,
        ...plain(sumOf.get(`${id} ${day}`)),
        followers: end ? { start: start?.value ?? null, end: end.value, since: null, at: end.at } : unknown,
      }
    })
  return new Map(daysOf(period.from, period.to).map((day) => [day, onDay(day)]))
}

/** One day more at the beginning, for what was gained on the first. */
const dailyFollowers = (db: Db, scope: Scope, { from, to }: { from: Day; to: Day }) =>
  series(db, {
    workspaceId: scope.workspaceId,
    subjectKind: 'channel',
    subjectIds: scope.channels.map((channel) => channel.id),
    metric: 'followers',
    from: addDays(from, -1),
    to,
    zone: scope.zone,
  })
