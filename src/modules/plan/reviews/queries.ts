import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Review } from './contract.ts'

/** As the newest revision of the strategy has it. */
export async function findReview(db: Db, workspaceId: string, now: Date): Promise<Review> {
  const { rows } = await sql<Review>`
    select r.review_on as next, coalesce(r.review_on <= (${now}::timestamptz at time zone w.time_zone)::date, false) as due
    from strategy_revisions r join workspaces w on w.id = r.workspace_id
    where r.workspace_id = ${workspaceId} order by r.number desc limit 1`.execute(db)
  return rows[0] ?? { next: null, due: false }
}

/** Reviews whose day has come where the workspace is, marked as told; `newest`: no later revision says otherwise. */
export async function takeDueReviews(
  tx: Tx,
  now: Date,
): Promise<{ workspaceId: string; reviewOn: string; newest: boolean }[]> {
  const { rows } = await sql<{ workspaceId: string; reviewOn: string; newest: boolean }>`
    update strategy_revisions r set review_told_at = ${now}::timestamptz
    from workspaces w
    where w.id = r.workspace_id and r.review_told_at is null and w.erase_at is null
      and r.review_on <= (${now}::timestamptz at time zone w.time_zone)::date
    returning r.workspace_id, r.review_on, not exists (
      select from strategy_revisions later where later.workspace_id = r.workspace_id and later.number > r.number) as newest`.execute(
    tx,
  )
  return rows
}
