import type { Actor } from '../../../app/actor.ts'
import { type AuditEntry, audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import type { Event } from '../../../app/event.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import type { Change, Tx } from '../../../platform/db/index.ts'
import { idAt, newId } from '../../../platform/id.ts'
import { freeze } from '../content/index.ts'
import { resolveNotification } from '../notifications/index.ts'
import { hasFilms, isAhead, prepareAhead } from './ahead.ts'
import { tellCalledBack } from './called-back.ts'
import type { Delivery, DeliveryState } from './contract.ts'
import { deliveryError } from './errors.ts'
import { lookAtLeft, lookBeforeAnew } from './in-hands.ts'
import {
  anyMissed,
  findChannels,
  findDeliveriesOfPost,
  hasBegun,
  leadingTo,
  lockDeliveriesOfPost,
  type Move,
  moveDelivery,
  newDeliveries,
  type Plan,
  replaceContent,
} from './queries.ts'
import { asDelivery } from './read.ts'
import { sayBehind } from './refreeze.ts'

export type DeliveryPlan = {
  variantId: string | null
  channelId: string
  network: string
  content: Draft
  dueAt: Date
}

/** "Now" is said some moments before it is asked; what is older was meant for a time that has passed. */
const nowMeans = 60_000

/** Surely not at the network, and nobody is sending it: may be changed and taken back. */
const movable: readonly DeliveryState[] = ['scheduled', 'claimed', 'waiting', 'handed', 'failed', 'missed']

/** Another time for what has begun. */
const anew = ({ channelId, dueAt, byHand }: Pick<Plan, 'channelId' | 'dueAt' | 'byHand'>): Move => ({
  state: 'scheduled',
  dueAt,
  nextAt: byHand ? leadingTo(channelId, dueAt) : dueAt,
  tries: 0,
  failureKind: null,
  failureCode: null,
  failureWords: null,
})

/** The same, with the words that it began with, be they its post's still or not. */
const goingOn = (row: { digest: string }, plan: Plan & Parameters<typeof anew>[0]): Move => ({
  ...anew(plan),
  behind: row.digest !== plan.digest,
})

/** A delivery that was put on its way. `media`: it has pictures or films, which some networks take ahead. */
type Planned = {
  id: string
  channelId: string
  network: string
  dueAt: Date
  media: boolean
  films: boolean
}

/** Puts one delivery per plan on its way and freezes what it says. */
export async function planDeliveries(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { postId, plans }: { postId: string; plans: readonly DeliveryPlan[] },
): Promise<Planned[]> {
  const there = await lockDeliveriesOfPost(tx, actor.workspaceId, postId)
  const frozen = await freezePlans(tx, ctx, actor, plans)
  for (const { channelId, handle } of frozen)
    if (there.some((row) => row.channelId === channelId && row.state !== 'cancelled'))
      throw deliveryError('twice', { channel: handle })
  const planned = await putDown(tx, ctx, actor, { postId, there, plans: frozen })
  await tell(tx, ctx, actor, postId, 'post.planned', frozen)
  await prepareAhead(tx, ctx, planned)
  return planned
}

/** Deliveries that nobody put down yet, and what there is to write down and to tell of them. */
type First = {
  rows: Change[]
  entry: AuditEntry
  event: Event
  ahead: boolean
  prepare(tx: Tx): Promise<void>
}

/**
 * The same for a post that is just being made, of which nothing can be there, on channels that were just read: as statements
 * that the maker sends together with its own. When some network takes pictures `ahead`, `prepare` follows in the transaction.
 */
export function firstDeliveries(
  ctx: Context,
  { workspaceId }: Actor,
  { postId, plans }: { postId: string; plans: readonly (DeliveryPlan & { handle: string })[] },
): First {
  const now = ctx.clock.now()
  const frozen = plans.map((plan) => freezePlan(ctx, plan, plan, now))
  return {
    rows: frozen.length > 0 ? [newDeliveries(ctx.db, workspaceId, postId, frozen.map(asRow))] : [],
    entry: planEntry(postId, 'post.planned', frozen),
    event: planEvent(workspaceId),
    ahead: frozen.some((one) => isAhead(ctx, one)),
    prepare: (tx) => prepareAhead(tx, ctx, frozen),
  }
}

/**
 * Makes the deliveries of a post what `plans` say: channels that are new are added, those left out are cancelled, the
 * others take the new content and time. What is out, on its way or in doubt stays as it is.
 */
export async function replanDeliveries(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { postId, plans }: { postId: string; plans: readonly DeliveryPlan[] },
): Promise<Delivery[]> {
  const there = await lockDeliveriesOfPost(tx, actor.workspaceId, postId)
  const live = there.filter((row) => row.state !== 'cancelled')
  const open = live.filter((row) => movable.includes(row.state as DeliveryState))
  const fixed = new Set(live.filter((row) => !open.includes(row)).map((row) => row.channelId))
  const frozen = await freezePlans(
    tx,
    ctx,
    actor,
    plans.filter((plan) => !fixed.has(plan.channelId)),
  )
  const kept: Planned[] = []
  for (const plan of plans) {
    const row = live.find((one) => one.channelId === plan.channelId && fixed.has(plan.channelId))
    if (row && row.state !== 'published')
      await sayBehind(tx, ctx, actor.workspaceId, row, freeze(plan.content).digest)
  }
  for (const row of open) {
    const plan = frozen.find((one) => one.channelId === row.channelId)
    const stays = plan && !hasBegun(row) && isSame(row, plan)
    const first = plan && !stays ? await lookBeforeAnew(tx, ctx, actor, row, plan) : {}
    if (!plan) await moveDelivery(tx, actor.workspaceId, row.id, movable, { state: 'cancelled' })
    else if (hasBegun(row)) await moveDelivery(tx, actor.workspaceId, row.id, movable, goingOn(row, plan))
    else if (!stays) await replaceContent(tx, actor.workspaceId, row.id, asRow(plan), first)
    if (plan) kept.push({ ...plan, id: row.id })
    // What stays as it was still waits for somebody.
    if (!stays) await resolveNotification(tx, ctx, actor.workspaceId, { kind: 'delivery', id: row.id })
    if (!stays && row.state === 'handed') await tellCalledBack(tx, ctx, actor, [row.id])
  }
  await endMissed(tx, ctx, actor, open)
  const fresh = frozen.filter((plan) => !open.some((row) => row.channelId === plan.channelId))
  const planned = [...kept, ...(await putDown(tx, ctx, actor, { postId, there, plans: fresh }))]
  await tell(tx, ctx, actor, postId, 'post.replanned', frozen)
  await prepareAhead(tx, ctx, planned)
  const rows = await findDeliveriesOfPost(tx, actor.workspaceId, postId)
  return rows.filter((row) => row.state !== 'cancelled').map((row) => asDelivery(ctx, row))
}

const isSame = (row: { digest: string; dueAt: Date }, plan: Plan): boolean =>
  plan.digest === row.digest && plan.dueAt.getTime() === row.dueAt.getTime()

type Known = Awaited<ReturnType<typeof lockDeliveriesOfPost>>

/**
 * New deliveries. A thread that was taken back when some of it was out goes on where it stopped instead, with the words
 * that it began with: begun anew, its first parts would stand there twice. So does what was taken out of somebody's hands and
 * says the same: whether they put it there is looked for first.
 */
async function putDown(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { postId, there, plans }: { postId: string; there: Known; plans: readonly Frozen[] },
): Promise<Planned[]> {
  const { workspaceId } = actor
  const again: Planned[] = []
  for (const plan of plans) {
    const left = there.filter((row) => row.channelId === plan.channelId && row.state === 'cancelled')
    const begun = left.find(hasBegun)
    const same = begun ?? left.findLast(({ digest }) => digest === plan.digest)
    const first = same && !begun ? await lookAtLeft(tx, ctx, actor, same.id) : {}
    if (!same || !(begun || first.state)) continue
    const to = { ...goingOn(same, plan), ...first, cancelledFrom: null }
    if (await moveDelivery(tx, workspaceId, same.id, ['cancelled'], to)) again.push({ ...plan, id: same.id })
  }
  const fresh = plans.filter(({ channelId }) => !again.some((one) => one.channelId === channelId))
  if (fresh.length > 0) await newDeliveries(tx, workspaceId, postId, fresh.map(asRow)).execute()
  return [...again, ...fresh]
}

/**
 * Takes back what has not left yet, of a post, of a channel or one by one. Answers what is left: deliveries that are out, on their
 * way or in doubt cannot be called back.
 */
export async function cancelDeliveries(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  of: { postId: string } | { channelId: string } | { deliveryId: string },
): Promise<{ cancelled: number; left: DeliveryState[] }> {
  const rows = await lockRows(tx, actor.workspaceId, of)
  const open = rows.filter((row) => movable.includes(row.state as DeliveryState))
  for (const { id } of open) {
    await moveDelivery(tx, actor.workspaceId, id, movable, { state: 'cancelled' })
    await resolveNotification(tx, ctx, actor.workspaceId, { kind: 'delivery', id })
    await audit(tx, actor, { action: 'delivery.cancelled', subject: { kind: 'delivery', id } })
  }
  const inHands = open.filter(({ state }) => state === 'handed').map(({ id }) => id)
  await tellCalledBack(tx, ctx, actor, inHands)
  await endMissed(tx, ctx, actor, open)
  if (open.length > 0)
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'deliveries', id: null })
  const left = rows.map((row) => row.state as DeliveryState)
  return {
    cancelled: open.length,
    left: left.filter((state) => !movable.includes(state) && state !== 'cancelled'),
  }
}

