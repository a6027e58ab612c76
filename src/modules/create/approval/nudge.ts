import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { sendChanges } from './jobs.ts'

/** Once nothing is missing any more, a change that waits leaves by itself. */
export async function nudgeChanges(tx: Tx, ctx: Context, workspaceId: string, postId: string): Promise<void> {
  const { rows } = await sql`
    select from publication_changes where workspace_id = ${workspaceId} and post_id = ${postId} and state = 'waiting' limit 1`.execute(
    tx,
  )
  if (rows.length > 0) await ctx.jobs.add(sendChanges, {}, { tx, key: `approval.changes ${postId}` })
}
