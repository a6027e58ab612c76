import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

/** How long one waits for another's turn to end. */
const patienceMs = 60_000
const pollMs = 60

/**
 * Turns by name, over all processes of one database: PostgreSQL's advisory locks. A connection is held only by who has
 * the turn; who waits, waits without one, and no more than a third of the pool can be held by turns. So work under a
 * lock always finds a connection for its own questions.
 */
export function createLocks(pool: pg.Pool) {
  const most = Math.max(1, Math.floor((pool.options.max ?? 10) / 3))
  const turns = new Map<string, Promise<unknown>>()
  let held = 0

  async function take(name: string): Promise<pg.PoolClient> {
    const until = performance.now() + patienceMs
    for (;;) {
      if (held < most) {
        held++
        const client = await tryTake(pool, name).catch(() => null)
        if (client) return client
        held--
      }
      if (performance.now() > until) throw new Error(`Waited ${patienceMs} ms for the lock ${name}`)
      await pause(pollMs * (0.5 + Math.random()))
    }
  }

  async function underLock<T>(name: string, work: () => Promise<T>): Promise<T> {
    const client = await take(name)
    try {
      return await work()
    } finally {
      held--
      await give(client, name)
    }
  }

  return async function lock<T>(name: string, work: () => Promise<T>): Promise<T> {
    // Within a process people queue up without asking the database.
    const before = turns.get(name) ?? Promise.resolve()
    const mine = before.then(() => underLock(name, work))
    const quiet = mine.catch(() => undefined)
    turns.set(name, quiet)
    try {
      return await mine
    } finally {
      if (turns.get(name) === quiet) turns.delete(name)
    }
  }
}

async function tryTake(pool: pg.Pool, name: string): Promise<pg.PoolClient | null> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 7206413)) as taken',
      [name],
    )
    if (rows[0]?.taken) return client
    client.release()
    return null
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function give(client: pg.PoolClient, name: string): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock(hashtextextended($1, 7206413))', [name])
    client.release()
  } catch {
    // The connection is broken, and the lock went with it.
    client.release(true)
  }
}
