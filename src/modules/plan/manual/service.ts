import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial, type Viewer } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { Tx } from '../../../platform/db/index.ts'
import {
  type EnterBody,
  type ManualBody,
  type ManualChange,
  type ManualMetric,
  mostManual,
  type WeeksQuery,
  type WeekValues,
} from './contract.ts'
import { manualError } from './errors.ts'
import {
  deleteManual,
  enter,
  findEntered,
  findManual,
  findManuals,
  findZone,
  insertManual,
  lockManuals,
  updateManual,
} from './queries.ts'
import { mondayOf } from './weeks.ts'

export async function listManuals(ctx: Context, viewer: Viewer, archived: boolean): Promise<ManualMetric[]> {
  // They are of the whole workspace: who sees a part of it has none.
  if (sightOf(viewer) !== null) return []
  return findManuals(ctx.db, viewer.workspaceId, archived)
}

const dayMs = 86_400_000
const mostDays = 750

export async function listWeeks(ctx: Context, viewer: Viewer, { from, to }: WeeksQuery): Promise<WeekValues> {
  if ((Date.parse(to) - Date.parse(from)) / dayMs > mostDays) throw manualError('too_long')
  if (sightOf(viewer) !== null) return { items: [] }
  return { items: await findEntered(ctx.db, viewer.workspaceId, mondayOf(from), to) }
}

export async function addManual(ctx: Context, actor: Actor, body: ManualBody): Promise<ManualMetric> {
  refusePartial(actor, 'plan.manage')
  return ctx.db.transaction().execute(async (tx) => {
    await refuseNamesake(tx, actor.workspaceId, body.name)
    const id = await insertManual(tx, actor.workspaceId, body)
    return told(tx, ctx, actor, id, 'manual.added')
  })
}

export const changeManual = (
  ctx: Context,
  actor: Actor,
  id: string,
  change: ManualChange,
): Promise<ManualMetric> =>
  alter(ctx, actor, id, 'manual.changed', async (tx) => {
    if (change.name !== undefined) await refuseNamesake(tx, actor.workspaceId, change.name, id)
    if (Object.keys(change).length > 0) await updateManual(tx, actor.workspaceId, id, change)
  })

/** It keeps its values and goals, and is no longer asked for. */
export const archiveManual = (ctx: Context, actor: Actor, id: string): Promise<ManualMetric> =>
  alter(ctx, actor, id, 'manual.archived', (tx) =>
    updateManual(tx, actor.workspaceId, id, { archivedAt: ctx.clock.now() }),
  )

export const restoreManual = (ctx: Context, actor: Actor, id: string): Promise<ManualMetric> =>
  alter(ctx, actor, id, 'manual.restored', async (tx, before) => {
    await refuseNamesake(tx, actor.workspaceId, before.name, id)
    await updateManual(tx, actor.workspaceId, id, { archivedAt: null })
  })

export async function removeManual(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor, 'plan.manage')
  await ctx.db.transaction().execute(async (tx) => {
    const before = await mustFind(tx, actor.workspaceId, id)
    if (before.goals > 0) throw manualError('in_use')
    await deleteManual(tx, actor.workspaceId, id)
    await audit(tx, actor, { action: 'manual.removed', subject: { kind: 'manual', id }, before })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'goals', id })
  })
}

/** Puts down, corrects or takes back what some weeks brought. */
export async function enterWeeks(
  ctx: Context,
  actor: Actor,
  id: string,
  body: EnterBody,
): Promise<ManualMetric> {
  refusePartial(actor, 'plan.manage')
  const today = dayOf(ctx.clock.now(), await findZone(ctx.db, actor.workspaceId))
  const early = body.items.find(({ week }) => week > today)
  if (early) throw manualError('not_over', { week: early.week })
  // Said twice, the last word counts.
  const items = [...new Map(body.items.map((item) => [item.week, item])).values()]
  return ctx.db.transaction().execute(async (tx) => {
    await mustFind(tx, actor.workspaceId, id)
    await enter(tx, actor.workspaceId, id, items)
    await audit(tx, actor, { action: 'manual.entered', subject: { kind: 'manual', id }, after: { items } })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'goals', id })
    return mustFind(tx, actor.workspaceId, id)
  })
}

async function alter(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, before: ManualMetric) => Promise<void>,
): Promise<ManualMetric> {
  refusePartial(actor, 'plan.manage')
  return ctx.db.transaction().execute(async (tx) => {
    const before = await mustFind(tx, actor.workspaceId, id)
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
  before?: ManualMetric,
): Promise<ManualMetric> {
  const after = await mustFind(tx, actor.workspaceId, id)
  await audit(tx, actor, { action, subject: { kind: 'manual', id }, before, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'goals', id })
  return after
}

async function mustFind(tx: Tx, workspaceId: string, id: string): Promise<ManualMetric> {
  const found = await findManual(tx, workspaceId, id)
  if (!found) throw manualError('not_found')
  return found
}

async function refuseNamesake(tx: Tx, workspaceId: string, name: string, except?: string): Promise<void> {
  await lockManuals(tx, workspaceId)
  const all = await findManuals(tx, workspaceId, false)
  if (except === undefined && all.length >= mostManual) throw manualError('too_many', { most: mostManual })
  const isSame = (other: ManualMetric) =>
    other.id !== except && other.name.toLowerCase() === name.toLowerCase()
  if (all.some(isSame)) throw manualError('namesake', { name })
}
