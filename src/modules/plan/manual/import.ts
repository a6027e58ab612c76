import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { ImportedWeeks, ImportWeeks, TakenBack, UndoWeeks, Was } from './contract.ts'
import { enterAll, findManuals, findValues, findZone, lockManuals } from './queries.ts'
import { readWeeksOf } from './table.ts'

/** Weeks from a table: all of it, or nothing and what is wrong line by line. What stood there before is told, for taking it back. */
export async function importWeeks(
  ctx: Context,
  actor: Actor,
  { csv, dryRun }: ImportWeeks,
): Promise<ImportedWeeks> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  const today = dayOf(ctx.clock.now(), await findZone(ctx.db, workspaceId))
  return ctx.db.transaction().execute(async (tx) => {
    await lockManuals(tx, workspaceId)
    const { values, faults } = readWeeksOf(csv, await findManuals(tx, workspaceId, false), today)
    const there = await findValues(tx, workspaceId, values)
    const all = values.map((one): Was => ({ ...one, was: there.get(`${one.metricId} ${one.week}`) ?? null }))
    const fresh = all.filter(({ was, now }) => was !== now)
    const told = {
      added: fresh.filter(({ was }) => was === null).length,
      changed: fresh.filter(({ was }) => was !== null).length,
      known: all.length - fresh.length,
      faults,
      before: dryRun ? [] : fresh,
    }
    if (dryRun || fresh.length === 0) return told
    await enterAll(
      tx,
      workspaceId,
      fresh.map(({ metricId, week, now }) => ({ metricId, week, value: now })),
    )
    await tell(tx, ctx, actor, { imported: fresh.length })
    return told
  })
}

/** What was there before an import comes back, but for what somebody has changed since. */
export async function undoImport(ctx: Context, actor: Actor, { items }: UndoWeeks): Promise<TakenBack> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockManuals(tx, workspaceId)
    const living = new Set([
      ...(await findManuals(tx, workspaceId, false)).map(({ id }) => id),
      ...(await findManuals(tx, workspaceId, true)).map(({ id }) => id),
    ])
    const there = await findValues(tx, workspaceId, items)
    const back = items.filter(
      ({ metricId, week, now }) => living.has(metricId) && there.get(`${metricId} ${week}`) === now,
    )
    await enterAll(
      tx,
      workspaceId,
      back.map(({ metricId, week, was }) => ({ metricId, week, value: was })),
    )
    if (back.length > 0) await tell(tx, ctx, actor, { takenBack: back.length })
    return { back: back.length, kept: items.length - back.length }
  })
}

async function tell(tx: Tx, ctx: Context, actor: Actor, after: Record<string, number>): Promise<void> {
  const { workspaceId } = actor
  await audit(tx, actor, { action: 'manual.imported', subject: { kind: 'manual', id: workspaceId }, after })
  await ctx.events.emit(tx, { workspaceId, topic: 'goals', id: null })
}
