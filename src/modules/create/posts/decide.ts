import { type Actor, systemActor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import type { Right } from '../../../app/rights.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { notify, resolveNotification } from '../../publish/notifications/index.ts'
import { refuseWaiting, restPost } from '../approval/index.ts'
import type { ApproveBody, DeclineBody, Note, PostAnswer, ProposeBody, When } from './contract.ts'
import { notesOf } from './draft.ts'
import { postError } from './errors.ts'
import { submitDrafts } from './gate.ts'
import { channelsOf, lockPost, type PostPatch, type StoredPost, updatePost } from './queries.ts'
import { readDrafts, readPost } from './read.ts'
import { refuseErrors, scheduleIn } from './schedule.ts'

/** Asks for a draft to be scheduled. What would be refused then is refused now, while its author is at it. */
export const proposePost = (
  ctx: Context,
  actor: Actor,
  id: string,
  { version, atOnce = false }: Partial<ProposeBody> = {},
): Promise<PostAnswer> =>
  decide(ctx, actor, { id, version, right: 'post.write' }, async (tx, post) => {
    if (post.stage !== 'draft') throw postError('not_draft', { stage: post.stage })
    const { drafts } = await readDrafts(ctx, tx, actor.workspaceId, post)
    const notes = notesOf(drafts)
    refuseErrors(notes)
    await move(tx, ctx, actor, post, 'post.proposed', { stage: 'proposed', declinedWords: null, atOnce })
    // Where steps of approval ask somebody, those are told instead of everybody.
    if (await submitDrafts(tx, ctx, actor, { ...post, atOnce }, drafts)) return notes
    await notify(tx, ctx, {
      workspaceId: actor.workspaceId,
      kind: 'post.proposed',
      subject: { kind: 'post', id },
      facts: { by: actor.name, text: (post.content.parts[0]?.text ?? '').slice(0, 140), wish: post.wish },
    })
    return notes
  })

/** Its author takes a proposal back to work on it. */
export const withdrawPost = (ctx: Context, actor: Actor, id: string): Promise<PostAnswer> =>
  decide(ctx, actor, { id, right: 'post.write' }, async (tx, post) => {
    mustBeProposed(post)
    await move(tx, ctx, actor, post, 'post.withdrawn', { stage: 'draft', atOnce: false })
    return []
  })

/** Schedules a proposal at its wish, at the next free slot when it has none, or at the time the approver says. */
export const approvePost = (ctx: Context, actor: Actor, id: string, body: ApproveBody): Promise<PostAnswer> =>
  decide(ctx, actor, { id, version: body.version, right: 'post.approve' }, async (tx, post) => {
    mustBeProposed(post)
    await refuseWaiting(tx, actor.workspaceId, id)
    const notes = await scheduleIn(tx, ctx, actor, post, body.when ?? wishedOf(post))
    await audit(tx, actor, {
      action: 'post.approved',
      subject: { kind: 'post', id },
      after: { version: post.version },
    })
    return notes
  })

const wishedOf = ({ atOnce, wish }: StoredPost): When => {
  if (atOnce) return { kind: 'now' }
  return wish ? { kind: 'at', ...wish } : { kind: 'nextFreeSlot' }
}

/** All steps said yes to a proposal: it goes on its way as it wishes, in the name of whoever said the last yes. */
export const scheduleApproved = async (ctx: Context, actor: Actor, id: string): Promise<void> => {
  await ctx.db.transaction().execute(async (tx) => {
    const post = await lockPost(tx, { ...actor, channels: null }, id)
    if (post?.stage !== 'proposed') return
    await refuseWaiting(tx, actor.workspaceId, id)
    await scheduleIn(tx, ctx, actor, post, wishedOf(post))
  })
}

/** The same where nobody waits for the answer. What cannot go, because its time has passed or a rule is against it, stays proposed. */
export async function scheduleLeft(
  ctx: Context,
  { workspaceId, postId }: { workspaceId: string; postId: string },
): Promise<void> {
  try {
    await scheduleApproved(ctx, systemActor(workspaceId), postId)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
  }
}

export const declinePost = (ctx: Context, actor: Actor, id: string, body: DeclineBody): Promise<PostAnswer> =>
  decide(ctx, actor, { id, version: body.version, right: 'post.approve' }, async (tx, post) => {
    mustBeProposed(post)
    await move(tx, ctx, actor, post, 'post.declined', {
      stage: 'draft',
      declinedWords: body.words,
      atOnce: false,
    })
    return []
  })

const mustBeProposed = (post: StoredPost): void => {
  if (post.stage !== 'proposed') throw postError('not_proposed', { stage: post.stage })
}

type Asked = { id: string; version?: number; right: Right }

/** One at a time, on the version that the person saw, and with the right on every channel of the post. */
async function decide(
  ctx: Context,
  actor: Actor,
  { id, version, right }: Asked,
  work: (tx: Tx, post: StoredPost) => Promise<Note[]>,
): Promise<PostAnswer> {
  const notes = await ctx.db.transaction().execute(async (tx) => {
    const post = await lockPost(tx, actor, id)
    if (!post) throw postError('not_found')
    await refuseBeyond(tx, actor, right, channelsOf(post))
    if (version !== undefined && version !== post.version)
      throw postError('changed', { yours: version, current: post.version, fields: ['version'] })
    return work(tx, post)
  })
  return readPost(ctx, actor, id, notes)
}

async function move(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  post: StoredPost,
  action: AuditAction,
  patch: Partial<PostPatch> & Pick<PostPatch, 'stage'>,
): Promise<void> {
  const { workspaceId } = actor
  if (post.stage === 'proposed')
    await resolveNotification(tx, ctx, workspaceId, { kind: 'post', id: post.id }, ['post.proposed'])
  await updatePost(tx, workspaceId, post.id, {
    ...patch,
    version: post.version + 1,
    updatedAt: ctx.clock.now(),
  })
  if (patch.stage === 'draft') await restPost(tx, ctx, actor, post.id)
  await audit(tx, actor, {
    action,
    subject: { kind: 'post', id: post.id },
    before: { stage: post.stage, version: post.version },
    after: { stage: patch.stage, ...(patch.declinedWords && { words: patch.declinedWords }) },
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: post.id })
}
