import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'

/** How many rows wait to be sealed, counted up to `most`, and since when the first of them has been waiting. */
export async function unsealed(db: Db, most: number): Promise<{ rows: number; since: Date | null }> {
  const { rows } = await sql<{ rows: number; since: Date | null }>`
    select (select count(*)::int from (select from audit_log where chain_seq is null limit ${sql.lit(most)}) a) as rows,
      (select at from audit_log where chain_seq is null order by id limit 1) as since`.execute(db)
  return rows[0] ?? { rows: 0, since: null }
}
