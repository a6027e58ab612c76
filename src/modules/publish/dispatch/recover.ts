import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { releaseLanes } from './claim.ts'
import type { Time } from './time.ts'

export type Quiet = { network: string; ms: number }

/**
 * Takes from workers that are dead what they held. What they had only claimed goes back into its queue. What they were
 * sending keeps that state, in nobody's hands: `stepOf` finds out what became of it, after a quiet time in which a
 * request that the dead one sent can still arrive. Several workers may do this at once: each dead one is buried once.
 */
export async function recoverDead(db: Db, time: Time, quiets: readonly Quiet[]): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows: dead } = await sql<{ id: string }>`
      select id from workers where lease_until < ${time.sql()} order by id for update skip locked`.execute(tx)
    // Rows of a name that nobody knows: a database restored from a backup.
    const { rows: unknown } = await sql<{ id: string }>`
      select distinct worker_id as id from deliveries d where worker_id is not null
        and not exists (select from workers w where w.id = d.worker_id)
      union select worker_id from lanes l where worker_id is not null
        and not exists (select from workers w where w.id = l.worker_id)`.execute(tx)
    const ids = [...dead, ...unknown].map(({ id }) => id)
    if (ids.length === 0) return 0
    const { rows } = await sql<{ id: string }>`
      with quiet as (
        select * from unnest(
          ${quiets.map(({ network }) => network)}::text[], ${quiets.map(({ ms }) => ms)}::float8[]) q (network, ms)
      ), theirs as (
        select id, network from deliveries where worker_id = any(${ids}::text[]) order by id for no key update
      ), freed as (
        update deliveries d set worker_id = null, updated_at = now(),
          state = case when state <> 'claimed' then state when attempts = 0 then 'scheduled' else 'waiting' end,
          next_at = case when state = 'sending' and quiet.ms is not null
            then greatest(next_at, ${time.sql()} + quiet.ms / 1000 * interval '1 second') else next_at end
        from theirs left join quiet on quiet.network = theirs.network where d.id = theirs.id
        returning d.id, d.attempts, d.state
      ), told as (
        update attempts a set finished_at = ${time.sql()}, outcome = 'unknown', code = 'worker_gone',
          words = 'The program ended before an answer came.'
        from freed f
        where f.state in ('sending', 'sent') and a.delivery_id = f.id and a.number = f.attempts and a.finished_at is null
      )
      select id from freed`.execute(tx)
    for (const id of ids) await releaseLanes(tx, id, null)
    await tx.deleteFrom('workers').where('id', 'in', ids).execute()
    return rows.length
  })
}
