import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'

export async function isSeen(db: Db, viewer: Viewer, postId: string): Promise<boolean> {
  const { rows } = await sql`
    select from posts p where p.workspace_id = ${viewer.workspaceId} and p.id = ${postId} and p.deleted_at is null
      ${andSeenPost(sightOf(viewer), 'p')}`.execute(db)
  return rows.length > 0
}

type Place = {
  workspaceId: string
  postId: string
  personId: string
  tab: string
  channelId: string | null
  writes: boolean
}

/** Says that somebody is there; answers whether anything became otherwise for the others. */
export async function putPresence(db: Db, place: Place, now: Date, silentSince: Date): Promise<boolean> {
  const { workspaceId, postId, personId, tab, channelId, writes } = place
  const { rows } = await sql<{ news: boolean }>`
    with was as (
      select channel_id, writes, seen_at from post_company
      where workspace_id = ${workspaceId} and post_id = ${postId} and person_id = ${personId} and tab = ${tab}
    ), put as (
      insert into post_company as c (workspace_id, post_id, person_id, tab, channel_id, writes, since, seen_at)
      select ${workspaceId}, ${postId}, ${personId}, ${tab},
        (select v.channel_id from variants v where v.workspace_id = ${workspaceId} and v.post_id = ${postId}
          and v.channel_id = ${channelId}::uuid), ${writes}, ${now}, ${now}
      on conflict (workspace_id, post_id, person_id, tab) do update set channel_id = excluded.channel_id,
        writes = excluded.writes, seen_at = excluded.seen_at,
        since = case when c.seen_at < ${silentSince}::timestamptz then excluded.since else c.since end
      returning channel_id, writes)
    select not exists (select from was where was.channel_id is not distinct from put.channel_id and was.writes = put.writes
      and was.seen_at >= ${silentSince}::timestamptz) as news from put`.execute(db)
  return rows[0]?.news === true
}

/** Tabs of the workspace that were closed without a word; answers in which posts there were any. */
export async function forgetSilent(db: Db, workspaceId: string, silentSince: Date): Promise<Set<string>> {
  // Two who come back after a long silence would wait for each other's rows.
  const { rows } = await sql<{ postId: string }>`
    delete from post_company c using (
      select post_id, person_id, tab from post_company
      where workspace_id = ${workspaceId} and seen_at < ${silentSince}::timestamptz
      order by post_id limit 500 for update skip locked) gone
    where c.workspace_id = ${workspaceId} and c.post_id = gone.post_id and c.person_id = gone.person_id
      and c.tab = gone.tab
    returning c.post_id`.execute(db)
  return new Set(rows.map(({ postId }) => postId))
}

export async function deletePresence(
  db: Db,
  { workspaceId, postId, personId, tab }: Pick<Place, 'workspaceId' | 'postId' | 'personId' | 'tab'>,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('postCompany')
    .where('workspaceId', '=', workspaceId)
    .where('postId', '=', postId)
    .where('personId', '=', personId)
    .where('tab', '=', tab)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Everybody who is in a post, once; a tab in which somebody writes counts more than one in which they read. */
export async function findCompany(db: Db, workspaceId: string, postId: string, silentSince: Date) {
  const { rows } = await sql<{
    id: string
    name: string
    channelId: string | null
    writes: boolean
    since: Date
  }>`
    select distinct on (c.person_id) c.person_id as id, u.name, c.channel_id, c.writes, c.since
    from post_company c join users u on u.id = c.person_id
    join members m on m.workspace_id = c.workspace_id and m.user_id = c.person_id
    where c.workspace_id = ${workspaceId} and c.post_id = ${postId} and c.seen_at >= ${silentSince}::timestamptz
    order by c.person_id, c.writes desc, c.seen_at desc limit 50`.execute(db)
  return rows
}

/** Members by name, all or these, with what they may on which channels. */
export const findMembers = (db: Db, workspaceId: string, ids: readonly string[] | null) =>
  db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select(['u.id', 'u.name', 'm.role', 'm.channelRoles'])
    .where('m.workspaceId', '=', workspaceId)
    .$if(ids !== null, (query) => query.where('m.userId', 'in', [...(ids ?? []), '']))
    .orderBy('u.name')
    .orderBy('u.id')
    .limit(1000)
    .execute()

/** Every channel that a post goes to, or is still on its way to. */
export async function findChannelsOf(db: Db, workspaceId: string, postId: string): Promise<string[]> {
  const { rows } = await sql<{ channelId: string }>`
    select channel_id from variants where workspace_id = ${workspaceId} and post_id = ${postId}
    union
    select channel_id from deliveries where workspace_id = ${workspaceId} and post_id = ${postId} and state <> 'cancelled'`.execute(
    db,
  )
  return rows.map(({ channelId }) => channelId)
}
