import { sql } from 'kysely'
import type { RawMetric } from '../../../networks/kit/manifest.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { bestFirst } from './best.ts'
import type { SubjectKind } from './points.ts'

/**
 * A value that a person brings. Between `from` and `until` what the network tells stands before it, unless it `wins`: of a
 * post that is all its life, of a channel that day.
 */
export type Brought = {
  subjectKind: SubjectKind
  subjectId: string
  metric: RawMetric
  at: Date
  value: number
  wins: boolean
  from: Date | null
  until: Date | null
}

const chunk = 5000

const unnested = (points: readonly Brought[]) => sql`unnest(
    ${points.map((p) => p.subjectKind)}::text[], ${points.map((p) => p.subjectId)}::uuid[],
    ${points.map((p) => p.metric)}::text[], ${points.map((p) => p.at)}::timestamptz[],
    ${points.map((p) => p.value)}::float8[], ${points.map((p) => p.wins)}::boolean[],
    ${points.map((p) => p.from)}::timestamptz[], ${points.map((p) => p.until)}::timestamptz[]
  ) with ordinality as g (subject_kind, subject_id, metric, at, value, wins, since, until, place)`

const toldBy = (workspaceId: string) => sql`select n.value from metric_points n
  where n.workspace_id = ${workspaceId} and n.subject_kind = g.subject_kind and n.subject_id = g.subject_id
    and n.metric = g.metric and n.source in ('network', 'demo')
    and n.at >= coalesce(g.since, '-infinity') and n.at < coalesce(g.until, 'infinity')
  order by n.at desc limit 1`

/** For each of them, in their order, what the network told, and what stands at that very instant. */
export async function whatStands(
  db: Db,
  workspaceId: string,
  points: readonly Brought[],
): Promise<{ told: number | null; there: number | null }[]> {
  const found: { told: number | null; there: number | null }[] = []
  for (let i = 0; i < points.length; i += chunk) {
    const { rows } = await sql<{ told: number | null; there: number | null }>`
      select (${toldBy(workspaceId)}) as told, p.value as there
      from ${unnested(points.slice(i, i + chunk))}
      left join metric_points p on p.workspace_id = ${workspaceId} and p.subject_kind = g.subject_kind
        and p.subject_id = g.subject_id and p.metric = g.metric and p.at = g.at
        and case when g.wins then p.wins else p.source in ('import', 'manual') end
      order by g.place`.execute(db)
    found.push(...rows)
  }
  return found
}

/**
 * Writes what an import brings, and keeps what stood in its place. What the network has told meanwhile is not written over.
 * Answers how many values stand there because of it.
 */
export async function writeImported(
  tx: Tx,
  workspaceId: string,
  importId: string,
  points: readonly Brought[],
): Promise<number> {
  let written = 0
  for (let i = 0; i < points.length; i += chunk) {
    const given = sql`given as materialized (
        select g.* from ${unnested(points.slice(i, i + chunk))}
        where g.wins or not exists (${toldBy(workspaceId)})
      )`
    // A statement of its own: in one with the writing, what is about to be written over would be read too late.
    await sql`
      with ${given}, there as materialized (
        select p.* from metric_points p join given g on p.subject_kind = g.subject_kind and p.subject_id = g.subject_id
          and p.metric = g.metric and p.at = g.at
        where p.workspace_id = ${workspaceId}
        order by p.subject_kind, p.subject_id, p.metric, p.at for update of p
      )
      insert into metric_points_replaced
        (workspace_id, import_id, subject_kind, subject_id, metric, at, value, source, from_import, wins)
      select workspace_id, ${importId}, subject_kind, subject_id, metric, at, value, source, import_id, wins from there
      on conflict do nothing`.execute(tx)
    const { numAffectedRows } = await sql`
      with ${given}
      insert into metric_points (workspace_id, subject_kind, subject_id, metric, at, value, source, import_id, wins)
      select ${workspaceId}, subject_kind, subject_id, metric, at, value, 'import', ${importId}, wins from given
      order by subject_kind, subject_id, metric, at
      on conflict (workspace_id, subject_kind, subject_id, metric, at)
      do update set value = excluded.value, source = excluded.source, import_id = excluded.import_id,
        wins = excluded.wins`.execute(tx)
    written += Number(numAffectedRows ?? 0)
  }
  await refreshLatest(tx, workspaceId, await touchedBy(tx, workspaceId, importId))
  return written
}

