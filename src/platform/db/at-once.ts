import { type Kysely, type OperationNodeSource, type RawBuilder, sql } from 'kysely'
import type { DB } from './tables.ts'

/** A statement that adds or changes rows and was not sent yet. */
export type Change = OperationNodeSource

/**
 * All of the changes or none, in one way to the database and back. They do not see each other: whatever one of them names of
 * another must be known beforehand, such as its id. Answers what the `last` statement does.
 */
export async function atOnce<T>(
  db: Kysely<DB>,
  changes: readonly Change[],
  last: RawBuilder<T>,
): Promise<T[]> {
  const named = changes.map((change, at) => sql`${sql.ref(`change_${at}`)} as (${change})`)
  const { rows } = await sql<T>`with ${sql.join(named)} ${last}`.execute(db)
  return rows
}
