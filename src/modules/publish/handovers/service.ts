import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond, type Viewer } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { DeliveryDetail } from '../deliveries/contract.ts'
import {
  change,
  deliveryError,
  fresh,
  isByHand,
  move,
  movedOn,
  refuseAgainstRules,
  refuseBarred,
  refuseUnapproved,
  tellCalledBack,
} from '../deliveries/index.ts'
import type { HandRuleAnswer, HandRuleBody } from './contract.ts'
import { handError } from './errors.ts'
import { giveToPeople } from './give.ts'
import { findHands, findRule, keepReason, moveLead, replaceHands, saveRule, takeHandover } from './queries.ts'

/** Does by hand what the network does not let Carillon do: from now on nothing of it is sent by itself. */
export const handOver = (ctx: Context, actor: Actor, id: string, checked: boolean): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.handed', async (tx, row) => {
    if (row.state === 'in_doubt' && !checked) throw deliveryError('not_checked')
    await refuseUnapproved(tx, row)
    const from = ['scheduled', 'claimed', 'waiting', 'failed', 'missed', 'in_doubt'] as const
    await move(tx, row, from, { state: 'handed', ...fresh })
    // By whichever hand it goes out, for the day on which it does.
    const at = new Date(Math.max(row.dueAt.getTime(), ctx.clock.now().getTime()))
    await refuseBarred(tx, row, at)
    await refuseAgainstRules(tx, ctx, row, at)
    const takenBy = actor.kind === 'person' ? actor.id : null
    await giveToPeople(tx, ctx, [{ ...row, takenBy }])
  })

/** Says that one does it oneself, also instead of somebody else. */
export const takeInHand = (ctx: Context, actor: Actor, id: string): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.taken', async (tx, row) => {
    if (actor.kind !== 'person' || actor.id === null) throw deliveryError('people_only')
    // Before it is written: whoever had it until now. Nobody puts it there twice because two think it theirs.
    await tellCalledBack(tx, ctx, actor, [id], 'taken_over')
    if (!(await takeHandover(tx, row, actor.id, ctx.clock.now()))) throw await movedOn(tx, row)
  })

/** Leaves it out for good, and says why. */
export const skipDelivery = (
  ctx: Context,
  actor: Actor,
  id: string,
  reason: string,
): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.skipped', async (tx, row) => {
    await move(tx, row, ['handed'], { state: 'cancelled', cancelledFrom: 'handed' })
    await keepReason(tx, row, reason)
  })

export async function readRule(ctx: Context, viewer: Viewer, channelId: string): Promise<HandRuleAnswer> {
  const { workspaceId } = viewer
  const rule = isWithin(sightOf(viewer), channelId) && (await findRule(ctx.db, workspaceId, channelId))
  if (!rule) throw handError('no_channel')
  const hands = await findHands(ctx.db, [{ workspaceId, channelId }])
  return {
    leadMinutes: rule.leadMinutes,
    remindMinutes: rule.remindMinutes,
    people: hands.filter(({ chosen }) => chosen).map(({ userId }) => userId),
    mayBe: hands.map(({ userId, name }) => ({ id: userId, name })),
  }
}

/** How a channel hands over; what waits for its time follows a new lead at once. */
export async function changeRule(
  ctx: Context,
  actor: Actor,
  channelId: string,
  { people, leadMinutes, remindMinutes }: HandRuleBody,
): Promise<HandRuleAnswer> {
  const { workspaceId } = actor
  const before = await readRule(ctx, actor, channelId)
  await ctx.db.transaction().execute(async (tx) => {
    await refuseBeyond(tx, actor, 'channel.manage', [channelId])
    if (people) await refuseOthers(tx, workspaceId, channelId, people)
    if (people) await replaceHands(tx, workspaceId, channelId, people)
    const rule = {
      ...(leadMinutes !== undefined && { leadMinutes }),
      ...(remindMinutes !== undefined && { remindMinutes }),
    }
    if (Object.keys(rule).length > 0) await saveRule(tx, workspaceId, channelId, rule)
    if (leadMinutes !== undefined && leadMinutes !== before.leadMinutes)
      await leadAnew(ctx, tx, workspaceId, channelId)
    const { mayBe: _, ...was } = before
    await audit(tx, actor, {
      action: 'channel.hands_changed',
      subject: { kind: 'channel', id: channelId },
      before: was,
      after: { people, ...rule },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'channels', id: channelId })
    await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: null })
  })
  return readRule(ctx, actor, channelId)
}

/** Only where a person is given everything; elsewhere a delivery leaves at its time. */
async function leadAnew(ctx: Context, tx: Tx, workspaceId: string, channelId: string): Promise<void> {
  const row = await findRule(tx, workspaceId, channelId)
  if (row && isByHand(ctx, row.network)) await moveLead(tx, workspaceId, channelId)
}

async function refuseOthers(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  people: readonly string[],
): Promise<void> {
  const hands = new Set((await findHands(tx, [{ workspaceId, channelId }])).map(({ userId }) => userId))
  const strange = people.filter((id) => !hands.has(id))
  if (strange.length === 0) return
  const member = await tx
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select('u.name')
    .where('m.workspaceId', '=', workspaceId)
    .where('m.userId', 'in', strange)
    .executeTakeFirst()
  throw member ? handError('may_not', { name: member.name }) : handError('stranger')
}