/** Takes back what an import wrote. What has come in its place since stays, and so does what that one replaced. */
export async function takeBackImported(tx: Tx, workspaceId: string, importId: string): Promise<void> {
  const touched = await touchedBy(tx, workspaceId, importId)
  const same = sql`r.subject_kind = p.subject_kind and r.subject_id = p.subject_id and r.metric = p.metric and r.at = p.at`
  await sql`
    update metric_points p set value = r.value, source = r.source, import_id = r.from_import, wins = r.wins
    from metric_points_replaced r
    where r.workspace_id = ${workspaceId} and r.import_id = ${importId} and p.workspace_id = ${workspaceId}
      and p.import_id = ${importId} and ${same}`.execute(tx)
  await sql`
    delete from metric_points where workspace_id = ${workspaceId} and import_id = ${importId}`.execute(tx)
  // A later import that stands in the place of this one gives back, when its turn comes, what stood before this one.
  await sql`
    update metric_points_replaced p set value = r.value, source = r.source, from_import = r.from_import, wins = r.wins
    from metric_points_replaced r
    where r.workspace_id = ${workspaceId} and r.import_id = ${importId} and p.workspace_id = ${workspaceId}
      and p.from_import = ${importId} and ${same}`.execute(tx)
  await sql`
    delete from metric_points_replaced
    where workspace_id = ${workspaceId} and (import_id = ${importId} or from_import = ${importId})`.execute(
    tx,
  )
  await refreshLatest(tx, workspaceId, touched)
}

type Key = { subjectKind: string; subjectId: string; metric: string }

const touchedBy = async (tx: Tx, workspaceId: string, importId: string): Promise<Key[]> =>
  tx
    .selectFrom('metricPoints')
    .select(['subjectKind', 'subjectId', 'metric'])
    .distinct()
    .where('workspaceId', '=', workspaceId)
    .where('importId', '=', importId)
    .orderBy('subjectKind')
    .orderBy('subjectId')
    .orderBy('metric')
    .execute()

/**
 * What is newest of each, made anew from the points. Whoever writes a point meanwhile waits for the row and comes after; what
 * they wrote before is seen, because the second statement looks again.
 */
async function refreshLatest(tx: Tx, workspaceId: string, keys: readonly Key[]): Promise<void> {
  for (let i = 0; i < keys.length; i += chunk) {
    const some = keys.slice(i, i + chunk)
    const meant = sql`unnest(${some.map((one) => one.subjectKind)}::text[], ${some.map((one) => one.subjectId)}::uuid[],
      ${some.map((one) => one.metric)}::text[]) as g (subject_kind, subject_id, metric)`
    await sql`
      delete from metric_latest l using ${meant}
      where l.workspace_id = ${workspaceId} and l.subject_kind = g.subject_kind and l.subject_id = g.subject_id
        and l.metric = g.metric`.execute(tx)
    await sql`
      insert into metric_latest as kept (workspace_id, subject_kind, subject_id, metric, at, value, import_id, wins)
      select ${workspaceId}, g.subject_kind, g.subject_id, g.metric, p.at, p.value, p.import_id, p.wins
      from ${meant} cross join lateral (
        select * from metric_points p
        where p.workspace_id = ${workspaceId} and p.subject_kind = g.subject_kind and p.subject_id = g.subject_id
          and p.metric = g.metric
        order by ${bestFirst} limit 1) p
      on conflict (workspace_id, subject_kind, subject_id, metric)
      do update set at = excluded.at, value = excluded.value, import_id = excluded.import_id, wins = excluded.wins
      where kept.at < excluded.at or excluded.wins`.execute(tx)
  }
}
