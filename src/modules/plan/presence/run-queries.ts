import { sql } from 'kysely'
import { cleanJson } from '../../../platform/clean.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Difference, Finding, Gap, Run, RunState } from './contract.ts'

const runs = (db: Db, workspaceId: string) =>
  db
    .selectFrom('presenceRuns as r')
    .leftJoin('users as u', 'u.id', 'r.startedBy')
    .select(['r.id', 'r.number', 'r.cause', 'u.name as startedBy', 'r.state', 'r.requests', 'r.createdAt'])
    .select('r.finishedAt')
    .where('r.workspaceId', '=', workspaceId)

export type RunRow = Awaited<ReturnType<typeof listRuns>>[number]

export const presentRun = (row: RunRow): Run => ({
  id: row.id,
  number: row.number,
  cause: row.cause as Run['cause'],
  startedBy: row.startedBy,
  state: row.state as RunState,
  requests: row.requests,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
})

export const listRuns = (db: Db, workspaceId: string, before: number | null, limit: number) =>
  runs(db, workspaceId)
    .$if(before !== null, (query) => query.where('r.number', '<', before))
    .orderBy('r.number', 'desc')
    .limit(limit)
    .execute()

export const findOpen = (db: Db, workspaceId: string) =>
  runs(db, workspaceId).where('r.state', 'in', ['waiting', 'running']).executeTakeFirst()

const withFindings = (db: Db, workspaceId: string) =>
  runs(db, workspaceId).select(['r.findings', 'r.gaps', 'r.difference'])

export type RunWithFindings = NonNullable<Awaited<ReturnType<typeof findRun>>>

export const findRun = (db: Db, workspaceId: string, number: number) =>
  withFindings(db, workspaceId).where('r.number', '=', number).executeTakeFirst()

/** The newest that came to an end with something in it. */
export const findNewest = (db: Db, workspaceId: string) =>
  withFindings(db, workspaceId)
    .where('r.state', 'in', ['done', 'partial'])
    .orderBy('r.number', 'desc')
    .limit(1)
    .executeTakeFirst()

/** When the last one was started, whatever became of it. */
export const findLastStart = (db: Db, workspaceId: string) =>
  db
    .selectFrom('presenceRuns')
    .select('createdAt')
    .where('workspaceId', '=', workspaceId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

type NewRun = { workspaceId: string; cause: Run['cause']; startedBy: string | null; at: Date }

/** Undefined when one is under way. */
export async function insertRun(tx: Tx, { workspaceId, cause, startedBy, at }: NewRun) {
  const { rows } = await sql<{ id: string; number: number }>`
    insert into presence_runs (workspace_id, number, cause, started_by, created_at)
    select ${workspaceId}, coalesce(max(number), 0) + 1, ${cause}, ${startedBy}, ${at}
    from presence_runs where workspace_id = ${workspaceId}
    on conflict (workspace_id) where state in ('waiting', 'running') do nothing
    returning id, number`.execute(tx)
  return rows[0]
}

/** Takes a run up. Undefined when it is over, or its workspace is on its way out. */
export async function claimRun(db: Db, workspaceId: string, id: string, at: Date) {
  const { rows } = await sql<{ number: number; tries: number }>`
    update presence_runs r set state = 'running', started_at = ${at}, tries = r.tries + 1
    from workspaces w
    where r.workspace_id = ${workspaceId} and r.id = ${id} and r.state in ('waiting', 'running')
      and w.id = r.workspace_id and w.erase_at is null
    returning r.number, r.tries`.execute(db)
  return rows[0]
}

type End = {
  state: RunState
  findings: readonly Finding[]
  gaps: readonly Gap[]
  difference: Difference | null
  requests: number
  at: Date
}

export const finishRun = (tx: Tx, workspaceId: string, id: string, end: End) =>
  tx
    .updateTable('presenceRuns')
    .set({
      state: end.state,
      findings: cleanJson(end.findings),
      gaps: cleanJson(end.gaps),
      difference: end.difference && cleanJson(end.difference),
      requests: end.requests,
      finishedAt: end.at,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Runs that no worker is at any more: killed, or of a workspace that was kept after all. They are over, and another may begin. */
export async function endStale(tx: Tx, before: Date, at: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('presenceRuns')
    .set({ state: 'failed', finishedAt: at })
    .where('state', 'in', ['waiting', 'running'])
    .where((row) => row.fn.coalesce('startedAt', 'createdAt'), '<', before)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Workspaces whose time has come, each with its next; a few at a time, so that no hour asks of all. */
export async function takeDue(tx: Tx, now: Date, limit: number): Promise<{ workspaceId: string }[]> {
  const { rows } = await sql<{ workspaceId: string }>`
    update presence_settings s
    set next_at = greatest(s.next_at, ${now}::timestamptz - interval '1 day') + make_interval(weeks => s.every_weeks)
    where s.workspace_id in (
      select d.workspace_id from presence_settings d join workspaces w on w.id = d.workspace_id
      where d.next_at <= ${now} and d.every_weeks is not null and w.erase_at is null
      order by d.next_at limit ${limit} for update of d skip locked)
    returning s.workspace_id`.execute(tx)
  return rows
}

/** Pictures that neither a suspect nor evidence nor the newest findings show any more. */
export const purgePictures = (db: Db, workspaceId: string, before: Date) =>
  sql`
    delete from presence_pictures p
    where p.workspace_id = ${workspaceId} and p.created_at < ${before}
      and not exists (select from suspects s where s.picture_id = p.id)
      and not exists (select from presence_evidence e where e.picture_id = p.id or e.own_picture_id = p.id)
      and not exists (select from presence_runs r where r.workspace_id = p.workspace_id
        and r.findings::text like '%' || p.id || '%')`.execute(db)
