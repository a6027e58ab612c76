import { sql } from 'kysely'
import type { RawMetric } from '../../../networks/kit/manifest.ts'
import type { Db } from '../../../platform/db/index.ts'
import { bestFirst } from './best.ts'

export type SubjectKind = 'channel' | 'publication'

/** One value of one metric, as it was told at one instant. Never changed, never guessed. */
export type Point = {
  workspaceId: string
  subjectKind: SubjectKind
  subjectId: string
  metric: RawMetric
  at: Date
  value: number
  source: 'network' | 'import' | 'manual' | 'demo'
}

const chunk = 5000

/**
 * The one door for facts. Points are only added: a second one for the same subject, metric and instant is passed over,
 * so that work done twice leaves no trace. What is newest of each is kept beside, in the same statement; of a post, what the
 * network tells stands before what was brought in a file, unless somebody has said that the file wins (`imported.ts`).
 */
export async function writePoints(db: Db, points: readonly Point[]): Promise<void> {
  for (const { metric, value, at } of points)
    if (!Number.isFinite(value) || Number.isNaN(at.getTime()))
      throw new Error(`A point of ${metric} needs a finite value and an instant, not ${value} at ${at}`)
  for (let i = 0; i < points.length; i += chunk) await writeChunk(db, points.slice(i, i + chunk))
}

/** Rows are sorted so that two writers of the same subjects wait for each other instead of locking crosswise. */
async function writeChunk(db: Db, points: readonly Point[]): Promise<void> {
  await sql`
    with given as (
      select * from unnest(
        ${points.map((p) => p.workspaceId)}::uuid[], ${points.map((p) => p.subjectKind)}::text[],
        ${points.map((p) => p.subjectId)}::uuid[], ${points.map((p) => p.metric)}::text[],
        ${points.map((p) => p.at)}::timestamptz[], ${points.map((p) => p.value)}::float8[],
        ${points.map((p) => p.source)}::text[]
      ) as g (workspace_id, subject_kind, subject_id, metric, at, value, source)
    ), added as (
      insert into metric_points (workspace_id, subject_kind, subject_id, metric, at, value, source)
      select workspace_id, subject_kind, subject_id, metric, at, value, source from given
      order by workspace_id, subject_kind, subject_id, metric, at
      on conflict do nothing
    )
    insert into metric_latest as kept (workspace_id, subject_kind, subject_id, metric, at, value)
    select distinct on (workspace_id, subject_kind, subject_id, metric)
      workspace_id, subject_kind, subject_id, metric, at, value
    from given order by workspace_id, subject_kind, subject_id, metric, at desc
    on conflict (workspace_id, subject_kind, subject_id, metric)
    do update set at = excluded.at, value = excluded.value, import_id = null, wins = false
    where not (kept.subject_kind = 'publication' and kept.wins) and (kept.at < excluded.at
      or (kept.subject_kind = 'publication' and kept.import_id is not null))`.execute(db)
}

/** Makes anew what is newest of each, of a workspace whose points came another way than by this door. */
export async function keepLatest(tx: Db, workspaceId: string): Promise<void> {
  await sql`
    insert into metric_latest (workspace_id, subject_kind, subject_id, metric, at, value, import_id, wins)
    select distinct on (subject_kind, subject_id, metric)
      workspace_id, subject_kind, subject_id, metric, at, value, import_id, wins
    from metric_points p where workspace_id = ${workspaceId}
    order by subject_kind, subject_id, metric, ${bestFirst}`.execute(tx)
}

type Latest = { value: number; at: Date }

/** What is newest of each metric, by subject. A metric that was never told is absent. */
export async function latest(
  db: Db,
  workspaceId: string,
  subjectKind: SubjectKind,
  subjectIds: readonly string[],
): Promise<Map<string, Partial<Record<RawMetric, Latest>>>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('metricLatest')
    .select(['subjectId', 'metric', 'value', 'at'])
    .where('workspaceId', '=', workspaceId)
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', 'in', [...subjectIds])
    .execute()
  const found = new Map<string, Partial<Record<RawMetric, Latest>>>()
  for (const { subjectId, metric, value, at } of rows)
    found.set(subjectId, { ...found.get(subjectId), [metric]: { value, at } })
  return found
}

/** A civil day, `2026-11-24`. */
type Day = string
type DayValue = { subjectId: string; day: Day; value: number; at: Date }

type SeriesOf = {
  workspaceId: string
  subjectKind: SubjectKind
  subjectIds: readonly string[]
  metric: RawMetric
  /** First and last day, both included. */
  from: Day
  to: Day
  /** The IANA zone whose days are meant. */
  zone: string
}

/** The last value of each day. A day on which nothing was told is absent: a gap is a gap. */
export async function series(db: Db, of: SeriesOf): Promise<DayValue[]> {
  const { rows } = await sql<DayValue>`
    select distinct on (subject_id, day) subject_id, (at at time zone ${of.zone})::date as day, value, at
    from metric_points
    where workspace_id = ${of.workspaceId} and subject_kind = ${of.subjectKind}
      and subject_id = any(${of.subjectIds}::uuid[]) and metric = ${of.metric}
      and at >= ${of.from}::date::timestamp at time zone ${of.zone}
      and at < (${of.to}::date + 1)::timestamp at time zone ${of.zone}
    order by subject_id, day, at desc`.execute(db)
  return rows
}

/** `importId`: by which import a person brought it. */
type LifePoint = { metric: RawMetric; at: Date; value: number; importId: string | null }

/** Every value of one subject, oldest first: the life of a post. */
export async function lifeOf(
  db: Db,
  workspaceId: string,
  subjectKind: SubjectKind,
  subjectId: string,
): Promise<LifePoint[]> {
  const { rows } = await sql<LifePoint>`
    select metric, at, value, import_id from metric_points
    where workspace_id = ${workspaceId} and subject_kind = ${subjectKind} and subject_id = ${subjectId}
    order by metric, at`.execute(db)
  return rows
}

type AtAge = {
  workspaceId: string
  publications: readonly { id: string; publishedAt: Date }[]
  metrics: readonly RawMetric[]
}

/**
 * What each publication had at an age: the last value told between two ages (hours). One that nobody asked for in that time is
 * absent: a later value would make it look better than others of the same age.
 */
export async function valuesAtAge(
  db: Db,
  { workspaceId, publications, metrics }: AtAge,
  [least, most]: readonly [number, number],
): Promise<Map<string, Partial<Record<RawMetric, number>>>> {
  if (publications.length === 0) return new Map()
  const { rows } = await sql<{ id: string; metric: RawMetric; value: number }>`
    select p.id, m.metric, v.value
    from unnest(${publications.map(({ id }) => id)}::uuid[], ${publications.map((one) => one.publishedAt)}::timestamptz[])
      as p (id, published_at)
    cross join unnest(${metrics}::text[]) as m (metric)
    cross join lateral (
      select value from metric_points
      where workspace_id = ${workspaceId} and subject_kind = 'publication' and subject_id = p.id and metric = m.metric
        and at >= p.published_at + interval '1 hour' * ${least}::int
        and at <= p.published_at + interval '1 hour' * ${most}::int
      order by at desc limit 1
    ) v`.execute(db)
  const found = new Map<string, Partial<Record<RawMetric, number>>>()
  for (const { id, metric, value } of rows) found.set(id, { ...found.get(id), [metric]: value })
  return found
}
