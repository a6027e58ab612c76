import { sql } from 'kysely'
import { type WorkersSeen, workersSeen } from '../../../app/workers.ts'
import type { Db } from '../../../platform/db/index.ts'
import { type JobFigures, jobFigures } from '../../../platform/jobs/figures.ts'
import { countHealth } from '../../channels/accounts/index.ts'
import { unsealed } from '../../people/audit/index.ts'
import { countedMost, countOpen, dueSince } from '../../publish/dispatch/index.ts'
import { countHooks } from '../../publish/hooks/index.ts'

/** What the database knows of the whole house, at one moment. */
export type Figures = {
  at: Date
  deliveries: Record<string, number>
  deliveryDueSince: Date | null
  jobs: JobFigures
  workers: WorkersSeen
  channels: { network: string; state: string; count: number }[]
  hooks: { state: string; count: number }[]
  unsealed: { rows: number; since: Date | null }
}

/** Longer than this nobody waits for a figure, and PostgreSQL is not to work on it either. */
const patience = '3s'

/** One connection and short questions, one after the other: whoever looks at us must not be what slows us. */
export async function readFigures(db: Db, at: Date): Promise<Figures> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('statement_timeout', ${patience}, true),
        -- With a limit the planner hopes to meet what it looks for early; in a table of mostly published posts it reads on to the end.
        set_config('enable_seqscan', 'off', true)`.execute(tx)
      return {
        at,
        deliveries: await countOpen(tx),
        deliveryDueSince: await dueSince(tx),
        jobs: await jobFigures(tx, at, countedMost),
        workers: await workersSeen(tx, at),
        channels: await countHealth(tx, at),
        hooks: await countHooks(tx),
        unsealed: await unsealed(tx, countedMost),
      }
    })
}
