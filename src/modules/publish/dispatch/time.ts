import { type RawBuilder, sql } from 'kysely'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/index.ts'

/**
 * The time that counts is the database's: workers on machines whose clocks differ agree on it. Statements ask for it
 * themselves (`sql`); between them a worker carries it on by its monotonic clock, which no adjustment moves.
 */
export type Time = {
  /** Milliseconds since 1970 by the database's clock, as well as we know it. */
  now(): number
  /** The same inside a statement, exactly. */
  sql(): RawBuilder<Date>
  sync(db: Db): Promise<void>
  /** How far this machine's clock runs ahead of the database's. */
  skew(): number
}

/** How many times the database is asked; the quickest answer is the most exact. */
const samples = 3

export function databaseTime(): Time {
  let offset = Date.now() - performance.now()
  return {
    now: () => performance.now() + offset,
    sql: () => sql<Date>`clock_timestamp()`,
    skew: () => Math.round(Date.now() - (performance.now() + offset)),
    async sync(db) {
      let best = Number.POSITIVE_INFINITY
      for (let i = 0; i < samples; i++) {
        const before = performance.now()
        const { rows } = await sql<{ ms: number }>`
          select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(db)
        const took = performance.now() - before
        if (took >= best) continue
        best = took
        offset = (rows[0]?.ms ?? Date.now()) - (before + took / 2)
      }
    },
  }
}

/** For tests that turn the clock: every statement gets its instant. */
export const clockTime = (clock: Clock): Time => ({
  now: () => clock.now().getTime(),
  sql: () => sql<Date>`${clock.now()}::timestamptz`,
  skew: () => 0,
  sync: async () => {},
})
