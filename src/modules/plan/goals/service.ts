import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { refuseBeyond, refusePartial, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { metricOf } from '../../measure/metrics/contract.ts'
import {
  type Goal,
  type GoalBody,
  type GoalChange,
  type GoalList,
  type GoalScope,
  type GoalsQuery,
  type GoalTree,
  goalProblems,
  isOwn,
  type Preview,
  type PreviewQuery,
  type TreeGoal,
  type Trend,
} from './contract.ts'
import { Desk, type Wanted } from './desk.ts'
import { goalError } from './errors.ts'
import { leastValues, lookAhead } from './outlook.ts'
import {
  deleteGoal,
  findGoal,
  findGoals,
  findManualIds,
  type GoalFields,
  type GoalRow,
  hasChildren,
  holdParent,
  insertGoal,
  isMember,
  replaceWay,
  scopeExists,
  updateGoal,
} from './queries.ts'
import type { Reading } from './reading.ts'
import { type BoundReading, standingOf } from './standing.ts'

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
  return {
    items: await describeAll(ctx, viewer, page),
    next: last ? encodeCursor([last.deadline, last.id]) : null,
  }
}

/** So many goals are shown on one page at most. */
const mostInTree = 200

/** All living goals, each with the last of its way. */
export async function readTree(ctx: Context, viewer: Viewer): Promise<GoalTree> {
  const rows = await findGoals(ctx.db, viewer, { archived: false, limit: mostInTree + 1, after: null })
  const page = rows.slice(0, mostInTree)
  const desk = deskFor(ctx, viewer, page)
  const items: TreeGoal[] = []
  for (const row of page) {
    const goal = await describeGoal(ctx, desk, viewer, row)
    const { points } = await desk.read(wantedOf(row))
    items.push({ ...goal, spark: points.slice(-sparkDays).map(({ value }) => value) })
  }
  return { items, more: rows.length > mostInTree }
}

const sparkDays = 28

async function describeAll(ctx: Context, viewer: Viewer, rows: readonly GoalRow[]): Promise<Goal[]> {
  const desk = deskFor(ctx, viewer, rows)
  const items: Goal[] = []
  // One after another: a list of fifty would otherwise take every connection there is.
  for (const row of rows) items.push(await describeGoal(ctx, desk, viewer, row))
  return items
}

/** A desk that knows what all of them will ask for. */
function deskFor(ctx: Context, viewer: Viewer, rows: readonly GoalRow[]): Desk {
  const desk = new Desk(ctx, viewer)
  for (const row of rows) {
    desk.want(wantedOf(row))
    for (const one of seenConstraints(viewer, row)) desk.want(boundOf(row, one))
  }
  return desk
}

const PlaceByDeadline = z.tuple([z.iso.date(), Id])

function cursorOf(cursor: string): [string, string] {
  const place = decodeCursor(cursor, PlaceByDeadline)
  if (!place) throw goalError('bad_cursor')
  return place
}

export async function readGoal(ctx: Context, viewer: Viewer, id: string): Promise<Goal> {
  const row = await mustFind(ctx.db, viewer, id)
  return describeGoal(ctx, deskFor(ctx, viewer, [row]), viewer, row)
}

const scopeOf = (row: GoalRow): GoalScope => ({ kind: row.scopeKind, id: row.scopeId })

const wantedOf = (row: GoalRow): Wanted => ({
  metric: row.metric,
  manualId: row.manualId,
  scope: scopeOf(row),
  startsOn: row.startsOn,
  deadline: row.deadline,
  plan: windowOf(row.planFrom, row.planTo),
})

type Bound = GoalRow['constraints'][number]

const boundOf = (row: GoalRow, { metric, manualId }: Bound): Wanted => ({
  ...wantedOf(row),
  metric,
  manualId,
})

/** What is entered by hand is of the whole workspace: who sees a part of it is not told. */
const seenConstraints = (viewer: Viewer, row: GoalRow): Bound[] =>
  sightOf(viewer) === null ? row.constraints : row.constraints.filter(({ metric }) => metric !== 'manual')

async function describeGoal(ctx: Context, desk: Desk, viewer: Viewer, row: GoalRow): Promise<Goal> {
  const reading = await desk.read(wantedOf(row))
  const bounds: BoundReading[] = []
  for (const one of seenConstraints(viewer, row)) {
    const { metric, manualId, name, unit, bound, value } = one
    const manual = manualId === null ? null : { id: manualId, name: name ?? '', unit: unit ?? '' }
    bounds.push({ metric, manual, bound, value, reading: await desk.read(boundOf(row, one)) })
  }
  return { ...plainGoal(ctx, row), standing: standingOf(row, reading, bounds) }
}

function plainGoal(ctx: Context, row: GoalRow): Omit<Goal, 'standing'> {
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

const windowOf = (from: string | null | undefined, to: string | null | undefined) =>
  from && to ? { from, to } : null

/** The way so far, and the fan of what may come. */
export async function readTrend(ctx: Context, viewer: Viewer, id: string): Promise<Trend> {
  const goal = await mustFind(ctx.db, viewer, id)
  const reading = await new Desk(ctx, viewer).read(wantedOf(goal))
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
  const reading = await readWish(ctx, viewer, {
    ...{ metric: query.metric, manualId: query.manualId ?? null, scope },
    startsOn: query.startsOn ?? null,
    deadline: query.deadline ?? null,
    plan: windowOf(query.planFrom, query.planTo),
  })
  return previewOf(reading, query)
}

/** The number that a goal in the making would have. */
export async function readWish(ctx: Context, viewer: Viewer, wish: Wanted): Promise<Reading> {
  await refuseUnknownScope(ctx, ctx.db, viewer, wish.scope)
  if (wish.metric === 'manual') {
    refusePartial(viewer)
    await refuseUnknownManual(ctx.db, viewer.workspaceId, [wish.manualId])
  }
  return new Desk(ctx, viewer).read(wish)
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
      scope: change.scope,
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

const bodyOf = (row: GoalRow): GoalBody => ({
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

/** The goal of a channel asks for the right there, any other for the right everywhere. */
async function refuseScope(tx: Tx, actor: Actor, { kind, id }: GoalScope): Promise<void> {
  if (kind === 'channel' && id) await refuseBeyond(tx, actor, 'plan.manage', [id])
  else refusePartial(actor, 'plan.manage')
}

type Named = Pick<GoalBody, 'manualId' | 'constraints' | 'parentId' | 'ownerId'> & {
  scope?: GoalScope | undefined
}

async function refuseUnknown(ctx: Context, tx: Tx, actor: Actor, named: Named): Promise<void> {
  const { scope, ownerId, manualId, constraints, parentId } = named
  if (scope) await refuseUnknownScope(ctx, tx, actor, scope)
  if (ownerId && !(await isMember(tx, actor.workspaceId, ownerId))) throw goalError('no_owner')
  const manual = [manualId, ...constraints.map((one) => one.manualId)]
  if (manual.some((id) => id !== null)) refusePartial(actor)
  await refuseUnknownManual(tx, actor.workspaceId, manual)
  if (parentId) await refuseParent(tx, actor, parentId)
}

async function refuseUnknownManual(
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
