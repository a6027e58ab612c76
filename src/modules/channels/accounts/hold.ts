import { sql } from 'kysely'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Db } from '../../../platform/db/index.ts'

const paused: AuditAction = 'channel.paused'

/**
 * Holds every queue of the house, as if a person had paused each channel; a person lets them go again, one by one. `by` is
 * the command that does it, for the audit log. Answers how many.
 */
export async function holdAllChannels(db: Db, by: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with held as (
      select c.id, c.state from channels c join workspaces w on w.id = c.workspace_id
      where c.state in ('active', 'reconnect') and not w.demo
      order by c.id for update of c
    ), paused as (
      update channels c set state = 'paused', state_since = now() from held
      where c.id = held.id returning c.id, c.workspace_id, held.state as before
    )
    insert into audit_log (workspace_id, actor_kind, actor_name, action, subject_kind, subject_id, before, after)
    select workspace_id, 'system', ${by}, ${paused}, 'channel', id,
      jsonb_build_object('state', before), jsonb_build_object('state', 'paused')
    from paused
    returning id`.execute(db)
  return rows.length
}
