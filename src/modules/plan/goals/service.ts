import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { type Goal, type GoalBody, type GoalChange, goalProblems } from './contract.ts'
import { goalError } from './errors.ts'
import { deleteGoal, type GoalRow, hasChildren, insertGoal, replaceWay, updateGoal } from './queries.ts'
import { mustFind, readGoal } from './reads.ts'
import { isByHand, refuseScope, refuseUnknown } from './refusals.ts'
import { bodyOf, fieldsOf, scopeOf } from './rows.ts'

export async function addGoal(ctx: Context, actor: Actor, body: GoalBody): Promise<Goal> {
  const id = await ctx.db.transaction().execute(async (tx) => {
    await refuseUnknown(ctx, tx, actor, { ...body, byHand: isByHand(body) })
    await refuseScope(tx, actor, body.scope)
    const made = await insertGoal(tx, actor.workspaceId, fieldsOf(body))
    await replaceWay(tx, actor.workspaceId, made, body)
    await tell(tx, ctx, actor, made, 'goal.added')
    return made
  })
  return readGoal(ctx, actor, id)
}

/** Changes what is named, and holds the whole to the same rules as a new goal. */
export async function changeGoal(ctx: Context, actor: Actor, id: string, change: GoalChange): Promise<Goal> {
  return alter(ctx, actor, id, 'goal.changed', async (tx, before) => {
    const whole: GoalBody = { ...bodyOf(before), ...withoutGaps(change) }
    const wrong = goalProblems(whole)
    if (wrong.length > 0)
      throw goalError(
        'not_possible',
        {},
        wrong.map(({ path, code, words }) => ({ path, code, detail: words })),
      )
    await refuseUnknown(ctx, tx, actor, {
      // What a segment allows depends on the number as well.
      scope: change.scope ?? (whole.scope.kind === 'segment' && asksMore(change) ? whole.scope : undefined),
      byHand: isByHand(whole),
      ownerId: change.ownerId ?? null,
      // A bound that stays is not asked again, nor is a goal above it that was removed meanwhile.
      manualId: change.manualId ?? null,
      constraints: change.constraints ?? [],
      parentId: change.parentId ?? null,
    })
    if (change.parentId && (await hasChildren(tx, actor.workspaceId, id))) throw goalError('too_deep')
    if (change.parentId === id) throw goalError('too_deep')
    await refuseScope(tx, actor, whole.scope)
    await updateGoal(tx, actor.workspaceId, id, fieldsOf(whole))
    if (change.constraints || change.milestones) await replaceWay(tx, actor.workspaceId, id, whole)
  })
}

export const archiveGoal = (ctx: Context, actor: Actor, id: string): Promise<Goal> =>
  alter(ctx, actor, id, 'goal.archived', (tx) =>
    updateGoal(tx, actor.workspaceId, id, { archivedAt: ctx.clock.now() }),
  )

export const restoreGoal = (ctx: Context, actor: Actor, id: string): Promise<Goal> =>
  alter(ctx, actor, id, 'goal.restored', (tx) => updateGoal(tx, actor.workspaceId, id, { archivedAt: null }))

/** Posts that served it stay, without a goal. */
export async function removeGoal(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const before = await mustFind(tx, actor, id)
    await refuseScope(tx, actor, scopeOf(before))
    await deleteGoal(tx, actor.workspaceId, id)
    await audit(tx, actor, { action: 'goal.removed', subject: { kind: 'goal', id }, before })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'goals', id })
  })
}

async function alter(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, before: GoalRow) => Promise<void>,
): Promise<Goal> {
  await ctx.db.transaction().execute(async (tx) => {
    const before = await mustFind(tx, actor, id)
    await refuseScope(tx, actor, scopeOf(before))
    await work(tx, before)
    await tell(tx, ctx, actor, id, action, before)
  })
  return readGoal(ctx, actor, id)
}

async function tell(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  before?: GoalRow,
): Promise<void> {
  const after = await mustFind(tx, actor, id)
  await audit(tx, actor, { action, subject: { kind: 'goal', id }, before, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'goals', id })
}

const asksMore = ({ metric, constraints }: GoalChange): boolean =>
  metric !== undefined || constraints !== undefined

/** A field that is not named in a change stays as it is, also when it is named as undefined. */
const withoutGaps = (change: GoalChange): Partial<GoalBody> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
