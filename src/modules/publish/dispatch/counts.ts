import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'

/** What is still to go out or asks a person. What is published or taken back only grows, and is not counted. */
const open = [
  'scheduled',
  'waiting',
  'claimed',
  'sending',
  'sent',
  'handed',
  'failed',
  'in_doubt',
  'missed',
] as const
type OpenState = (typeof open)[number]

/** Enough to see that something piles up; counting on would cost more than it tells. */
export const countedMost = 100_000

/**
 * Deliveries by state, up to `countedMost` of each kind. Each part follows one partial index and stops there, so that
 * millions that are published cost nothing.
 */
export async function countOpen(db: Db): Promise<Record<OpenState, number>> {
  const most = sql.lit(countedMost)
  const { rows } = await sql<{ state: OpenState; count: number }>`
    select state, count(*)::int as count from (
      (select state from deliveries where worker_id is null and state in ('scheduled', 'waiting', 'sending', 'sent') limit ${most})
      union all
      (select state from deliveries where worker_id is not null limit ${most})
      union all
      (select state from deliveries where state in ('failed', 'in_doubt', 'missed', 'handed') limit ${most})
    ) d group by state`.execute(db)
  const none = Object.fromEntries(open.map((state) => [state, 0])) as Record<OpenState, number>
  for (const { state, count } of rows) if (state in none) none[state] = count
  return none
}
