import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { scheduleProposal, sendChanges } from './jobs.ts'

/** Once nothing is missing any more, a change that waits leaves by itself. */
export async function nudgeChanges(tx: Tx, ctx: Context, workspaceId: string, postId: string): Promise<void> {
  const { rows } = await sql`
    select from publication_changes where workspace_id = ${workspaceId} and post_id = ${postId} and state = 'waiting' limit 1`.execute(
    tx,
  )
  if (rows.length > 0) await ctx.jobs.add(sendChanges, {}, { tx, key: `approval.changes ${postId}` })
}

/** So long whoever said the last yes may take to schedule it: after that their process is taken for dead. */
const deadAfter = 60_000

/** A proposal goes on its way with the last yes; also when that process died, or when a request held it until now. */
export async function nudgeProposal(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  postId: string,
  by: 'yes' | 'request',
): Promise<void> {
  const { rows } = await sql`
    select from posts p where p.workspace_id = ${workspaceId} and p.id = ${postId} and p.stage = 'proposed' and p.deleted_at is null
      and exists (select from approval_asks a where a.workspace_id = p.workspace_id and a.post_id = p.id and a.state = 'done')
      and not exists (select from approval_asks a where a.workspace_id = p.workspace_id and a.post_id = p.id
        and a.state in ('open', 'later'))`.execute(tx)
  if (rows.length === 0) return
  const at = new Date(ctx.clock.now().getTime() + (by === 'yes' ? deadAfter : 0))
  await ctx.jobs.add(
    scheduleProposal,
    { workspaceId, postId },
    { tx, at, key: `approval.complete ${postId}` },
  )
}
