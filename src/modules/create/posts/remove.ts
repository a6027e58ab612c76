import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { type AuditEntry, audit, auditRows } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { tellingOf } from '../../../app/event.ts'
import { mayOn, refuseBeyond } from '../../../app/sight.ts'
import { atOnce, type Tx } from '../../../platform/db/index.ts'
import { newId } from '../../../platform/id.ts'
import { cancelDeliveries, planDeliveries } from '../../publish/deliveries/index.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { restPost } from '../approval/index.ts'
import { blocking, keepResults } from '../compliance/index.ts'
import { forgetWords, keepWords } from './alike.ts'
import type { DuplicateBody, PostAnswer } from './contract.ts'
import { mediaIdsOf, searchTextOf, textOf } from './draft.ts'
import { postError } from './errors.ts'
import { submitAgain } from './gate.ts'
import { marksOf } from './plain/machine.ts'
import {
  channelsOf,
  lockPost,
  postRows,
  purgePosts,
  purposeOf,
  type StoredPost,
  type StoredVariant,
  type Tie,
  updatePost,
} from './queries.ts'
import { findOrThrow, readDrafts, readPost } from './read.ts'
import { judgeDrafts, plansOf, resultsOf } from './schedule.ts'
import { refuseStrangers } from './strangers.ts'

/** How long a deleted post can be brought back. */
const keepDeletedDays = 30

/**
 * What has not left yet is called back. What is published stays at the networks. With a version, only if it is still that one
 * when its turn comes: what somebody changes meanwhile stays.
 */
export async function deletePost(ctx: Context, actor: Actor, id: string, version?: number): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const post = await lockPost(tx, actor, id)
    if (!post) throw postError('not_found')
    if (version !== undefined && version !== post.version)
      throw postError('changed', { yours: version, current: post.version, fields: ['version'] })
    await refuseBeyond(tx, actor, 'post.write', channelsOf(post))
    if (post.stage === 'scheduled') {
      if (!actorMaySomewhere(actor, 'post.publish')) throw postError('scheduled')
      await refuseBeyond(tx, actor, 'post.publish', channelsOf(post))
    }
    const places = await placesByHand(ctx, tx, workspaceId, post)
    const { left } = await cancelDeliveries(tx, ctx, actor, { postId: id })
    if (left.some((state) => state === 'sending' || state === 'sent')) throw postError('on_its_way')
    const deletedPlans = post.deliveries
      .filter(
        ({ state, channelId }) => coming.includes(state) || (state === 'handed' && places.has(channelId)),
      )
      .map(({ channelId, dueAt }) => ({ channelId, dueAt }))
    await forgetWords(tx, id)
    await resolveNotification(tx, ctx, workspaceId, { kind: 'post', id })
    await updatePost(tx, workspaceId, id, { deletedAt: ctx.clock.now(), deletedPlans })
    await restPost(tx, ctx, actor, id)
    await audit(tx, actor, {
      action: 'post.deleted',
      subject: { kind: 'post', id },
      before: { stage: post.stage, plans: deletedPlans },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'posts', id })
  })
}

const coming: readonly string[] = ['scheduled', 'claimed', 'waiting']

/** Channels where what is in somebody's hands comes into hands again; elsewhere it would be sent, beside what a person put there. */
async function placesByHand(
  { networks }: Context,
  tx: Tx,
  workspaceId: string,
  { deliveries }: StoredPost,
): Promise<Set<string>> {
  const handed = deliveries.filter(({ state }) => state === 'handed').map(({ channelId }) => channelId)
  if (handed.length === 0) return new Set()
  const rows = await tx
    .selectFrom('channels')
    .select(['id', 'network'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', handed)
    .execute()
  return new Set(rows.filter(({ network }) => networks.get(network)?.manifest.byHand).map(({ id }) => id))
}

/** Brings a deleted post back, with the deliveries that were called back and whose time is still to come. */
export async function restorePost(ctx: Context, actor: Actor, id: string): Promise<PostAnswer> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const post = await lockPost(tx, actor, id, { deleted: true })
    if (!post) throw postError('not_found')
    await refuseBeyond(tx, actor, 'post.write', channelsOf(post))
    const replanned = post.stage === 'scheduled' && (await planAgain(tx, ctx, actor, post))
    const stillOut = post.deliveries.some(({ state }) => state !== 'cancelled')
    const stage = post.stage === 'scheduled' && !replanned && !stillOut ? 'draft' : post.stage
    await updatePost(tx, workspaceId, id, {
      deletedAt: null,
      deletedPlans: null,
      stage,
      version: post.version + 1,
      updatedAt: ctx.clock.now(),
    })
    if (stage !== 'draft') await submitAgain(tx, ctx, actor, id)
    await audit(tx, actor, { action: 'post.restored', subject: { kind: 'post', id }, after: { stage } })
    await ctx.events.emit(tx, { workspaceId, topic: 'posts', id })
  })
  return readPost(ctx, actor, id)
}

