import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Metric, MetricId } from '../metrics/contract.ts'
import type { Sum } from './pool.ts'
import { asksFollowers, chosenPosts, postValues, staleDays, sumsOf, type Which } from './values.ts'

export type ChannelRow = {
  id: string
  network: string
  handle: string
  name: string
  state: string
  collectedAt: Date | null
  nextAt: Date | null
}

export async function readZone(db: Db, workspaceId: string): Promise<string> {
  const row = await db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return row.timeZone
}

/** All channels, removed ones too: their history can still be asked for. */
export const readChannels = (db: Db, workspaceId: string): Promise<ChannelRow[]> =>
  db
    .selectFrom('channels as c')
    .leftJoin('collections as k', (join) =>
      join.onRef('k.subjectId', '=', 'c.id').on('k.subjectKind', '=', 'channel'),
    )
    .select(['c.id', 'c.network', 'c.handle', 'c.name', 'c.state', 'k.collectedAt', 'k.nextAt'])
    .where('c.workspaceId', '=', workspaceId)
    .orderBy('c.createdAt')
    .orderBy('c.id')
    .execute()

/** Of which numbers files were brought whose values stand. */
export type Brought = { channel: Set<string>; publication: Set<string> }

export async function readBrought(db: Db, workspaceId: string): Promise<Map<string, Brought>> {
  const { rows } = await sql<{ channelId: string; told: string }>`
    select distinct channel_id, unnest(tells) as told from metric_imports
    where workspace_id = ${workspaceId} and state = 'done'`.execute(db)
  const found = new Map<string, Brought>()
  for (const { channelId, told } of rows) {
    const of = found.get(channelId) ?? { channel: new Set(), publication: new Set() }
    const [kind = '', metric = ''] = told.split(':')
    of[kind === 'channel' ? 'channel' : 'publication'].add(metric)
    found.set(channelId, of)
  }
  return found
}

/** By whom and when numbers were brought that stand on a post. */
export type Origin = { id: string; fileName: string; byName: string | null; runAt: Date | null }

export const readOrigins = (db: Db, workspaceId: string, ids: readonly string[]): Promise<Origin[]> =>
  db
    .selectFrom('metricImports as i')
    .leftJoin('users as u', 'u.id', 'i.madeBy')
    .select(['i.id', 'i.fileName', 'u.name as byName', 'i.runAt'])
    .where('i.workspaceId', '=', workspaceId)
    .where('i.id', 'in', [...ids])
    .orderBy('i.id')
    .execute()

export type SumRow = {
  channelId: string
  /** Null when asked for the whole period. */
  day: string | null
  posts: number
  asOf: Date | null
  sums: Partial<Record<MetricId, Sum>>
}

type RawSums = Partial<Record<MetricId, [num: number, den: number, n: number]>>

/** The sums of some metrics about posts, by channel, and by day of publication if wanted. */
export async function sumPosts(
  db: Db,
  which: Which,
  metrics: readonly Metric[],
  byDay: boolean,
): Promise<SumRow[]> {
  const day = byDay ? sql`v.day` : sql`null::date`
  const { rows } = await sql<Omit<SumRow, 'sums'> & { sums: RawSums }>`
    with ${postValues(which, metrics.some(asksFollowers))}
    select v.channel_id, ${day} as day, count(*)::int as posts, max(v.as_of) as as_of, ${sumsOf(metrics)} as sums
    from v group by v.channel_id ${byDay ? sql`, v.day` : sql``}`.execute(db)
  return rows.map((row) => ({ ...row, sums: named(row.sums) }))
}

const named = (raw: RawSums): Partial<Record<MetricId, Sum>> =>
  Object.fromEntries(Object.entries(raw).map(([id, [num, den, n]]) => [id, { num, den, n }]))

export type Followers = {
  channelId: string
  startValue: number | null
  startAt: Date | null
  firstValue: number | null
  firstAt: Date | null
  endValue: number | null
  endAt: Date | null
}

/**
 * Followers around a period: the last value before it begins, the first and the last inside it.
 * A value older than `staleDays` at the instant asked for says nothing about it.
 */
export async function followersAround(
  db: Db,
  { workspaceId, zone, channelIds }: Pick<Which, 'workspaceId' | 'zone' | 'channelIds'>,
  { from, to }: { from: string; to: string },
): Promise<Followers[]> {
  const begin = sql`${from}::date::timestamp at time zone ${zone}`
  const end = sql`(${to}::date + 1)::timestamp at time zone ${zone}`
  const stale = sql`interval '1 day' * ${staleDays}::int`
  const points = sql`select value, at from metric_points
    where workspace_id = ${workspaceId} and subject_kind = 'channel' and subject_id = c.id and metric = 'followers'`
  const { rows } = await sql<Followers>`
    select c.id as channel_id, s.value as start_value, s.at as start_at, i.value as first_value, i.at as first_at,
      e.value as end_value, e.at as end_at
    from unnest(${channelIds}::uuid[]) as c (id)
    left join lateral (${points} and at <= ${begin} and at > ${begin} - ${stale} order by at desc limit 1) s on true
    left join lateral (${points} and at > ${begin} and at < ${end} order by at limit 1) i on true
    left join lateral (${points} and at < ${end} and at >= ${end} - ${stale} order by at desc limit 1) e on true`.execute(
    db,
  )
  return rows
}

/** How many posts came out after `since`, among those meant. */
export async function countYoung(db: Db, which: Which, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with ${chosenPosts(which)} select count(*)::int as n from p where published_at > ${since}`.execute(db)
  return rows[0]?.n ?? 0
}

/** The publications of one of our posts that are posts, or undefined when there is no such post here. */
export async function publicationsOf(db: Db, viewer: Viewer, postId: string): Promise<string[] | undefined> {
  const { rows } = await sql<{ ids: string[] }>`
    select coalesce(array_agg(p.id) filter (where p.id is not null), '{}') as ids
    from posts o left join publications p on p.workspace_id = o.workspace_id and p.post_id = o.id and p.kind = 'post'
    where o.workspace_id = ${viewer.workspaceId} and o.id = ${postId} ${andSeenPost(sightOf(viewer), 'o')} group by o.id`.execute(
    db,
  )
  return rows[0]?.ids
}
