/** A goal as the table has it, as it is shown, and as it is sent. */
import type { Context } from '../../../app/context.ts'
import { metricOf } from '../../measure/metrics/contract.ts'
import { type Goal, type GoalBody, type GoalScope, isOwn } from './contract.ts'
import type { GoalFields, GoalRow } from './queries.ts'

export const scopeOf = (row: GoalRow): GoalScope => ({ kind: row.scopeKind, id: row.scopeId })

export const windowOf = (from: string | null | undefined, to: string | null | undefined) =>
  from && to ? { from, to } : null

export function plainGoal(ctx: Context, row: GoalRow): Omit<Goal, 'standing'> {
  const network = row.scopeKind === 'network' ? ctx.networks.get(row.scopeId ?? '') : undefined
  return {
    id: row.id,
    name: row.name,
    metric: row.metric,
    metricVersion: row.metricVersion,
    manual:
      row.manualId === null
        ? null
        : { id: row.manualId, name: row.manualName ?? '', unit: row.manualUnit ?? '' },
    scope: scopeOf(row),
    scopeName: network?.manifest.name ?? row.scopeName,
    baseline: row.baseline,
    baselineWindow: windowOf(row.baselineFrom, row.baselineTo),
    target: row.target,
    floor: row.floor,
    startsOn: row.startsOn,
    deadline: row.deadline,
    plan: windowOf(row.planFrom, row.planTo),
    parent:
      row.parentId !== null && row.parentName !== null ? { id: row.parentId, name: row.parentName } : null,
    owner: row.ownerId && row.ownerName ? { id: row.ownerId, name: row.ownerName } : null,
    objective: row.objective,
    businessValue: row.businessValue,
    people: row.people,
    money: row.money,
    posts: row.posts,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  }
}

export const fieldsOf = (body: GoalBody): GoalFields => ({
  name: body.name,
  metric: body.metric,
  // Our own counts have had one meaning so far.
  metricVersion: isOwn(body.metric) ? 1 : metricOf(body.metric).version,
  scopeKind: body.scope.kind,
  scopeId: body.scope.id,
  baseline: body.baseline,
  baselineFrom: body.baselineWindow?.from ?? null,
  baselineTo: body.baselineWindow?.to ?? null,
  target: body.target,
  floor: body.floor,
  startsOn: body.startsOn,
  deadline: body.deadline,
  planFrom: body.plan?.from ?? null,
  planTo: body.plan?.to ?? null,
  manualId: body.manualId,
  parentId: body.parentId,
  ownerId: body.ownerId,
  objective: body.objective,
  businessValue: body.businessValue,
  people: body.people,
  money: body.money,
})

export const bodyOf = (row: GoalRow): GoalBody => ({
  name: row.name,
  metric: row.metric,
  scope: scopeOf(row),
  baseline: row.baseline,
  baselineWindow: windowOf(row.baselineFrom, row.baselineTo),
  target: row.target,
  floor: row.floor,
  startsOn: row.startsOn,
  deadline: row.deadline,
  plan: windowOf(row.planFrom, row.planTo),
  manualId: row.manualId,
  parentId: row.parentId,
  constraints: row.constraints.map(({ metric, manualId, bound, value }) => ({
    metric,
    manualId,
    bound,
    value,
  })),
  milestones: row.milestones,
  ownerId: row.ownerId,
  objective: row.objective,
  businessValue: row.businessValue,
  people: row.people,
  money: row.money,
})
