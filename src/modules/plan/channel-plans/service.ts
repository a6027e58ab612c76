import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond, refusePartial, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { cadenceChanged, findCapacity, saveCapacity } from '../content-plan/index.ts'
import type { Capacity, ChannelPlan, ChannelPlanBody, ChannelPlanList } from './contract.ts'
import { channelPlanError } from './errors.ts'
import {
  countPillars,
  findChannelPlan,
  findChannelPlans,
  isMember,
  lockChannel,
  saveChannelPlan,
} from './queries.ts'

/** Of every channel that is joined and seen. */
export async function listChannelPlans(ctx: Context, viewer: Viewer): Promise<ChannelPlanList> {
  const [items, { hours, ...capacity }] = await Promise.all([
    findChannelPlans(ctx.db, viewer),
    findCapacity(ctx.db, viewer.workspaceId),
  ])
  return { items, capacityHours: hours, capacity }
}

export async function setChannelPlan(
  ctx: Context,
  actor: Actor,
  channelId: string,
  body: ChannelPlanBody,
): Promise<ChannelPlan> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockChannel(tx, workspaceId, channelId)
    const before = await findChannelPlan(tx, actor, channelId)
    if (!before) throw channelPlanError('no_channel')
    await refuseBeyond(tx, actor, 'plan.manage', [channelId])
    if (before.version !== body.version)
      throw channelPlanError('changed', { yours: body.version, current: before.version, plan: before })
    await refuseUnknown(tx, workspaceId, body, before)
    await saveChannelPlan(tx, workspaceId, channelId, { ...body, version: before.version + 1 })
    const after = await findChannelPlan(tx, actor, channelId)
    if (!after) throw channelPlanError('no_channel')
    if (cadenceOf(before) !== cadenceOf(after)) await cadenceChanged(tx, workspaceId, ctx.clock.now())
    await audit(tx, actor, {
      action: 'channel_plan.saved',
      subject: { kind: 'channel_plan', id: channelId },
      before,
      after,
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'plan', id: channelId })
    return after
  })
}

const cadenceOf = ({ perWeek, weekdays, times }: ChannelPlan): string =>
  JSON.stringify([perWeek, weekdays, times])

/** Who answered for it before may go on, also after they left; nobody else who is no member. */
async function refuseUnknown(
  db: Db,
  workspaceId: string,
  body: ChannelPlanBody,
  before: ChannelPlan,
): Promise<void> {
  const { ownerId, pillars } = body
  if (ownerId && ownerId !== before.ownerId && !(await isMember(db, workspaceId, ownerId)))
    throw channelPlanError('no_owner')
  const ids = pillars.map(({ pillarId }) => pillarId)
  if ((await countPillars(db, workspaceId, ids)) < ids.length) throw channelPlanError('no_pillar')
}

/** What the team can give in a week, as a number; it counts until people of the team have hours. */
export async function setCapacity(ctx: Context, actor: Actor, { hours }: Capacity): Promise<Capacity> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    const { typed: before } = await findCapacity(tx, workspaceId)
    await saveCapacity(tx, workspaceId, hours)
    await audit(tx, actor, {
      action: 'content_plan.capacity_set',
      subject: { kind: 'content_plan', id: workspaceId },
      before: { hours: before },
      after: { hours },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'plan', id: null })
    return { hours }
  })
}