/** People are told of missed ones by channel: that ends with the last of them. */
async function endMissed(
  tx: Tx,
  ctx: Context,
  { workspaceId }: Actor,
  rows: readonly { state: string; channelId: string }[],
): Promise<void> {
  const missed = rows.filter(({ state }) => state === 'missed').map(({ channelId }) => channelId)
  for (const channelId of new Set(missed))
    if (!(await anyMissed(tx, workspaceId, channelId)))
      await resolveNotification(tx, ctx, workspaceId, { kind: 'channel', id: channelId }, ['delivery.missed'])
}

type Of = Parameters<typeof cancelDeliveries>[3]

async function lockRows(tx: Tx, workspaceId: string, of: Of) {
  if ('postId' in of) return lockDeliveriesOfPost(tx, workspaceId, of.postId)
  const rows = tx
    .selectFrom('deliveries')
    .select(['id', 'channelId', 'state'])
    .where('workspaceId', '=', workspaceId)
  const meant =
    'channelId' in of
      ? rows.where('channelId', '=', of.channelId).where('state', 'not in', ['published', 'cancelled'])
      : rows.where('id', '=', of.deliveryId)
  return meant.orderBy('id').forUpdate().execute()
}

type Frozen = Plan & { handle: string; media: boolean; films: boolean }

