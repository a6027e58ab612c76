import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, andWithin, isIn, isSeenGoal, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { IdeaBody, OwnBody, PostCategory } from '../../create/posts/contract.ts'
import type { Advice, AdviceCode, BannedWord, PostRules } from './contract.ts'
import type { Goal, Placed } from './looked.ts'

export type StoredPost = {
  id: string
  scheduled: boolean
  category: PostCategory | null
  goalId: string | null
  personaId: string | null
  campaignId: string | null
  content: IdeaBody
  /** The instant that its writer wishes, in milliseconds. */
  wish: number | null
  variants: { channelId: string; content: OwnBody | null }[] | null
  deliveries: { channelId: string; at: number }[] | null
}

/** Posts with what they say on the channels that the viewer sees, and when they are due there. */
export async function findPosts(db: Db, viewer: Viewer, ids: readonly string[]): Promise<StoredPost[]> {
  const sight = sightOf(viewer)
  const { rows } = await sql<StoredPost>`
    select p.id, p.stage = 'scheduled' as scheduled, p.category, p.goal_id, p.persona_id, p.campaign_id, p.content,
      (extract(epoch from p.wish_at at time zone p.wish_zone) * 1000)::float8 as wish,
      (select json_agg(json_build_object('channelId', v.channel_id, 'content', v.content) order by v.channel_id)
        from variants v where v.post_id = p.id ${andWithin(sight, sql`v.channel_id`)}) as variants,
      (select json_agg(json_build_object('channelId', d.channel_id, 'at', (extract(epoch from d.due_at) * 1000)::float8))
        from deliveries d where d.workspace_id = p.workspace_id and d.post_id = p.id and d.state <> 'cancelled') as deliveries
    from posts p where p.workspace_id = ${viewer.workspaceId} and p.id = any(${[...ids]}::uuid[]) and p.deleted_at is null
      ${andSeenPost(sight, 'p')}`.execute(db)
  return rows
}

/** Every channel that a post goes to, seen or not: a post is one thing, and who says something of it says it of all of it. */
export async function channelsOfPost(db: Db, workspaceId: string, postId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select v.channel_id as id from variants v where v.workspace_id = ${workspaceId} and v.post_id = ${postId}
    union
    select d.channel_id from deliveries d
    where d.workspace_id = ${workspaceId} and d.post_id = ${postId} and d.state <> 'cancelled'`.execute(db)
  return rows.map(({ id }) => id)
}

/** Posts between two instants that have not left: those that are due, then those whose writer wishes them there. */
export async function findWaiting(
  db: Db,
  viewer: Viewer,
  { from, to }: { from: string; to: string },
  most: number,
): Promise<string[]> {
  const sight = sightOf(viewer)
  const { rows } = await sql<{ id: string }>`
    select post_id as id, min(at) as at from (
      select d.post_id, d.due_at as at from deliveries d
      where d.workspace_id = ${viewer.workspaceId} and d.due_at >= ${from} and d.due_at < ${to}
        and d.state in ('scheduled', 'claimed', 'waiting', 'handed') ${andWithin(sight, sql`d.channel_id`)}
      union all
      select p.id, p.wish_at at time zone p.wish_zone from posts p
      where p.workspace_id = ${viewer.workspaceId} and p.deleted_at is null and p.stage <> 'scheduled'
        and p.wish_at >= (${from}::timestamptz at time zone 'UTC') - interval '1 day'
        and p.wish_at < (${to}::timestamptz at time zone 'UTC') + interval '1 day'
        and p.wish_at at time zone p.wish_zone >= ${from} and p.wish_at at time zone p.wish_zone < ${to}
    ) waiting group by post_id order by min(at), post_id limit ${most}`.execute(db)
  return rows.map(({ id }) => id)
}

/** The newest posts that went out, or are on their way, since an instant. */
export async function findGone(
  db: Db,
  viewer: Viewer,
  from: Date,
  to: Date,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.post_id as id from deliveries d
    where d.workspace_id = ${viewer.workspaceId} and d.due_at >= ${from} and d.due_at < ${to}
      and d.state not in ('cancelled', 'failed', 'missed') ${andWithin(sightOf(viewer), sql`d.channel_id`)}
    group by d.post_id order by max(d.due_at) desc, d.post_id limit ${most}`.execute(db)
  return rows.map(({ id }) => id)
}

/** More than a busy brand places in the months that are looked at. */
const mostPlaced = 20_000

/** What stands, or stood, between two instants, oldest first. Drafts count at the time that is wished for them. */
export async function findPlaced(db: Db, viewer: Viewer, from: Date, to: Date): Promise<Placed[]> {
  const sight = sightOf(viewer)
  const { rows } = await sql<Placed>`
    select post_id, channel_id, (extract(epoch from at) * 1000)::float8 as at, category from (
      select d.post_id, d.channel_id, d.due_at as at, p.category
      from deliveries d join posts p on p.id = d.post_id and p.deleted_at is null
      where d.workspace_id = ${viewer.workspaceId} and d.due_at >= ${from} and d.due_at < ${to}
        and d.state not in ('cancelled', 'failed', 'missed') ${andWithin(sight, sql`d.channel_id`)}
      union all
      select p.id, v.channel_id, p.wish_at at time zone p.wish_zone, p.category
      from posts p join variants v on v.post_id = p.id ${andWithin(sight, sql`v.channel_id`)}
      where p.workspace_id = ${viewer.workspaceId} and p.deleted_at is null and p.stage <> 'scheduled'
        and p.wish_at >= (${from}::timestamptz at time zone 'UTC') - interval '1 day'
        and p.wish_at < (${to}::timestamptz at time zone 'UTC') + interval '1 day'
        and p.wish_at at time zone p.wish_zone >= ${from} and p.wish_at at time zone p.wish_zone < ${to}
    ) placed order by at desc, post_id, channel_id limit ${mostPlaced}`.execute(db)
  return rows.reverse()
}

