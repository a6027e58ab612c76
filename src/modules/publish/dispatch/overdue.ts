import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'

/**
 * Since when the oldest delivery has been due that nothing keeps from going: its channel publishes, and no limit holds it.
 * Null when there is none. Costs as little as a worker's own question.
 */
export async function dueSince(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(l.next_at) as at from lanes l join channels c on c.id = l.channel_id
    join workspaces w on w.id = l.workspace_id
    where l.next_at < clock_timestamp() and l.worker_id is null and c.state = 'active' and w.erase_at is null
      and not exists (
        select from limits b
        where b.scope in ('account:' || c.id, 'app:' || c.network || ':' || coalesce(c.app_id::text, c.server), 'server:' || c.network || ':' || c.server)
          and b.blocked_until > clock_timestamp())`.execute(db)
  return rows[0]?.at ?? null
}