async function freezePlans(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  plans: readonly DeliveryPlan[],
): Promise<Frozen[]> {
  const channels = await findChannels(
    tx,
    actor.workspaceId,
    plans.map((plan) => plan.channelId),
  )
  const now = ctx.clock.now()
  return plans.map((plan) => {
    const channel = channels.get(plan.channelId)
    if (!channel) throw deliveryError('no_channel')
    return freezePlan(ctx, plan, channel, now)
  })
}

function freezePlan(
  { networks }: Pick<Context, 'networks'>,
  { variantId, channelId, content, dueAt }: DeliveryPlan,
  { network, handle }: { network: string; handle: string },
  now: Date,
): Frozen {
  if (dueAt.getTime() < now.getTime() - nowMeans)
    throw deliveryError('in_the_past', { at: dueAt.toISOString() })
  const media = content.parts.some((part) => part.media.length > 0)
  const names = { id: newId(), key: idAt(dueAt) }
  const films = hasFilms(content)
  const byHand = networks.get(network)?.manifest.byHand !== undefined
  return { ...names, byHand, variantId, channelId, network, handle, media, films, dueAt, ...freeze(content) }
}

const asRow = ({ handle: _, media: __, films: ___, ...plan }: Frozen): Plan => plan

async function tell(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  postId: string,
  action: AuditAction,
  plans: readonly Frozen[],
): Promise<void> {
  await audit(tx, actor, planEntry(postId, action, plans))
  await ctx.events.emit(tx, planEvent(actor.workspaceId))
}

const planEntry = (postId: string, action: AuditAction, plans: readonly Frozen[]): AuditEntry => ({
  action,
  subject: { kind: 'post', id: postId },
  after: plans.map(({ channelId, dueAt, digest }) => ({ channelId, dueAt, digest })),
})

const planEvent = (workspaceId: string): Event => ({ workspaceId, topic: 'deliveries', id: null })
