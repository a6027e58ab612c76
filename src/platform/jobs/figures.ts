import { sql } from 'kysely'
import type { Db } from '../db/index.ts'

export type JobFigures = {
  /** By the job's name: how many wait, now or for their time, and how many were given up. */
  byName: { name: string; waiting: number; failed: number }[]
  /** Since when the oldest that is due has been waiting. */
  dueSince: Date | null
}

/** Jobs that are done are gone, so the table is small; a backlog is counted up to `most`. */
export async function jobFigures(db: Db, now: Date, most: number): Promise<JobFigures> {
  const { rows: byName } = await sql<JobFigures['byName'][number]>`
    select t.identifier as name, count(*) filter (where j.attempts < j.max_attempts)::int as waiting,
      count(*) filter (where j.attempts >= j.max_attempts and j.locked_at is null)::int as failed
    from (select task_id, attempts, max_attempts, locked_at from graphile_worker._private_jobs limit ${sql.lit(most)}) j
    join graphile_worker._private_tasks t on t.id = j.task_id
    group by t.identifier`.execute(db)
  const { rows } = await sql<{ at: Date | null }>`
    select min(run_at) as at from (
      select run_at from graphile_worker._private_jobs where is_available and run_at <= ${now}
      order by priority, run_at limit 1) j`.execute(db)
  return { byName, dueSince: rows[0]?.at ?? null }
}
