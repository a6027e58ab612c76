import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { approvalError } from './errors.ts'
import { findNeeds, sayNeeds } from './needs.ts'
import { syncAsks } from './sync.ts'

/** What a post says on one channel: as it would be sent, and its digest. */
export type Submitted = { channelId: string; digest: string; json: string; dueAt: Date | null }

/** Whether anything in this workspace needs a yes. Costs next to nothing, so that who has no rules pays nothing. */
export async function hasRules(db: Db, workspaceId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from approval_rules where workspace_id = ${workspaceId} and enabled) as has`.execute(
    db,
  )
  return rows[0]?.has === true
}

/**
 * Puts before the approvers what a post says now, in the transaction in which it came to say so. What they have said yes to
 * already, word for word, is not asked again. Answers whether anything is asked.
 */
export async function submitPost(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  postId: string,
  said: readonly Submitted[],
  /** Also where nobody is asked: somebody outside is to see it. */
  shown = false,
): Promise<boolean> {
  const { workspaceId } = actor
  if (!shown && !(await hasRules(tx, workspaceId)) && !(await isShown(tx, workspaceId, postId))) return false
  await keepVersions(tx, workspaceId, postId, said, ctx.clock.now())
  const changed = await syncAsks(tx, ctx, actor, [postId])
  return changed.some(({ state }) => state === 'open' || state === 'later')
}

/** Whether what it says was kept once, for somebody to look at: then it is kept up. */
async function isShown(tx: Tx, workspaceId: string, postId: string): Promise<boolean> {
  const { rows } = await sql`
    select from approval_versions where workspace_id = ${workspaceId} and post_id = ${postId} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** What is said now is current; what nobody approved or spoke of, and is said no more, is forgotten. */
async function keepVersions(
  tx: Tx,
  workspaceId: string,
  postId: string,
  said: readonly Submitted[],
  now: Date,
): Promise<void> {
  const of = sql`workspace_id = ${workspaceId} and post_id = ${postId}`
  // Where a change of what is out waits, that is what is asked about.
  const busy = await channelsInChange(tx, workspaceId, postId)
  await sql`update approval_versions set current = false where ${of} and current and channel_id <> all(${busy}::uuid[])`.execute(
    tx,
  )
  for (const { channelId, digest, json, dueAt } of said.filter((one) => !busy.includes(one.channelId)))
    await sql`
      insert into approval_versions (workspace_id, post_id, channel_id, digest, content, due_at, created_at)
      values (${workspaceId}, ${postId}, ${channelId}, ${digest}, ${json}::jsonb, ${dueAt}::timestamptz, ${now}::timestamptz)
      on conflict (workspace_id, post_id, channel_id, digest) do update set current = true, due_at = excluded.due_at`.execute(
      tx,
    )
  await sql`
    delete from approval_versions v where ${of} and not current
      and not exists (select from approval_votes y where y.workspace_id = v.workspace_id and y.post_id = v.post_id
        and y.channel_id = v.channel_id and y.digest = v.digest)
      and not exists (select from approval_comments y where y.workspace_id = v.workspace_id and y.post_id = v.post_id
        and y.digest = v.digest)`.execute(tx)
}

async function channelsInChange(tx: Tx, workspaceId: string, postId: string): Promise<string[]> {
  const { rows } = await sql<{ channelId: string }>`
    select channel_id from publication_changes where workspace_id = ${workspaceId} and post_id = ${postId}`.execute(
    tx,
  )
  return rows.map((row) => row.channelId)
}

/** The post is a draft again, or gone: nobody is asked. What was said yes to is remembered. */
export async function restPost(tx: Tx, ctx: Context, actor: Actor, postId: string): Promise<void> {
  if (await hasRules(tx, actor.workspaceId)) await syncAsks(tx, ctx, actor, [postId])
}

/** Refuses what would leave at once without a yes. What leaves later waits for it, and is missed without. */
export async function refuseUnapproved(tx: Tx, workspaceId: string, postId: string): Promise<void> {
  if (await lacksApproval(tx, workspaceId, postId))
    throw approvalError('not_yet', { who: sayNeeds(await findNeeds(tx, workspaceId, postId)) })
}

/** Whether some of its deliveries that have not left may not leave as they are. */
export async function lacksApproval(db: Db, workspaceId: string, postId: string): Promise<boolean> {
  const { rows } = await sql<{ lacks: boolean }>`
    select exists (
      select from deliveries d
      where d.workspace_id = ${workspaceId} and d.post_id = ${postId}
        and d.state in ('scheduled', 'claimed', 'waiting', 'failed', 'missed', 'handed')
        and lacks_approval(d.workspace_id, d.post_id, d.channel_id, d.digest, d.due_at)) as lacks`.execute(db)
  return rows[0]?.lacks === true
}

/** A proposal whose steps are open is approved in them, not past them. */
export async function refuseWaiting(tx: Tx, workspaceId: string, postId: string): Promise<void> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from approval_asks a join approval_rules r on r.id = a.rule_id and r.enabled
        where a.workspace_id = ${workspaceId} and a.post_id = ${postId} and a.state in ('open', 'later'))
      or exists (select from approval_comments x where x.workspace_id = ${workspaceId} and x.post_id = ${postId}
        and x.kind = 'change' and x.resolved_at is null and x.deleted_at is null) as waits`.execute(tx)
  if (rows[0]?.waits)
    throw approvalError('not_yet', { who: sayNeeds(await findNeeds(tx, workspaceId, postId)) })
}
