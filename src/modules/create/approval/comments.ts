import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { actorMaySomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { mayOn, refuseBeyond } from '../../../app/sight.ts'
import { clean } from '../../../platform/clean.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { refuseMentions, tellOf } from './calls.ts'
import {
  type Anchor,
  type Comment,
  type CommentBody,
  type CommentChange,
  editableMinutes,
} from './contract.ts'
import { approvalError } from './errors.ts'
import { nudgeChanges, nudgeProposal } from './nudge.ts'
import { findHead, lockHead, type PostHead } from './post.ts'

const mostComments = 500

/** Who says it: a member, a key, or somebody outside with a link. */
export type Speaker = { personId: string | null; linkId: string | null; guest: string | null }

export const speakerOf = (actor: Actor): Speaker => ({
  personId: actor.kind === 'person' ? actor.id : null,
  linkId: null,
  guest: actor.kind === 'person' ? null : actor.name,
})

type Row = {
  id: string
  kind: 'comment' | 'change'
  words: string
  channelId: string | null
  anchor: Anchor | null
  personId: string | null
  by: string | null
  byLink: boolean
  forClients: boolean
  mentions: string[]
  called: { id: string; name: string }[] | null
  replyTo: string | null
  current: boolean
  createdAt: Date
  editedAt: Date | null
  resolvedAt: Date | null
  deletedAt: Date | null
}

const commentRows = async (db: Db, workspaceId: string, postId: string, id: string | null = null) => {
  const { rows } = await sql<Row>`
    select c.id, c.kind, c.words, c.channel_id, c.anchor, c.person_id, coalesce(u.name, c.guest) as by, c.by_link,
      c.for_clients, c.mentions, c.reply_to,
      (select json_agg(json_build_object('id', m.id, 'name', m.name) order by m.name) from users m where m.id = any(c.mentions)) as called,
      c.created_at, c.edited_at, c.resolved_at, c.deleted_at,
      c.digest is null or exists (select from approval_versions v where v.post_id = c.post_id and v.channel_id = c.channel_id
        and v.digest = c.digest and v.current) as current
    from approval_comments c left join users u on u.id = c.person_id
    where c.workspace_id = ${workspaceId} and c.post_id = ${postId} and (${id}::uuid is null or c.id = ${id}::uuid)
    order by c.created_at, c.id limit ${mostComments}`.execute(db)
  return rows
}

/** What was said to a post, on channels that the viewer sees; to clients what is meant for them. What was taken back is told without its words. */
export async function readComments(ctx: Context, actor: Actor, postId: string): Promise<Comment[]> {
  await findHead(ctx.db, actor, postId)
  const rows = await commentRows(ctx.db, actor.workspaceId, postId)
  const sight = sightOf(actor)
  return rows
    .filter(({ channelId }) => channelId === null || isWithin(sight, channelId))
    .filter((row) => isMeantFor(row, actor))
    .map((row) => present(row, ctx, actor))
}

const isTeam = (actor: Actor): boolean => actorMaySomewhere(actor, 'team.read')

/** What the team says among itself is not read by clients, unless it is addressed to them. */
const isMeantFor = (row: Row, actor: Actor): boolean =>
  isTeam(actor) ||
  row.forClients ||
  (actor.id !== null && (row.personId === actor.id || row.mentions.includes(actor.id)))

function present(row: Row, ctx: Context, actor: Actor): Comment {
  const mine = row.personId !== null && row.personId === actor.id
  const deleted = row.deletedAt !== null
  return {
    ...{ id: row.id, kind: row.kind, channelId: row.channelId, byLink: row.byLink, mine, deleted },
    forClients: row.forClients,
    words: deleted ? '' : row.words,
    anchor: deleted ? null : row.anchor,
    replyTo: row.replyTo,
    mentions: deleted ? [] : (row.called ?? []),
    by: row.by ?? '',
    editable: mine && isChangeable(row, ctx),
    current: row.current,
    mayResolve: !deleted && row.replyTo === null && mayResolve(row, actor),
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  }
}

/** What clients have read, and what holds a post, stands after a while; what the team says among itself is theirs. */
const isChangeable = ({ createdAt, kind, forClients, byLink }: Row, ctx: Context): boolean =>
  (kind === 'comment' && !forClients && !byLink) ||
  ctx.clock.now().getTime() - createdAt.getTime() < editableMinutes * 60_000

/** Whoever said it, whoever may approve, and whoever writes: of a request once the post says something else. */
const mayResolve = (row: Row, actor: Actor): boolean =>
  (row.personId !== null && row.personId === actor.id) ||
  mayAt(actor, 'post.approve', row.channelId) ||
  ((row.kind === 'comment' || !row.current) && mayAt(actor, 'post.write', row.channelId))

/** What is said of one channel is judged by the rights on it. */
const mayAt = (actor: Actor, right: 'post.approve' | 'post.write', channelId: string | null): boolean =>
  channelId === null ? actorMaySomewhere(actor, right) : mayOn(actor, right, [channelId])

/** A request holds the post: it is made by who writes or approves. Everybody who sees it may say something. */
const mayHold = (actor: Actor, channelId: string | null): boolean =>
  mayAt(actor, 'post.approve', channelId) || mayAt(actor, 'post.write', channelId)

export async function addComment(
  ctx: Context,
  actor: Actor,
  postId: string,
  body: CommentBody,
): Promise<Comment[]> {
  await ctx.db.transaction().execute(async (tx) => {
    const post = await lockHead(tx, actor, postId)
    if (body.channelId !== null && !isWithin(sightOf(actor), body.channelId))
      throw approvalError('no_channel')
    if (body.channelId !== null) await refuseBeyond(tx, actor, 'post.comment', [body.channelId])
    if (body.kind === 'change' && !mayHold(actor, body.channelId)) throw approvalError('not_requester')
    await say(tx, ctx, actor, post, body, speakerOf(actor))
  })
  return readComments(ctx, actor, postId)
}

/** Writes a remark down, inside a transaction that holds the post still. */
export async function say(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  post: PostHead,
  body: CommentBody,
  speaker: Speaker,
): Promise<void> {
  const { workspaceId } = actor
  const { kind, channelId, anchor, mentions } = body
  if (anchor && anchor.end < anchor.start) throw approvalError('bad_anchor')
  const channel = channelId === null ? null : await findChannel(tx, workspaceId, post.id, channelId)
  if (channel === undefined) throw approvalError('no_channel')
  if ((await countComments(tx, workspaceId, post.id)) >= mostComments)
    throw approvalError('too_many_comments', { most: mostComments })
  const parent = await findParent(tx, actor, post.id, body)
  await refuseMentions(tx, workspaceId, mentions, {
    postId: post.id,
    channelId: parent?.channelId ?? channelId,
  })
  const words = clean(body.words)
  // What a client says, clients read; an answer never where they do not read what it answers.
  const forClients = (body.forClients && (!parent || parent.forClients)) || !isTeam(actor)
  const { id } = await tx
    .insertInto('approvalComments')
    .values({
      ...{ workspaceId, postId: post.id, kind, words, mentions: [...new Set(mentions)], ...speaker },
      ...{ channelId: parent ? parent.channelId : channelId, replyTo: parent?.id ?? null },
      digest: channel?.digest ?? null,
      byLink: speaker.linkId !== null,
      forClients,
      anchor: anchor && JSON.stringify(cleanAnchor(anchor)),
      createdAt: ctx.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, actor, {
    action: kind === 'change' ? 'approval.change_requested' : 'approval.commented',
    subject: { kind: 'post', id: post.id },
    after: { words: words.slice(0, 300), channel: channelId },
  })
  await tellOf(tx, ctx, actor, post, { kind, mentions, id, words, forClients, parent })
}

const cleanAnchor = ({ quote, before = '', after = '', ...place }: Anchor): Anchor => ({
  ...place,
  ...{ quote: clean(quote), before: clean(before), after: clean(after) },
})

/** What an answer answers: the remark at the top, whatever in its thread was pressed. */
async function findParent(tx: Tx, actor: Actor, postId: string, { kind, replyTo }: CommentBody) {
  if (replyTo === null) return null
  const [pressed] = await commentRows(tx, actor.workspaceId, postId, replyTo)
  const [top] = pressed?.replyTo ? await commentRows(tx, actor.workspaceId, postId, pressed.replyTo) : []
  const row = top ?? pressed
  const isHeard = row && !row.deletedAt && kind === 'comment' && isMeantFor(row, actor)
  const isSeen = row && (row.channelId === null || isWithin(sightOf(actor), row.channelId))
  if (!isHeard || !isSeen) throw approvalError('no_parent')
  return row
}

async function findChannel(tx: Tx, workspaceId: string, postId: string, channelId: string) {
  const { rows } = await sql<{ digest: string | null }>`
    select (select f.digest from approval_versions f where f.post_id = v.post_id and f.channel_id = v.channel_id and f.current) as digest
    from variants v where v.workspace_id = ${workspaceId} and v.post_id = ${postId} and v.channel_id = ${channelId}`.execute(
    tx,
  )
  return rows[0]
}

async function countComments(tx: Tx, workspaceId: string, postId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('approvalComments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('postId', '=', postId)
    .executeTakeFirstOrThrow()
  return count
}

/** Words are mended, and a remark taken back or put back, for a while and by whoever said it. */
export async function changeComment(
  ctx: Context,
  actor: Actor,
  postId: string,
  id: string,
  change: CommentChange,
): Promise<Comment[]> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const post = await lockHead(tx, actor, postId)
    const [row] = await commentRows(tx, workspaceId, postId, id)
    if (!row || row.personId === null || row.personId !== actor.id) throw approvalError('no_comment')
    if (!isChangeable(row, ctx)) throw approvalError('too_late', { minutes: editableMinutes })
    const fresh = (change.mentions ?? []).filter((one) => !row.mentions.includes(one))
    await refuseMentions(tx, workspaceId, fresh, { postId, channelId: row.channelId })
    const now = ctx.clock.now()
    await tx
      .updateTable('approvalComments')
      .set({
        ...(change.words !== undefined && { words: clean(change.words), editedAt: now }),
        ...(change.mentions !== undefined && { mentions: [...new Set(change.mentions)] }),
        ...(change.deleted !== undefined && { deletedAt: change.deleted ? now : null }),
      })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute()
    await audit(tx, actor, {
      action: change.deleted ? 'approval.comment_removed' : 'approval.comment_changed',
      subject: { kind: 'post', id: postId },
      before: { words: row.words.slice(0, 300) },
    })
    if (change.deleted) await resolveNotification(tx, ctx, workspaceId, { kind: 'comment', id })
    else if (fresh.length > 0) {
      const said = {
        kind: 'comment' as const,
        words: change.words ?? row.words,
        mentions: fresh,
        parent: null,
      }
      await tellOf(tx, ctx, actor, post, { ...said, id })
    }
    await afterRequests(tx, ctx, workspaceId, postId)
  })
  return readComments(ctx, actor, postId)
}