export async function findChannels(db: Db, viewer: Viewer) {
  const sight = sightOf(viewer)
  const rows = await db
    .selectFrom('channels')
    .leftJoin('channelPlans as p', (join) =>
      join.onRef('p.channelId', '=', 'channels.id').on('p.workspaceId', '=', viewer.workspaceId),
    )
    .select(['channels.id', 'channels.name', 'channels.network', 'channels.timeZone as zone', 'p.perWeek'])
    .where('channels.workspaceId', '=', viewer.workspaceId)
    .where('channels.state', '!=', 'removed')
    .$if(sight !== null, (query) => query.where(isIn(sight, 'channels.id')))
    .execute()
  return new Map(rows.map(({ id, perWeek, ...row }) => [id, { ...row, perWeek: perWeek ?? 0 }]))
}

/** Goals that are not put away. That a post serves one is known to all who see it; of one that they do not see nothing more is told. */
export async function findGoals(db: Db, viewer: Viewer): Promise<Map<string, Goal>> {
  const { rows } = await sql<Goal & { id: string }>`
    select id, name, deadline::text as deadline, scope_kind, scope_id, ${isSeenGoal(sightOf(viewer), 'goals')} as seen from goals
    where workspace_id = ${viewer.workspaceId} and archived_at is null`.execute(db)
  return new Map(rows.map(({ id, ...goal }) => [id, goal]))
}

export async function hasPersonas(db: Db, workspaceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('personas')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function findRules(db: Db, workspaceId: string): Promise<PostRules | null> {
  const row = await db
    .selectFrom('postRules')
    .select(['version', 'banned', 'reading', 'mostEmoji', 'mostHashtags', 'mostExclamations', 'silent'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...row,
    // Lists of before there was a choice are hints.
    banned: (row.banned as BannedWord[]).map((one) => ({ ...one, blocks: one.blocks ?? false })),
    reading: row.reading as PostRules['reading'],
    silent: row.silent as PostRules['silent'],
  }
}

export async function saveRules(
  db: Db,
  workspaceId: string,
  { banned, ...rest }: PostRules,
  now: Date,
): Promise<void> {
  const values = { ...rest, banned: JSON.stringify(banned), updatedAt: now }
  await db
    .insertInto('postRules')
    .values({ workspaceId, ...values })
    .onConflict((on) => on.column('workspaceId').doUpdateSet(values))
    .execute()
}

/** Two who save the rules go one after the other, also the first time. */
export const takeTurn = (db: Db, workspaceId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`post rules ${workspaceId}`}, 0))`.execute(db)

export type Overruled = { postId: string; code: string; about: string } & NonNullable<Advice['overruled']>

export async function findOverruled(
  db: Db,
  workspaceId: string,
  postIds: readonly string[],
): Promise<Overruled[]> {
  if (postIds.length === 0) return []
  const rows = await db
    .selectFrom('overrules as o')
    .leftJoin('users as u', 'u.id', 'o.userId')
    .select(['o.postId', 'o.code', 'o.about', 'o.at', 'u.name as by'])
    .where('o.workspaceId', '=', workspaceId)
    .where('o.postId', 'in', [...postIds])
    .execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Answers whether anything changed. */
export async function setOverruled(
  db: Db,
  workspaceId: string,
  postId: string,
  { code, about, overruled }: { code: AdviceCode; about: string; overruled: boolean },
  by: { userId: string | null; at: Date },
): Promise<boolean> {
  const key = { workspaceId, postId, code, about }
  const { numInsertedOrUpdatedRows, numDeletedRows } = overruled
    ? {
        numDeletedRows: 0n,
        ...(await db
          .insertInto('overrules')
          .values({ ...key, ...by })
          .onConflict((on) => on.doNothing())
          .executeTakeFirstOrThrow()),
      }
    : {
        numInsertedOrUpdatedRows: 0n,
        ...(await db
          .deleteFrom('overrules')
          .where((where) => where.and(key))
          .executeTakeFirstOrThrow()),
      }
  return (numInsertedOrUpdatedRows ?? 0n) + numDeletedRows > 0n
}

export async function countOverruled(db: Db, viewer: Viewer, from: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; count: number }>`
    select o.code, count(*)::int as count from overrules o join posts p on p.id = o.post_id
    where o.workspace_id = ${viewer.workspaceId} and o.at >= ${from} ${andSeenPost(sightOf(viewer), 'p')}
    group by o.code`.execute(db)
  return new Map(rows.map(({ code, count }) => [code, count]))
}
