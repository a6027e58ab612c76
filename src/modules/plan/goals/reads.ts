/** Goals as people look at them: how each stands, its way, and what one in the making would start from. */
import { z } from 'zod'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { refusePartial, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type {
  Goal,
  GoalList,
  GoalScope,
  GoalsQuery,
  GoalTree,
  Preview,
  PreviewQuery,
  TreeGoal,
  Trend,
} from './contract.ts'
import { Desk, type Wanted } from './desk.ts'
import { goalError } from './errors.ts'
import { leastValues, lookAhead } from './outlook.ts'
import type { Output } from './output.ts'
import { findGoal, findGoals, type GoalRow } from './queries.ts'
import type { Reading } from './reading.ts'
import { refuseUnknownManual, refuseUnknownScope } from './refusals.ts'
import { plainGoal, scopeOf, windowOf } from './rows.ts'
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

/** The way so far, and the fan of what may come. */
export async function readTrend(ctx: Context, viewer: Viewer, id: string): Promise<Trend> {
  const goal = await mustFind(ctx.db, viewer, id)
  const reading = await new Desk(ctx, viewer).read(wantedOf(goal))
  const outlook = reading.today > goal.deadline ? null : lookAhead(reading)
  return {
    points: reading.points,
    forecast: outlook?.fan(goal.deadline) ?? [],
    weekly: outlook?.weekly ?? false,
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
export async function readWish(ctx: Context, viewer: Viewer, wish: Wanted): Promise<Reading | Output> {
  await refuseUnknownScope(ctx, ctx.db, viewer, wish.scope, wish.metric === 'manual')
  if (wish.metric === 'manual') {
    refusePartial(viewer)
    await refuseUnknownManual(ctx.db, viewer.workspaceId, [wish.manualId])
  }
  return new Desk(ctx, viewer).read(wish)
}

export type Wish = Pick<PreviewQuery, 'startsOn' | 'deadline' | 'target'>

export function previewOf(reading: Reading | Output, { startsOn, deadline, target }: Wish): Preview {
  const start = startsOn && startsOn < reading.today ? startsOn : reading.today
  const baseline = reading.on(start)
  const outlook = deadline && deadline > reading.today ? lookAhead(reading) : null
  const rising = target === undefined || baseline.value === null || target >= baseline.value
  const pace = 'pace' in reading && deadline && deadline > reading.today ? reading.pace : null
  return {
    baseline: { ...baseline, window: reading.window(baseline.day) },
    outlook: pace?.outlook ?? (deadline && outlook ? outlook.on(deadline) : null),
    chance:
      !deadline || target === undefined
        ? null
        : pace
          ? pace.chance(target)
          : (outlook?.chance(deadline, target, rising) ?? null),
    ...lessonOf(reading),
  }
}

export async function mustFind(db: Db, viewer: Viewer, id: string): Promise<GoalRow> {
  const row = await findGoal(db, viewer, id)
  if (!row) throw goalError('not_found')
  return row
}
