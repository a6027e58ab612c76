import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { EnterBody, ManualBody, ManualChange, ManualMetric, WeekValues } from './contract.ts'

type Row = Omit<ManualMetric, 'createdAt' | 'archivedAt' | 'last'> & {
  createdAt: Date
  archivedAt: Date | null
  lastWeek: string | null
  lastValue: number | null
}

const columns = sql`
  m.id, m.name, m.unit, m.created_at, m.archived_at, l.week as last_week, l.value::float8 as last_value,
  ((select count(*) from goals g where g.workspace_id = m.workspace_id and g.manual_id = m.id)
    + (select count(distinct c.goal_id) from goal_constraints c where c.workspace_id = m.workspace_id and c.manual_id = m.id
    ))::int as goals`
const newest = sql`left join lateral (
    select v.week, v.value from manual_values v where v.workspace_id = m.workspace_id and v.metric_id = m.id
    order by v.week desc limit 1) l on true`

const toMetric = ({ lastWeek, lastValue, createdAt, archivedAt, ...row }: Row): ManualMetric => ({
  ...row,
  createdAt: createdAt.toISOString(),
  archivedAt: archivedAt?.toISOString() ?? null,
  last: lastWeek === null || lastValue === null ? null : { week: lastWeek, value: lastValue },
})

export async function findManuals(db: Db, workspaceId: string, archived: boolean): Promise<ManualMetric[]> {
  const { rows } = await sql<Row>`
    select ${columns} from manual_metrics m ${newest}
    where m.workspace_id = ${workspaceId} and m.archived_at is ${archived ? sql`not null` : sql`null`}
    order by m.created_at, m.id limit 200`.execute(db)
  return rows.map(toMetric)
}

export async function findManual(db: Db, workspaceId: string, id: string): Promise<ManualMetric | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from manual_metrics m ${newest}
    where m.workspace_id = ${workspaceId} and m.id = ${id}`.execute(db)
  return rows[0] && toMetric(rows[0])
}

/** Whoever adds or renames one waits here for others who do, so that two cannot have the same name. */
export const lockManuals = (db: Db, workspaceId: string) =>
  sql`select pg_advisory_xact_lock(hashtext(${`manual ${workspaceId}`}))`.execute(db)

export async function insertManual(db: Db, workspaceId: string, body: ManualBody): Promise<string> {
  const { id } = await db
    .insertInto('manualMetrics')
    .values({ workspaceId, ...body })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateManual(
  db: Db,
  workspaceId: string,
  id: string,
  change: ManualChange & { archivedAt?: Date | null },
): Promise<void> {
  await db
    .updateTable('manualMetrics')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function deleteManual(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.deleteFrom('manualMetrics').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}

export async function findEntered(
  db: Db,
  workspaceId: string,
  from: string,
  to: string,
): Promise<WeekValues['items']> {
  const { rows } = await sql<WeekValues['items'][number]>`
    select v.metric_id, v.week, v.value::float8 as value from manual_values v
    join manual_metrics m on m.workspace_id = v.workspace_id and m.id = v.metric_id and m.archived_at is null
    where v.workspace_id = ${workspaceId} and v.week between ${from}::date and ${to}::date
    order by v.week, v.metric_id`.execute(db)
  return rows
}

export const enter = (
  db: Db,
  workspaceId: string,
  metricId: string,
  items: EnterBody['items'],
): Promise<void> =>
  enterAll(
    db,
    workspaceId,
    items.map((one) => ({ ...one, metricId })),
  )

type Entry = EnterBody['items'][number] & { metricId: string }

/** Weeks of several numbers at once; null takes back what was there. */
export async function enterAll(db: Db, workspaceId: string, items: readonly Entry[]): Promise<void> {
  const gone = items.filter(({ value }) => value === null)
  const known = items.flatMap(({ metricId, week, value }) =>
    value === null ? [] : [{ workspaceId, metricId, week, value }],
  )
  if (gone.length > 0)
    await sql`delete from manual_values v
      using unnest(${gone.map(({ metricId }) => metricId)}::uuid[], ${gone.map(({ week }) => week)}::date[]) as g(metric_id, week)
      where v.workspace_id = ${workspaceId} and v.metric_id = g.metric_id and v.week = g.week`.execute(db)
  if (known.length > 0)
    await db
      .insertInto('manualValues')
      .values(known)
      .onConflict((twice) =>
        twice
          .columns(['workspaceId', 'metricId', 'week'])
          .doUpdateSet({ value: (eb) => eb.ref('excluded.value') }),
      )
      .execute()
}

/** What some weeks of some numbers have, by number and week. */
export async function findValues(
  db: Db,
  workspaceId: string,
  items: readonly { metricId: string; week: string }[],
): Promise<Map<string, number>> {
  if (items.length === 0) return new Map()
  const { rows } = await sql<{ metricId: string; week: string; value: number }>`
    select v.metric_id, v.week, v.value::float8 as value from manual_values v
    join unnest(${items.map(({ metricId }) => metricId)}::uuid[], ${items.map(({ week }) => week)}::date[])
      as w(metric_id, week) on w.metric_id = v.metric_id and w.week = v.week
    where v.workspace_id = ${workspaceId}`.execute(db)
  return new Map(rows.map(({ metricId, week, value }) => [`${metricId} ${week}`, value]))
}

export type WeekValue = { week: string; value: number }

/** The last two years of some numbers. */
export async function readWeeks(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, WeekValue[]>> {
  const { rows } = await sql<{ metricId: string } & WeekValue>`
    select metric_id, week, value::float8 as value from manual_values
    where workspace_id = ${workspaceId} and metric_id = any(${ids}::uuid[]) and week > current_date - 740
    order by week`.execute(db)
  return Map.groupBy(rows, ({ metricId }) => metricId)
}

export const findManualNames = (
  db: Db,
  workspaceId: string,
): Promise<{ id: string; name: string; unit: string }[]> =>
  db
    .selectFrom('manualMetrics')
    .select(['id', 'name', 'unit'])
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .execute()

export async function findZone(db: Db, workspaceId: string): Promise<string> {
  const { timeZone } = await db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return timeZone
}
