import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { mayOn } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Approved, ApprovedMany, ApproveManyBody } from './contract.ts'
import { approvalError } from './errors.ts'
import { nudgeChanges, nudgeProposal } from './nudge.ts'
import { findSeen, lockHead, type PostHead } from './post.ts'
import { syncAsks } from './sync.ts'
import { personOf, seatsOf, stepsAsking } from './who.ts'

/** What follows when everybody has said yes to a proposal: it is scheduled as it wishes. Handed in by the house. */
export type ScheduleApproved = (ctx: Context, actor: Actor, postId: string) => Promise<void>

/** The one who says yes: a person in some seats, or somebody outside with a link. */
export type Voter =
  | { kind: 'person'; personId: string; seats: readonly string[] }
  | { kind: 'link'; linkId: string; guest: string }

/** Says yes to exactly what was seen, in all steps that ask for it now. */
export async function approve(
  ctx: Context,
  actor: Actor,
  postId: string,
  seen: string,
  scheduleApproved: ScheduleApproved,
): Promise<Approved> {
  const personId = personOf(actor)
  const given = await ctx.db.transaction().execute(async (tx) => {
    const post = await lockHead(tx, actor, postId)
    const seats = await seatsOf(tx, actor.workspaceId, personId, ctx.clock.now())
    return give(tx, ctx, actor, post, seen, { kind: 'person', personId, seats })
  })
  return complete(ctx, actor, postId, given, scheduleApproved)
}

export type Given = { steps: number; complete: boolean; stage: string }

/** Writes the yes down, inside a transaction that holds the post still. */
export async function give(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  post: PostHead,
  seen: string,
  voter: Voter,
  /** Only there, where nothing else was looked at. */
  onlyChannel: string | null = null,
): Promise<Given> {
  const { workspaceId } = actor
  if ((await findSeen(tx, workspaceId, post.id)) !== seen) throw approvalError('seen_changed')
  const asks = (await findOpen(tx, workspaceId, post.id)).flatMap((ask) => seatIn(ask, voter))
  const steps = await votersFor(tx, workspaceId, asks, voter)
  const rows = steps.flatMap(({ stepId, seatId, escalated, channels }) =>
    channels
      .filter((channelId) => onlyChannel === null || channelId === onlyChannel)
      .filter((channelId) => voter.kind === 'link' || mayOn(actor, 'post.approve', [channelId]))
      .map((channelId) => ({ stepId, seatId, escalated, channelId })),
  )
  if (rows.length === 0) throw approvalError('nothing_to_approve')
  for (const row of rows) await insertVote(tx, workspaceId, post.id, row, voter, ctx.clock.now())
  await audit(tx, actor, {
    action: 'approval.given',
    subject: { kind: 'post', id: post.id },
    after: { version: post.version, channels: [...new Set(rows.map(({ channelId }) => channelId))] },
  })
  await syncAsks(tx, ctx, actor, [post.id])
  await nudgeChanges(tx, ctx, workspaceId, post.id)
  await nudgeProposal(tx, ctx, workspaceId, post.id, 'yes')
  await ctx.events.emit(
    tx,
    { workspaceId, topic: 'approval', id: post.id },
    { workspaceId, topic: 'posts', id: post.id },
  )
  return {
    steps: new Set(rows.map(({ stepId }) => stepId)).size,
    complete: await isComplete(tx, workspaceId, post.id),
    stage: post.stage,
  }
}

type Open = {
  stepId: string
  openChannels: string[]
  clients: boolean
  overdue: boolean
  own: boolean
  authorId: string | null
}

const findOpen = async (tx: Tx, workspaceId: string, postId: string): Promise<Open[]> => {
  const { rows } = await sql<Open>`
    select a.step_id, a.open_channels, t.clients, r.own, p.author_id,
      a.overdue_at is not null and t.at_deadline = 'escalate' as overdue
    from approval_asks a join approval_steps t on t.id = a.step_id join approval_rules r on r.id = a.rule_id
    join posts p on p.id = a.post_id
    where a.workspace_id = ${workspaceId} and a.post_id = ${postId} and a.state = 'open'
    order by a.rule_id, a.position`.execute(tx)
  return rows
}

/** Whether this voter may be counted in a step at all: nobody approves what they wrote, unless the rule says so. */
function seatIn(ask: Open, voter: Voter): Open[] {
  if (voter.kind === 'link') return ask.clients ? [ask] : []
  return !ask.own && ask.authorId === voter.personId ? [] : [ask]
}

type Seat = { stepId: string; seatId: string | null; escalated: boolean; channels: string[] }

/** In which seats the voter sits, of steps that are open. After the deadline also in those that it was handed on to. */
async function votersFor(tx: Tx, workspaceId: string, asks: readonly Open[], voter: Voter): Promise<Seat[]> {
  if (voter.kind === 'link')
    return asks.map(({ stepId, openChannels }) => ({
      ...{ stepId, seatId: null, escalated: false, channels: openChannels },
    }))
  const asking = await stepsAsking(tx, workspaceId, voter.seats)
  return asks.flatMap(({ stepId, openChannels, overdue }) =>
    asking
      .filter((seat) => seat.stepId === stepId && (!seat.escalates || overdue))
      .map(({ seatId, escalates }) => ({ stepId, seatId, escalated: escalates, channels: openChannels })),
  )
}

type VoteRow = { stepId: string; seatId: string | null; escalated: boolean; channelId: string }