/** A request is met and holds the post no longer, or what was said is settled. `resolved: false` opens it again. */
export async function resolveComment(
  ctx: Context,
  actor: Actor,
  postId: string,
  id: string,
  resolved: boolean,
): Promise<Comment[]> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockHead(tx, actor, postId)
    const [row] = await commentRows(tx, workspaceId, postId, id)
    const isThere = row && !row.deletedAt && row.replyTo === null && isMeantFor(row, actor)
    const isSeen = row && (row.channelId === null || isWithin(sightOf(actor), row.channelId))
    if (!isThere || !isSeen) throw approvalError('no_comment')
    if (!mayResolve(row, actor)) throw approvalError('not_resolvable')
    await tx
      .updateTable('approvalComments')
      .set({
        resolvedAt: resolved ? ctx.clock.now() : null,
        resolvedBy: resolved && actor.kind === 'person' ? actor.id : null,
      })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute()
    await audit(tx, actor, {
      action: settledAs(row.kind, resolved),
      subject: { kind: 'post', id: postId },
      after: { words: row.words.slice(0, 300) },
    })
    await afterRequests(tx, ctx, workspaceId, postId)
  })
  return readComments(ctx, actor, postId)
}

const settledAs = (kind: Row['kind'], resolved: boolean): AuditAction =>
  kind === 'change'
    ? resolved
      ? 'approval.change_resolved'
      : 'approval.change_reopened'
    : resolved
      ? 'approval.comment_resolved'
      : 'approval.comment_reopened'

/** Whether a request for change holds a post, whoever may read it. */
export async function hasRequests(db: Db, workspaceId: string, postId: string): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select exists (select from approval_comments where workspace_id = ${workspaceId} and post_id = ${postId}
      and kind = 'change' and resolved_at is null and deleted_at is null) as open`.execute(db)
  return rows[0]?.open === true
}

async function afterRequests(tx: Tx, ctx: Context, workspaceId: string, postId: string): Promise<void> {
  if (!(await hasRequests(tx, workspaceId, postId))) {
    await resolveNotification(tx, ctx, workspaceId, { kind: 'post', id: postId }, ['approval.changes'])
    await nudgeChanges(tx, ctx, workspaceId, postId)
    await nudgeProposal(tx, ctx, workspaceId, postId, 'request')
  }
  await ctx.events.emit(tx, { workspaceId, topic: 'approval', id: postId })
}
