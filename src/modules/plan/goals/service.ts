import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { refuseBeyond, refusePartial, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { type MetricId, metricOf } from '../../measure/metrics/contract.ts'
import {
  type Goal,
  type GoalBody,
  type GoalChange,
  type GoalList,
  type GoalScope,
  type GoalsQuery,
  goalProblems,
  type Preview,
  type PreviewQuery,
  type Trend,
} from './contract.ts'
import { goalError } from './errors.ts'
import { leastValues, lookAhead } from './outlook.ts'
import {
  deleteGoal,
  findGoal,
  findGoals,
  type GoalFields,
  type GoalRow,
  insertGoal,
  isMember,
  scopeExists,
  updateGoal,
} from './queries.ts'
import { type Reading, readGoalMetric } from './reading.ts'
import { standingOf } from './standing.ts'

/** Goals by their deadline, each with how it stands. */
export async function listGoals(ctx: Context, viewer: Viewer, query: GoalsQuery): Promise<GoalList> {
  const after = query.cursor === undefined ? null : cursorOf(query.cursor)
  const rows = await findGoals(ctx.db, viewer, {
    archived: query.archived,
    limit: query.limit + 1,
    after,
  })
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  const items: Goal[] = []
  // One after another: a list of fifty would otherwise take every connection there is.
  for (const row of page) items.push(await describeGoal(ctx, viewer, row))
  return { items, next: last ? encodeCursor([last.deadline, last.id]) : null }
}

const PlaceByDeadline = z.tuple([z.iso.date(), Id])

function cursorOf(cursor: string): [string, string] {
  const place = decodeCursor(cursor, PlaceByDeadline)
  if (!place) throw goalError('bad_cursor')
  return place
}

export async function readGoal(ctx: Context, viewer: Viewer, id: string): Promise<Goal> {
  return describeGoal(ctx, viewer, await mustFind(ctx.db, viewer, id))
}

const scopeOf = (row: GoalRow): GoalScope => ({ kind: row.scopeKind, id: row.scopeId })

const readingOf = (ctx: Context, viewer: Viewer, row: GoalRow): Promise<Reading> =>
  readGoalMetric(ctx, viewer, row.metric, scopeOf(row))

async function describeGoal(ctx: Context, viewer: Viewer, row: GoalRow): Promise<Goal> {
  const standing = standingOf(row, await readingOf(ctx, viewer, row))
  return { ...plainGoal(ctx, row), standing }
}

function plainGoal(ctx: Context, row: GoalRow): Omit<Goal, 'standing'> {
  const network = row.scopeKind === 'network' ? ctx.networks.get(row.scopeId ?? '') : undefined
  return {
    id: row.id,
    name: row.name,
    metric: row.metric,
    metricVersion: row.metricVersion,
    scope: scopeOf(row),
    scopeName: network?.manifest.name ?? row.scopeName,
    baseline: row.baseline,
    baselineWindow: windowOf(row.baselineFrom, row.baselineTo),
    target: row.target,
    startsOn: row.startsOn,
    deadline: row.deadline,
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

const windowOf = (from: string | null, to: string | null) => (from && to ? { from, to } : null)

/** The way so far, and the fan of what may come. */
export async function readTrend(ctx: Context, viewer: Viewer, id: string): Promise<Trend> {
  const goal = await mustFind(ctx.db, viewer, id)
  const reading = await readingOf(ctx, viewer, goal)
  const over = reading.today > goal.deadline
  return {
    points: reading.points,
    forecast: over ? [] : (lookAhead(reading)?.fan(goal.deadline) ?? []),
    ...lessonOf(reading),
  }
}

const lessonOf = ({ learn }: Reading) => ({
  learned: { values: learn.values.filter((value) => value !== null).length, of: learn.of },
  least: leastValues[learn.of],
})

/** Baseline from data with the days it stems from, and the odds, while a goal is being written. */
export async function previewGoal(ctx: Context, viewer: Viewer, query: PreviewQuery): Promise<Preview> {
  const scope: GoalScope = { kind: query.scopeKind, id: query.scopeId ?? null }
  return previewOf(await readWish(ctx, viewer, query.metric, scope), query)
}

/** The number that a goal in the making would have. */
export async function readWish(
  ctx: Context,
  viewer: Viewer,
  metric: MetricId,
  scope: GoalScope,
): Promise<Reading> {
  await refuseUnknownScope(ctx, ctx.db, viewer, scope)
  return readGoalMetric(ctx, viewer, metric, scope)
}

export type Wish = Pick<PreviewQuery, 'startsOn' | 'deadline' | 'target'>

export function previewOf(reading: Reading, { startsOn, deadline, target }: Wish): Preview {
  const start = startsOn && startsOn < reading.today ? startsOn : reading.today
  const baseline = reading.on(start)
  const outlook = deadline && deadline > reading.today ? lookAhead(reading) : null
  const rising = target === undefined || baseline.value === null || target >= baseline.value
  return {
    baseline: { ...baseline, window: reading.window(baseline.day) },
    outlook: deadline && outlook ? outlook.on(deadline) : null,
    chance: deadline && outlook && target !== undefined ? outlook.chance(deadline, target, rising) : null,
    ...lessonOf(reading),
  }
}

export async function addGoal(ctx: Context, actor: Actor, body: GoalBody): Promise<Goal> {
  const id = await ctx.db.transaction().execute(async (tx) => {
    await refuseUnknown(ctx, tx, actor, body)
    await refuseScope(tx, actor, body.scope)
    const made = await insertGoal(tx, actor.workspaceId, fieldsOf(body))
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
    await refuseUnknown(ctx, tx, actor, { scope: change.scope, ownerId: change.ownerId ?? null })
    await refuseScope(tx, actor, whole.scope)
    await updateGoal(tx, actor.workspaceId, id, fieldsOf(whole))
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

async function mustFind(db: Db, viewer: Viewer, id: string): Promise<GoalRow> {
  const row = await findGoal(db, viewer, id)
  if (!row) throw goalError('not_found')
  return row
}

/** A field that is not named in a change stays as it is, also when it is named as undefined. */
const withoutGaps = (change: GoalChange): Partial<GoalBody> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

const fieldsOf = (body: GoalBody): GoalFields => ({
  name: body.name,
  metric: body.metric,
  metricVersion: metricOf(body.metric).version,
  scopeKind: body.scope.kind,
  scopeId: body.scope.id,
  baseline: body.baseline,
  baselineFrom: body.baselineWindow?.from ?? null,
  baselineTo: body.baselineWindow?.to ?? null,
  target: body.target,
  startsOn: body.startsOn,
  deadline: body.deadline,
  ownerId: body.ownerId,
  objective: body.objective,
  businessValue: body.businessValue,
  people: body.people,
  money: body.money,
})

const bodyOf = (row: GoalRow): GoalBody => ({
  name: row.name,
  metric: row.metric,
  scope: scopeOf(row),
  baseline: row.baseline,
  baselineWindow: windowOf(row.baselineFrom, row.baselineTo),
  target: row.target,
  startsOn: row.startsOn,
  deadline: row.deadline,
  ownerId: row.ownerId,
  objective: row.objective,
  businessValue: row.businessValue,
  people: row.people,
  money: row.money,
})

/** The goal of a channel asks for the right there, any other for the right everywhere. */
async function refuseScope(tx: Tx, actor: Actor, { kind, id }: GoalScope): Promise<void> {
  if (kind === 'channel' && id) await refuseBeyond(tx, actor, 'plan.manage', [id])
  else refusePartial(actor, 'plan.manage')
}

type Named = { scope?: GoalScope; ownerId: string | null }

async function refuseUnknown(ctx: Context, tx: Tx, actor: Actor, { scope, ownerId }: Named): Promise<void> {
  if (scope) await refuseUnknownScope(ctx, tx, actor, scope)
  if (ownerId && !(await isMember(tx, actor.workspaceId, ownerId))) throw goalError('no_owner')
}

async function refuseUnknownScope(
  ctx: Context,
  db: Db,
  viewer: Viewer,
  { kind, id }: GoalScope,
): Promise<void> {
  if (kind === 'workspace') return
  const there =
    kind === 'network' ? ctx.networks.has(id ?? '') : await scopeExists(db, viewer, kind, id ?? '')
  if (!there) throw goalError('no_scope', { kind })
}
