import { sql } from 'kysely'
import { type Reach, sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, isIn, isSeenCampaign, isSeenGoal, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Objective } from '../objectives/contract.ts'
import type { Constraint, GoalNumber, GoalScope, Milestone } from './contract.ts'

export type GoalRow = {
  id: string
  name: string
  metric: GoalNumber
  metricVersion: number
  scopeKind: GoalScope['kind']
  scopeId: string | null
  scopeName: string | null
  baseline: number
  baselineFrom: string | null
  baselineTo: string | null
  target: number
  floor: number | null
  startsOn: string
  deadline: string
  planFrom: string | null
  planTo: string | null
  manualId: string | null
  manualName: string | null
  manualUnit: string | null
  parentId: string | null
  parentName: string | null
  ownerId: string | null
  ownerName: string | null
  objective: Objective | null
  businessValue: string
  people: string
  money: string
  constraints: (Constraint & { name: string | null; unit: string | null })[]
  milestones: Milestone[]
  posts: number
  createdAt: Date
  archivedAt: Date | null
}

const columns = (sight: Reach) => sql`
  g.id, g.name, g.metric, g.metric_version, g.scope_kind, g.scope_id, g.baseline::float8 as baseline, g.baseline_from,
  g.baseline_to, g.target::float8 as target, g.floor::float8 as floor, g.starts_on, g.deadline,
  g.plan_from, g.plan_to, g.manual_id, h.name as manual_name, h.unit as manual_unit, g.parent_id, g.owner_id, u.name as owner_name, g.objective, g.business_value,
  g.people, g.money, g.created_at,
  g.archived_at,
  case g.scope_kind
    when 'channel' then (select c.name from channels c where c.workspace_id = g.workspace_id and c.id::text = g.scope_id)
    when 'campaign' then (select c.name from campaigns c where c.workspace_id = g.workspace_id and c.id::text = g.scope_id)
    when 'segment' then (select s.name from segments s where s.workspace_id = g.workspace_id and s.id::text = g.scope_id)
  end as scope_name,
  (select p.name from goals p where p.workspace_id = g.workspace_id and p.id = g.parent_id) as parent_name,
  (select coalesce(jsonb_agg(jsonb_build_object('metric', c.metric, 'manualId', c.manual_id, 'name', m.name, 'unit', m.unit,
      'bound', c.bound, 'value', c.value) order by c.place), '[]')
    from goal_constraints c left join manual_metrics m on m.workspace_id = c.workspace_id and m.id = c.manual_id
    where c.workspace_id = g.workspace_id and c.goal_id = g.id) as constraints,
  (select coalesce(jsonb_agg(jsonb_build_object('day', w.day, 'value', w.value) order by w.day), '[]')
    from goal_milestones w where w.workspace_id = g.workspace_id and w.goal_id = g.id) as milestones,
  (select count(*)::int from posts o
    where o.workspace_id = g.workspace_id and o.goal_id = g.id and o.deleted_at is null ${andSeenPost(sight, 'o')}) as posts`

const andSeenGoal = (sight: Reach) => (sight === null ? sql`` : sql`and ${isSeenGoal(sight, 'g')}`)

export async function findGoals(
  db: Db,
  viewer: Viewer,
  page: { archived: boolean; limit: number; after: [deadline: string, id: string] | null },
): Promise<GoalRow[]> {
  const sight = sightOf(viewer)
  const { rows } = await sql<GoalRow>`
    select ${columns(sight)} from goals g left join users u on u.id = g.owner_id
      left join manual_metrics h on h.workspace_id = g.workspace_id and h.id = g.manual_id
    where g.workspace_id = ${viewer.workspaceId} ${andSeenGoal(sight)}
      and g.archived_at is ${page.archived ? sql`not null` : sql`null`}
      ${page.after ? sql`and (g.deadline, g.id) > (${page.after[0]}::date, ${page.after[1]}::uuid)` : sql``}
    order by g.deadline, g.id limit ${page.limit}`.execute(db)
  return rows
}

export async function findGoal(db: Db, viewer: Viewer, id: string): Promise<GoalRow | undefined> {
  const sight = sightOf(viewer)
  const { rows } = await sql<GoalRow>`
    select ${columns(sight)} from goals g left join users u on u.id = g.owner_id
      left join manual_metrics h on h.workspace_id = g.workspace_id and h.id = g.manual_id
    where g.workspace_id = ${viewer.workspaceId} and g.id = ${id} ${andSeenGoal(sight)}`.execute(db)
  return rows[0]
}

export type GoalFields = {
  name: string
  metric: GoalNumber
  metricVersion: number
  scopeKind: GoalScope['kind']
  scopeId: string | null
  baseline: number
  baselineFrom: string | null
  baselineTo: string | null
  target: number
  floor: number | null
  startsOn: string
  deadline: string
  planFrom: string | null
  planTo: string | null
  manualId: string | null
  parentId: string | null
  ownerId: string | null
  objective: Objective | null
  businessValue: string
  people: string
  money: string
}

export async function insertGoal(db: Db, workspaceId: string, fields: GoalFields): Promise<string> {
  const row = await db
    .insertInto('goals')
    .values({ workspaceId, ...fields })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updateGoal(
  db: Db,
  workspaceId: string,
  id: string,
  fields: Partial<GoalFields> & { archivedAt?: Date | null },
): Promise<void> {
  await db
    .updateTable('goals')
    .set(fields)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** What must not happen on the way, and where it is to stand on it: named whole each time. */
export async function replaceWay(
  db: Db,
  workspaceId: string,
  goalId: string,
  { constraints, milestones }: { constraints: readonly Constraint[]; milestones: readonly Milestone[] },
): Promise<void> {
  for (const table of ['goalConstraints', 'goalMilestones'] as const)
    await db.deleteFrom(table).where('workspaceId', '=', workspaceId).where('goalId', '=', goalId).execute()
  if (constraints.length > 0)
    await db
      .insertInto('goalConstraints')
      .values(
        constraints.map(({ metric, manualId, bound, value }, place) => ({
          ...{ workspaceId, goalId, place, metric, manualId, bound, value },
        })),
      )
      .execute()
  if (milestones.length > 0)
    await db
      .insertInto('goalMilestones')
      .values(milestones.map(({ day, value }) => ({ workspaceId, goalId, day, value })))
      .execute()
}

/** Holds a goal so that nobody puts it beneath another one meanwhile; tells whether it stands beneath one itself. */
export async function holdParent(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ parentId: string | null } | undefined> {
  return db
    .selectFrom('goals')
    .select('parentId')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function hasChildren(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('goals')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('parentId', '=', id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Which of some numbers entered by hand are there. */
export async function findManualIds(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('manualMetrics')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export async function deleteGoal(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.deleteFrom('goals').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}

export async function isMember(db: Db, workspaceId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('members')
    .select('userId')
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether what a goal wants to be about is there for the viewer, and not removed or put away. */
export async function scopeExists(db: Db, viewer: Viewer, kind: string, id: string): Promise<boolean> {
  const { workspaceId } = viewer
  const sight = sightOf(viewer)
  const { rows } = await sql<{ there: boolean }>`
    select case ${kind}::text
      when 'channel' then exists (
        select 1 from channels where workspace_id = ${workspaceId} and id::text = ${id} and state <> 'removed'
          and ${isIn(sight, 'id')})
      when 'campaign' then exists (
        select 1 from campaigns where workspace_id = ${workspaceId} and id::text = ${id} and archived_at is null
          and ${isSeenCampaign(sight)})
      else false end as there`.execute(db)
  return rows[0]?.there ?? false
}
