/** What a goal may not name, and who may not name it. */
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { refuseBeyond, refusePartial, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { cutsOf } from '../segments/contract.ts'
import { findSegmentFilter } from '../segments/index.ts'
import type { GoalBody, GoalScope } from './contract.ts'
import { goalError } from './errors.ts'
import { findGoal, findManualIds, holdParent, isMember, scopeExists } from './queries.ts'

/** The goal of a channel asks for the right there, any other for the right everywhere. */
export async function refuseScope(tx: Tx, actor: Actor, { kind, id }: GoalScope): Promise<void> {
  if (kind === 'channel' && id) await refuseBeyond(tx, actor, 'plan.manage', [id])
  else refusePartial(actor, 'plan.manage')
}

type Named = Pick<GoalBody, 'manualId' | 'constraints' | 'parentId' | 'ownerId'> & {
  scope?: GoalScope | undefined
  /** Whether every number of the goal is entered by hand. */
  byHand: boolean
}

/** Whether every number of a goal is entered by hand: then nothing is asked of channels. */
export const isByHand = ({ metric, constraints }: Pick<GoalBody, 'metric' | 'constraints'>): boolean =>
  metric === 'manual' && constraints.every((one) => one.metric === 'manual')

export async function refuseUnknown(ctx: Context, tx: Tx, actor: Actor, named: Named): Promise<void> {
  const { scope, ownerId, manualId, constraints, parentId, byHand } = named
  if (scope) await refuseUnknownScope(ctx, tx, actor, scope, byHand)
  if (ownerId && !(await isMember(tx, actor.workspaceId, ownerId))) throw goalError('no_owner')
  const manual = [manualId, ...constraints.map((one) => one.manualId)]
  if (manual.some((id) => id !== null)) refusePartial(actor)
  await refuseUnknownManual(tx, actor.workspaceId, manual)
  if (parentId) await refuseParent(tx, actor, parentId)
}

export async function refuseUnknownManual(
  db: Db,
  workspaceId: string,
  ids: readonly (string | null)[],
): Promise<void> {
  const asked = ids.filter((id) => id !== null)
  const known = await findManualIds(db, workspaceId, asked)
  if (asked.some((id) => !known.has(id))) throw goalError('no_manual')
}

async function refuseParent(tx: Tx, actor: Actor, id: string): Promise<void> {
  if (!(await findGoal(tx, actor, id))) throw goalError('no_parent')
  const parent = await holdParent(tx, actor.workspaceId, id)
  if (!parent) throw goalError('no_parent')
  if (parent.parentId !== null) throw goalError('too_deep')
}

export async function refuseUnknownScope(
  ctx: Context,
  db: Db,
  viewer: Viewer,
  { kind, id }: GoalScope,
  byHand: boolean,
): Promise<void> {
  if (kind === 'workspace') return
  if (kind === 'segment') return refuseSegment(db, viewer, id ?? '', byHand)
  const there =
    kind === 'network' ? ctx.networks.has(id ?? '') : await scopeExists(db, viewer, kind, id ?? '')
  if (!there) throw goalError('no_scope', { kind })
}

/** Its numbers are those of its channels: of a part of their people no network tells any, and people enter them. */
async function refuseSegment(db: Db, viewer: Viewer, id: string, byHand: boolean): Promise<void> {
  refusePartial(viewer)
  const filter = Id.safeParse(id).success ? await findSegmentFilter(db, viewer.workspaceId, id) : undefined
  if (!filter) throw goalError('no_scope', { kind: 'segment' })
  if (!byHand && cutsOf(filter).length > 0) throw goalError('no_segment')
}
