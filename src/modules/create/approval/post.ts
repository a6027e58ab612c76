import { sql } from 'kysely'
import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { approvalError } from './errors.ts'

export type PostHead = { id: string; stage: string; authorId: string | null; version: number }

/** The head of a post that somebody sees. */
export async function findHead(db: Db, actor: Actor, id: string): Promise<PostHead> {
  const { rows } = await sql<PostHead>`
    select p.id, p.stage, p.author_id, p.version from posts p
    where p.workspace_id = ${actor.workspaceId} and p.id = ${id} and p.deleted_at is null
      ${andSeenPost(sightOf(actor), 'p')}`.execute(db)
  if (!rows[0]) throw approvalError('no_post')
  return rows[0]
}

/** Holds the post still, as every change of it does: a yes and an edit go one after the other. */
export async function lockHead(tx: Tx, actor: Actor, id: string): Promise<PostHead> {
  await sql`select from posts where workspace_id = ${actor.workspaceId} and id = ${id} for update`.execute(tx)
  return findHead(tx, actor, id)
}

/** Stands for exactly what a post says on all its channels now, and for when it goes out: at a time, or with the last yes. */
export const seenOf = (post: string) => sql<string>`coalesce((
  select md5(string_agg(concat_ws(' ', v.channel_id, v.digest, extract(epoch from coalesce(d.due_at, v.due_at))), ',' order by v.channel_id)
    || (select o.at_once and o.stage = 'proposed' from posts o where o.id = ${sql.ref(post)})::text)
  from approval_versions v left join lateral (
    select d.due_at from deliveries d where d.workspace_id = v.workspace_id and d.post_id = v.post_id
      and d.channel_id = v.channel_id and d.state <> 'cancelled' order by d.created_at desc limit 1) d on true
  where v.post_id = ${sql.ref(post)} and v.current), '')`

export async function findSeen(db: Db, workspaceId: string, postId: string): Promise<string> {
  const { rows } = await sql<{ seen: string }>`
    select ${seenOf('p.id')} as seen from posts p where p.workspace_id = ${workspaceId} and p.id = ${postId}`.execute(
    db,
  )
  return rows[0]?.seen ?? ''
}

/** What is asked of somebody who may not be asked at all is not told to them. */
export const mayApprove = (actor: Actor): boolean =>
  actor.kind === 'person' && actorMaySomewhere(actor, 'post.approve')
