import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { cancelDeliveries, planDeliveries, refreezeDeliveries } from '../../publish/deliveries/index.ts'
import { endTrouble, keepResults, refuseBlocked } from '../compliance/index.ts'
import { keepWords } from './alike.ts'
import { barredNotes } from './barred.ts'
import type { Note } from './contract.ts'
import { type ChannelDraft, notesOf, textOf } from './draft.ts'
import { postError } from './errors.ts'
import { submitDrafts } from './gate.ts'
import type { StoredPost } from './queries.ts'
import { findOrThrow, readDrafts } from './read.ts'
import { judgeDrafts, plansOf, refuseErrors, resultsOf } from './schedule.ts'
import { readWish } from './when.ts'

/**
 * Carries a change of a scheduled post to its deliveries: what has not left takes the new words and keeps its time,
 * channels that were taken off are called back, new ones are planned at the time of the others.
 */
export async function carryChange(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  postId: string,
  gone: readonly string[],
): Promise<Note[]> {
  const post = await findOrThrow(tx, actor, postId)
  const { drafts, ground } = await readDrafts(ctx, tx, actor.workspaceId, post)
  const notes = notesOf(drafts)
  refuseErrors(notes)
  const gate = judgeDrafts(ground, post, drafts, leavingAt(ctx, post, drafts))
  refuseBlocked(gate)
  await keepResults(tx, actor.workspaceId, postId, resultsOf(gate, post.version))
  await endTrouble(tx, ctx, actor.workspaceId, postId)
  await callBack(tx, ctx, actor, post, gone)
  const live = new Set(
    post.deliveries.filter(({ state }) => state !== 'cancelled').map(({ channelId }) => channelId),
  )
  const old = drafts.filter(({ channel }) => live.has(channel.id))
  const added = drafts.filter(({ channel }) => !live.has(channel.id) && isNew(post, channel.id))
  const due = new Map(post.deliveries.map(({ channelId, dueAt }) => [channelId, new Date(dueAt)]))
  refuseErrors(await barredNotes(tx, actor.workspaceId, old, (id) => due.get(id)))
  await refreezeDeliveries(tx, ctx, actor, { postId, contents: contentsOf(post, old) })
  if (added.length > 0) {
    const dueAt = commonTime(ctx, post)
    refuseErrors(await barredNotes(tx, actor.workspaceId, added, () => dueAt))
    const plans = plansOf(post, added, new Map(added.map(({ channel }) => [channel.id, dueAt])))
    await planDeliveries(tx, ctx, actor, { postId, plans })
  }
  await submitDrafts(tx, ctx, actor, post, drafts)
  await keepWords(tx, postId, saidBy(await findOrThrow(tx, actor, postId), drafts))
  return notes.filter((note) => note.level === 'hint')
}

const out: readonly string[] = ['sending', 'sent', 'published', 'in_doubt', 'cancelled']

/** When what may still be changed is due; what is out is judged no more. */
function leavingAt(ctx: Context, post: StoredPost, drafts: readonly ChannelDraft[]): Map<string, Date> {
  const added = drafts.filter(({ channel }) => isNew(post, channel.id)).map(({ channel }) => channel.id)
  const waiting = post.deliveries.filter(({ state }) => !out.includes(state))
  return new Map([
    ...waiting.map(({ channelId, dueAt }) => [channelId, new Date(dueAt)] as const),
    ...(added.length > 0 ? added.map((id) => [id, commonTime(ctx, post)] as const) : []),
  ])
}

/** A channel whose delivery was cancelled by hand stays so; one that never had any is new. */
const isNew = (post: StoredPost, channelId: string): boolean =>
  !post.deliveries.some((delivery) => delivery.channelId === channelId)

const contentsOf = (post: StoredPost, drafts: readonly ChannelDraft[]) =>
  drafts.map(({ channel, draft }) => ({
    channelId: channel.id,
    variantId: post.variants.find((variant) => variant.channelId === channel.id)?.id ?? null,
    content: draft,
  }))

async function callBack(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  post: StoredPost,
  gone: readonly string[],
): Promise<void> {
  for (const { id } of post.deliveries.filter(({ channelId }) => gone.includes(channelId))) {
    const { left } = await cancelDeliveries(tx, ctx, actor, { deliveryId: id })
    if (left.some((state) => state === 'sending' || state === 'sent')) throw postError('on_its_way')
  }
}

/** The next time at which something of this post goes out, else its wish. */
function commonTime(ctx: Context, post: StoredPost): Date {
  const now = ctx.clock.now()
  const times = [
    ...post.deliveries.filter(({ state }) => state === 'scheduled').map(({ dueAt }) => new Date(dueAt)),
    ...(post.wish ? [readWish(post.wish, 'wish.at').at] : []),
  ].filter((at) => at > now)
  const next = times.sort((a, b) => a.getTime() - b.getTime())[0]
  if (!next) throw postError('no_wish')
  return next
}

const saidBy = (post: StoredPost, drafts: readonly ChannelDraft[]) =>
  drafts.flatMap(({ channel, draft }) => {
    const delivery = post.deliveries.find((one) => one.channelId === channel.id && one.state !== 'cancelled')
    return delivery ? [{ channelId: channel.id, text: textOf(draft), at: new Date(delivery.dueAt) }] : []
  })