const insertVote = (tx: Tx, workspaceId: string, postId: string, row: VoteRow, voter: Voter, now: Date) =>
  sql`
    insert into approval_votes (workspace_id, post_id, channel_id, step_id, digest, due_at, person_id, seat_id, escalated, by_link, link_id, guest, created_at)
    select v.workspace_id, v.post_id, v.channel_id, ${row.stepId}, v.digest, coalesce((
        select d.due_at from deliveries d where d.workspace_id = v.workspace_id and d.post_id = v.post_id
          and d.channel_id = v.channel_id and d.state <> 'cancelled' order by d.created_at desc limit 1), v.due_at),
      ${voter.kind === 'person' ? voter.personId : null}, ${row.seatId}, ${row.escalated}, ${voter.kind === 'link'},
      ${voter.kind === 'link' ? voter.linkId : null}::uuid, ${voter.kind === 'link' ? voter.guest : null}, ${now}::timestamptz
    from approval_versions v
    where v.workspace_id = ${workspaceId} and v.post_id = ${postId} and v.channel_id = ${row.channelId} and v.current`.execute(
    tx,
  )

async function isComplete(tx: Tx, workspaceId: string, postId: string): Promise<boolean> {
  const { rows } = await sql<{ complete: boolean }>`
    select not exists (select from approval_asks a where a.workspace_id = ${workspaceId} and a.post_id = ${postId}
        and a.state in ('open', 'later'))
      and not exists (select from approval_comments x where x.workspace_id = ${workspaceId} and x.post_id = ${postId}
        and x.kind = 'change' and x.resolved_at is null and x.deleted_at is null) as complete`.execute(tx)
  return rows[0]?.complete === true
}

/** A proposal that everybody approved goes on its way. When it cannot, the yes stands and the reason is told. */
export async function complete(
  ctx: Context,
  actor: Actor,
  postId: string,
  given: Given,
  scheduleApproved: ScheduleApproved,
): Promise<Approved> {
  const plain = { steps: given.steps, complete: given.complete, scheduled: false, problem: null }
  if (!given.complete || given.stage !== 'proposed') return plain
  try {
    await scheduleApproved(ctx, actor, postId)
    return { ...plain, scheduled: true }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...plain, problem: error.message }
  }
}

/**
 * A yes to a proposal that was to go out at once was given to no time. The time at which it leaves is what it was given to:
 * else a step that lets the time move only so far would hold what it said yes to, and ask nobody.
 */
export const timeVotes = (tx: Tx, workspaceId: string, postId: string) =>
  sql`
    update approval_votes v set due_at = d.due_at from deliveries d
    where v.workspace_id = ${workspaceId} and v.post_id = ${postId} and v.due_at is null and v.revoked_at is null
      and d.workspace_id = v.workspace_id and d.post_id = v.post_id and d.channel_id = v.channel_id
      and d.digest = v.digest and d.state = 'scheduled'`.execute(tx)

/** Each by itself: one that fails keeps no other from being approved. */
export async function approveMany(
  ctx: Context,
  actor: Actor,
  { items }: ApproveManyBody,
  scheduleApproved: ScheduleApproved,
): Promise<ApprovedMany> {
  personOf(actor)
  const told: ApprovedMany['items'] = []
  for (const { postId, seen } of items)
    try {
      told.push({ postId, done: await approve(ctx, actor, postId, seen, scheduleApproved), error: null })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      told.push({ postId, done: null, error: { code: error.code, detail: error.message } })
    }
  return { items: told }
}

/** Takes one's own yes back, or, with the right to look after the workspace, somebody else's. Too late once it left. */
export async function takeBack(
  ctx: Context,
  actor: Actor,
  postId: string,
  voteId: string,
  mayAll: boolean,
): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockHead(tx, actor, postId)
    const vote = await findVote(tx, workspaceId, postId, voteId)
    if (!vote || (vote.personId !== actor.id && !mayAll)) throw approvalError('no_vote')
    if (vote.left) throw approvalError('on_its_way')
    await tx
      .updateTable('approvalVotes')
      .set({ revokedAt: ctx.clock.now() })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', voteId)
      .execute()
    await audit(tx, actor, {
      action: 'approval.taken_back',
      subject: { kind: 'post', id: postId },
      before: { channel: vote.channelId, step: vote.step },
    })
    await syncAsks(tx, ctx, actor, [postId])
    await ctx.events.emit(tx, { workspaceId, topic: 'approval', id: postId })
  })
}

/** The delivery is held still, so that either it has left or what follows is seen before it does. */
async function findVote(tx: Tx, workspaceId: string, postId: string, voteId: string) {
  await sql`select from deliveries where workspace_id = ${workspaceId} and post_id = ${postId} order by id for update`.execute(
    tx,
  )
  const { rows } = await sql<{ personId: string | null; channelId: string; step: string; left: boolean }>`
    select v.person_id, v.channel_id, t.name as step, exists (
      select from deliveries d where d.workspace_id = v.workspace_id and d.post_id = v.post_id and d.channel_id = v.channel_id
        and d.state in ('sending', 'sent', 'published', 'in_doubt'))
      and not exists (
        select from publication_changes x where x.workspace_id = v.workspace_id and x.post_id = v.post_id
          and x.channel_id = v.channel_id and x.digest = v.digest and x.state <> 'sending') as left
    from approval_votes v join approval_steps t on t.id = v.step_id
    where v.workspace_id = ${workspaceId} and v.post_id = ${postId} and v.id = ${voteId} and v.revoked_at is null`.execute(
    tx,
  )
  return rows[0]
}
