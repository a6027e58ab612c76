import { sql } from 'kysely'
import type { Db, Tx } from '../../../app/context.ts'

export const hasPeople = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined

/** Any number will do, as long as all take the same. Held to the end of the transaction. */
const setupLock = 4_400_001

export const lockSetup = (tx: Tx) => sql`select pg_advisory_xact_lock(${setupLock}::bigint)`.execute(tx)
