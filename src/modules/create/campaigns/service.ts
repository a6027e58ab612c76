import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { lookSoon } from '../compliance/index.ts'
import type { Campaign, CampaignBody, CampaignChange } from './contract.ts'
import { campaignError } from './errors.ts'
import { findByName, findCampaign, insertCampaign, lockCampaign, updateCampaign } from './queries.ts'

export async function addCampaign(ctx: Context, actor: Actor, body: CampaignBody): Promise<Campaign> {
  refusePartial(actor)
  refuseBackwards(body)
  return ctx.db.transaction().execute(async (tx) => {
    await refuseNamesake(tx, actor.workspaceId, body.name)
    const id = await insertCampaign(tx, actor.workspaceId, body)
    return told(tx, ctx, actor, id, 'campaign.added')
  })
}

export const changeCampaign = (
  ctx: Context,
  actor: Actor,
  id: string,
  change: CampaignChange,
): Promise<Campaign> =>
  alter(ctx, actor, id, 'campaign.changed', async (tx, before) => {
    if (change.version !== undefined && change.version !== before.version)
      throw campaignError('changed_since', {
        ...{ yours: change.version, current: before.version, campaign: before },
      })
    refuseBackwards({ ...before, ...change })
    if (change.name !== undefined && before.archivedAt === null)
      await refuseNamesake(tx, actor.workspaceId, change.name, id)
    await updateCampaign(tx, actor.workspaceId, id, change)
    if (change.connection !== undefined) await lookSoon(tx, ctx, actor.workspaceId)
  })

/** It keeps its posts and numbers, and is no longer offered. */
export const archiveCampaign = (ctx: Context, actor: Actor, id: string): Promise<Campaign> =>
  alter(ctx, actor, id, 'campaign.archived', (tx) =>
    updateCampaign(tx, actor.workspaceId, id, { archivedAt: ctx.clock.now() }),
  )

export const restoreCampaign = (ctx: Context, actor: Actor, id: string): Promise<Campaign> =>
  alter(ctx, actor, id, 'campaign.restored', async (tx, before) => {
    await refuseNamesake(tx, actor.workspaceId, before.name, id)
    await updateCampaign(tx, actor.workspaceId, id, { archivedAt: null })
  })

async function alter(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, before: Campaign) => Promise<void>,
): Promise<Campaign> {
  return ctx.db.transaction().execute(async (tx) => {
    await lockCampaign(tx, actor.workspaceId, id)
    const before = await findCampaign(tx, actor, id)
    if (!before) throw campaignError('not_found')
    refusePartial(actor)
    await work(tx, before)
    return told(tx, ctx, actor, id, action, before)
  })
}

async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  before?: Campaign,
): Promise<Campaign> {
  const after = await findCampaign(tx, actor, id)
  if (!after) throw campaignError('not_found')
  await audit(tx, actor, { action, subject: { kind: 'campaign', id }, before, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'campaigns', id })
  return after
}

async function refuseNamesake(tx: Tx, workspaceId: string, name: string, except?: string): Promise<void> {
  if (await findByName(tx, workspaceId, name, except)) throw campaignError('name_taken', { name })
}

function refuseBackwards({ startsOn, endsOn }: Pick<CampaignChange, 'startsOn' | 'endsOn'>): void {
  if (startsOn && endsOn && endsOn < startsOn) throw campaignError('ends_before', { startsOn, endsOn })
}
