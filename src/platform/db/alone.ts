import type { Database } from './index.ts'

/**
 * Does something that only one process of the house may do at a time. Null when another is at it. The lock belongs to the
 * connection, so it goes with whoever is killed.
 */
export async function alone<T>(database: Database, name: string, work: () => Promise<T>): Promise<T | null> {
  const client = await database.pool.connect()
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 7206415)) as taken',
      [name],
    )
    return rows[0]?.taken ? await work() : null
  } finally {
    // PostgreSQL notices a closed connection a moment later; whoever comes next must not wait for that.
    await client.query('select pg_advisory_unlock_all()').catch(() => {})
    client.release(true)
  }
}
