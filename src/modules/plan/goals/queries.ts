import { sql } from 'kysely'
import { type Reach, sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, isIn, isSeenCampaign, isSeenGoal, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { MetricId } from '../../measure/metrics/contract.ts'
import type { GoalScope, Objective } from './contract.ts'

export type GoalRow = {
  id: string
  name: string
  metric: MetricId
  metricVersion: number
  scopeKind: GoalScope['kind']
  scopeId: string | null
  scopeName: string | null
  baseline: number
  baselineFrom: string | null
  baselineTo: string | null
  target: number
  startsOn: string
  deadline: string
  ownerId: string | null
  ownerName: string | null
  objective: Objective | null
  businessValue: string
  people: string
  money: string
  posts: number
  createdAt: Date
  archivedAt: Date | null
}

const columns = (sight: Reach) => sql`
  g.id, g.name, g.metric, g.metric_version, g.scope_kind, g.scope_id, g.baseline::float8 as baseline, g.baseline_from,
  g.baseline_to, g.target::float8 as target, g.starts_on, g.deadline, g.owner_id, u.name as owner_name, g.objective, g.business_value,
  g.people, g.money, g.created_at,
  g.archived_at,
  case g.scope_kind
    when 'channel' then (select c.name from channels c where c.workspace_id = g.workspace_id and c.id::text = g.scope_id)
    when 'campaign' then (select c.name from campaigns c where c.workspace_id = g.workspace_id and c.id::text = g.scope_id)
  end as scope_name,
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
    where g.workspace_id = ${viewer.workspaceId} and g.id = ${id} ${andSeenGoal(sight)}`.execute(db)
  return rows[0]
}

export type GoalFields = {
  name: string
  metric: MetricId
  metricVersion: number
  scopeKind: GoalScope['kind']
  scopeId: string | null
  baseline: number
  baselineFrom: string | null
  baselineTo: string | null
  target: number
  startsOn: string
  deadline: string
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