/** Publishing asks for its right also on the way back: without it the post returns as a draft. */
async function planAgain(tx: Tx, ctx: Context, actor: Actor, post: StoredPost): Promise<boolean> {
  if (!mayOn(actor, 'post.publish', channelsOf(post))) return false
  const now = ctx.clock.now()
  const times = (post.deletedPlans ?? []).map(
    ({ channelId, dueAt }) => [channelId, new Date(dueAt)] as const satisfies readonly [string, Date],
  )
  const dueAt = new Map(times.filter(([, at]) => at > now))
  const { drafts, ground } = await readDrafts(ctx, tx, actor.workspaceId, post)
  const plans = plansOf(post, drafts, dueAt)
  if (plans.length === 0) return false
  // What may not go out any more comes back as a draft.
  const gate = judgeDrafts(ground, post, drafts, dueAt)
  if (blocking(gate).length > 0) return false
  await keepResults(tx, actor.workspaceId, post.id, resultsOf(gate, post.version + 1))
  await planDeliveries(tx, ctx, actor, { postId: post.id, plans })
  const said = plans.map((plan) => ({
    channelId: plan.channelId,
    text: textOf(plan.content),
    at: plan.dueAt,
  }))
  await keepWords(tx, post.id, said)
  return true
}

/** A draft that says the same, for another day or on other channels. */
export async function duplicatePost(
  ctx: Context,
  actor: Actor,
  id: string,
  { channelIds }: DuplicateBody = {},
): Promise<PostAnswer> {
  const { workspaceId } = actor
  const post = await findOrThrow(ctx.db, actor, id)
  const variants = variantsFor(post, channelIds)
  if (channelIds) await refuseStrangers(ctx.db, actor, { variants })
  await refuseBeyond(
    ctx.db,
    actor,
    'post.write',
    channelIds ? variants.map(({ channelId }) => channelId) : channelsOf(post),
  )
  const copy = copyOf(post, variants)
  const parts = { variants, mediaIds: mediaIdsOf(post), words: [] }
  const written: AuditEntry = {
    action: 'post.duplicated',
    subject: { kind: 'post', id: copy.id },
    after: { from: id },
  }
  await atOnce(
    ctx.db,
    [
      ...postRows(
        ctx.db,
        workspaceId,
        { ...copy, authorId: actor.kind === 'person' ? actor.id : null },
        parts,
      ),
      auditRows(ctx.db, actor, [written]),
    ],
    tellingOf([{ workspaceId, topic: 'posts', id: copy.id }]),
  )
  return readPost(ctx, actor, copy.id)
}

/** A channel that the post has already keeps its own words; a new one follows the idea. */
function variantsFor(post: StoredPost, channelIds: readonly string[] | undefined): StoredVariant[] {
  const asked = channelIds && [...new Set(channelIds)]
  if (!asked) return post.variants.map((variant) => ({ ...variant, id: newId() }))
  return asked.map((channelId) => {
    const own = post.variants.find((variant) => variant.channelId === channelId)
    return { content: null, options: {}, ...own, channelId, id: newId() }
  })
}

const copyOf = (post: StoredPost, variants: readonly StoredVariant[]) => ({
  id: newId(),
  stage: 'draft' as const,
  clientId: null,
  content: post.content,
  searchText: searchTextOf(post),
  machineMade: marksOf({ ...post, variants }, post.machineMade),
  ...purposeOf(post),
  ...copiedTie(post),
  wish: null,
})

/** An erid is given for one creative: a copy gets its own. */
export const copiedTie = ({ connection, evidence }: Tie): Tie => ({
  connection: connection && { ...connection, erid: '', eridOn: null },
  evidence,
})

/** Deletes for good what was deleted 30 days ago. Publications and their numbers stay. */
export async function purgeDeletedPosts(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - keepDeletedDays * 86_400_000)
  while ((await purgePosts(ctx.db, before, 500)) === 500);
}
