import type { Context } from '../../../app/context.ts'
import { notify, resolveNotification } from '../../publish/notifications/index.ts'

const subject = { kind: 'house', id: 'backup' }

/**
 * A backup is of the whole house, and notifications are of one workspace: the owners of the first one are told, which
 * whoever set the house up has made.
 */
export async function tellOwners(ctx: Context, words: string): Promise<void> {
  const workspaceId = await firstWorkspace(ctx)
  if (!workspaceId) return
  await ctx.db
    .transaction()
    .execute((tx) => notify(tx, ctx, { workspaceId, kind: 'backup.failed', subject, facts: { words } }))
}

export async function tellItIsWell(ctx: Context): Promise<void> {
  const workspaceId = await firstWorkspace(ctx)
  if (!workspaceId) return
  await ctx.db.transaction().execute((tx) => resolveNotification(tx, ctx, workspaceId, subject))
}

const firstWorkspace = async ({ db }: Context): Promise<string | undefined> =>
  (
    await db
      .selectFrom('workspaces')
      .select('id')
      .where('demo', '=', false)
      .orderBy('createdAt')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
  )?.id
