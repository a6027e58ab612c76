/** What is out is to say something else: the new words are asked about as the first ones were. */
import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { mayOn } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { mostSteps } from './contract.ts'
import { findNeeds, type Need, sayNeeds } from './needs.ts'
import { findSeen, type PostHead } from './post.ts'
import { syncAsks } from './sync.ts'
import { give, type Voter } from './votes.ts'
import { seatsOf } from './who.ts'

/** A channel of a post, and what it is to say or says there. */
export type Said = { postId: string; channelId: string; digest: string; json: string; dueAt: Date }

/** Whose yes is missing, by step; or who asked for a change that is not resolved. */
export type Lacking = { by: 'steps' | 'requests'; who: string; needs?: Need[] }

/**
 * Puts a change of what is out before the approvers, inside a transaction that holds the post still and has written the change
 * down, and counts the word of whoever makes it in the steps that ask them. Answers what is still missing.
 */
export async function submitChange(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  post: PostHead,
  said: Said,
): Promise<Lacking | null> {
  await makeCurrent(tx, actor.workspaceId, said, ctx.clock.now())
  await syncAsks(tx, ctx, actor, [post.id])
  await giveOwn(tx, ctx, actor, post, said.channelId)
  return (await lacks(tx, actor.workspaceId, said)) ? findLacking(tx, actor.workspaceId, said) : null
}

/** The change is out, or given up: what is asked about on the channel is again what is out there. */
export async function settleChange(tx: Tx, ctx: Context, actor: Actor, out: Said): Promise<void> {
  await makeCurrent(tx, actor.workspaceId, out, ctx.clock.now())
  await syncAsks(tx, ctx, actor, [out.postId])
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'approval', id: out.postId })
}

/** Holds a post still, also one that lies in the bin while it is out; null: there is none. */
export async function lockPublished(tx: Tx, workspaceId: string, id: string): Promise<PostHead | undefined> {
  const { rows } = await sql<PostHead>`
    select id, stage, author_id, version from posts where workspace_id = ${workspaceId} and id = ${id} for update`.execute(
    tx,
  )
  return rows[0]
}

async function lacks(db: Db, workspaceId: string, said: Omit<Said, 'json'>): Promise<boolean> {
  const { rows } = await sql<{ lacks: boolean }>`
    select lacks_approval(${workspaceId}, ${said.postId}, ${said.channelId}, ${said.digest}, ${said.dueAt}::timestamptz) as lacks`.execute(
    db,
  )
  return rows[0]?.lacks !== false
}

async function makeCurrent(tx: Tx, workspaceId: string, said: Said, now: Date): Promise<void> {
  const { postId, channelId, digest, json, dueAt } = said
  await sql`
    update approval_versions set current = false
    where workspace_id = ${workspaceId} and post_id = ${postId} and channel_id = ${channelId} and current`.execute(
    tx,
  )
  await sql`
    insert into approval_versions (workspace_id, post_id, channel_id, digest, content, due_at, created_at)
    values (${workspaceId}, ${postId}, ${channelId}, ${digest}, ${json}::jsonb, ${dueAt}::timestamptz, ${now}::timestamptz)
    on conflict (workspace_id, post_id, channel_id, digest) do update set current = true, due_at = excluded.due_at`.execute(
    tx,
  )
}

/** In each step that asks them now, one after the other; on this channel only, because nothing else was in their hands. */
async function giveOwn(tx: Tx, ctx: Context, actor: Actor, post: PostHead, channelId: string): Promise<void> {
  if (actor.kind !== 'person' || !actor.id || !mayOn(actor, 'post.approve', [channelId])) return
  const seats = await seatsOf(tx, actor.workspaceId, actor.id, ctx.clock.now())
  const voter: Voter = { kind: 'person', personId: actor.id, seats }
  const seen = await findSeen(tx, actor.workspaceId, post.id)
  const asked = new Set<string>()
  for (let step = 0; step < mostSteps; step++) {
    const open = await openSteps(tx, actor.workspaceId, post.id, channelId)
    // What is still open after one's yes waits for others.
    if (open.every((id) => asked.has(id))) return
    for (const id of open) asked.add(id)
    try {
      await give(tx, ctx, actor, post, seen, voter, channelId)
    } catch (error) {
      if (error instanceof AppError && error.code === 'approval.nothing_to_approve') return
      throw error
    }
  }
}

async function openSteps(tx: Tx, workspaceId: string, postId: string, channelId: string): Promise<string[]> {
  const { rows } = await sql<{ stepId: string }>`
    select step_id from approval_asks
    where workspace_id = ${workspaceId} and post_id = ${postId} and state = 'open' and ${channelId}::uuid = any(open_channels)`.execute(
    tx,
  )
  return rows.map((row) => row.stepId)
}

async function findLacking(tx: Tx, workspaceId: string, { postId, channelId }: Said): Promise<Lacking> {
  const { rows: requests } = await sql<{ by: string | null }>`
    select coalesce(u.name, c.guest) as by from approval_comments c left join users u on u.id = c.person_id
    where c.workspace_id = ${workspaceId} and c.post_id = ${postId} and c.kind = 'change'
      and c.resolved_at is null and c.deleted_at is null and (c.channel_id is null or c.channel_id = ${channelId})
    order by c.created_at limit 5`.execute(tx)
  if (requests.length > 0)
    return { by: 'requests', who: [...new Set(requests.map(({ by }) => by ?? '?'))].join(', ') }
  const needs = await findNeeds(tx, workspaceId, postId, channelId)
  return { by: 'steps', who: sayNeeds(needs), needs }
}
