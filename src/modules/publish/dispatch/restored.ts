import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { restoredQuietMs } from './plain/quiet.ts'

/**
 * After the database was put back to an earlier moment: what was due between then and now was perhaps sent by the program
 * that ran on, of which this database knows nothing. It becomes `sending` in nobody's hands, with an attempt whose end
 * nobody saw; from there it goes the way of what a dead worker leaves (`step.ts`): repeated under its key, looked for, or
 * put before a person, as the network allows. Only after that does the window of lateness say whether it still goes out.
 * What waited in that state to be looked for already waits as long: the program that ran on may have sent it once more.
 * Of workers nothing is left to know: what they held is taken over as that of names that nobody knows (`recover.ts`).
 */
export async function doubtSince(db: Db, since: Date): Promise<number> {
  await db.deleteFrom('workers').execute()
  const looked = sql<Date>`clock_timestamp() + ${restoredQuietMs / 1000} * interval '1 second'`
  await sql`
    update deliveries d set next_at = greatest(d.next_at, ${looked}) from workspaces w
    where w.id = d.workspace_id and not w.demo and d.state = 'sending' and d.worker_id is null`.execute(db)
  const { rows } = await sql<{ id: string }>`
    with due as (
      select d.id, greatest(d.next_at, ${since}::timestamptz) as at
      from deliveries d join workspaces w on w.id = d.workspace_id
      where d.state in ('scheduled', 'waiting', 'claimed') and d.next_at <= clock_timestamp() and not w.demo
      order by d.id for no key update of d
    ), doubted as (
      update deliveries d set state = 'sending', worker_id = null, attempts = d.attempts + 1, updated_at = now(),
        first_attempt_at = coalesce(d.first_attempt_at, due.at),
        next_at = ${looked}
      from due where d.id = due.id
      returning d.id, d.workspace_id, d.attempts, d.key, d.digest, due.at
    )
    insert into attempts (workspace_id, delivery_id, number, worker_id, key, digest, started_at, finished_at, outcome, code, words)
    select workspace_id, id, attempts, 'restore', key, digest, at, greatest(at, clock_timestamp()), 'unknown', 'restored',
      'The database was restored from an earlier moment. Whether this left after it is found out.'
    from doubted
    returning delivery_id as id`.execute(db)
  return rows.length
}
