import { auditCommand } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { endSignInsOf } from '../../channels/removal/index.ts'
import {
  anySignIn,
  countWhatGoes,
  deleteWorkspace,
  findFiles,
  findOver,
  lockClosing,
  removeChannels,
} from './queries.ts'

/**
 * Erases workspaces whose grace is over, in two steps: sign-ins are ended at the networks first, which needs what would go
 * with the rows; what a network does not end within two days is forgotten by `channels/removal`.
 */
export async function eraseOver(ctx: Context): Promise<void> {
  for (const { id } of await findOver(ctx.db, ctx.clock.now())) {
    await endSignIns(ctx, id)
    if (!(await anySignIn(ctx.db, id))) await erase(ctx, id)
  }
}

const endSignIns = (ctx: Context, workspaceId: string): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const { eraseAt } = await lockClosing(tx, workspaceId)
    if (!eraseAt || eraseAt > ctx.clock.now()) return
    const removed = await removeChannels(tx, workspaceId, ctx.clock.now())
    await endSignInsOf(
      tx,
      ctx,
      removed.map(({ id }) => id),
    )
  })

/** What is left of it outside of its own rows: that it was there, how much went, and nobody's name. */
async function erase(ctx: Context, workspaceId: string): Promise<void> {
  const { members, media, publications } = await countWhatGoes(ctx.db, workspaceId, ctx.clock.now())
  const gone = await removeWorkspace(ctx, workspaceId)
  if (!gone) return
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'sessions', id: null })
  await auditCommand(ctx.db, 'Carillon', {
    action: 'workspace.erased',
    subject: { kind: 'workspace', id: workspaceId },
    after: { members, media, publications },
  })
}

/** Rows first, then files: a crash between leaves files that nobody names, never a name without a file. */
export async function removeWorkspace(ctx: Context, workspaceId: string): Promise<boolean> {
  const files = await findFiles(ctx.db, workspaceId)
  if (!(await deleteWorkspace(ctx.db, workspaceId))) return false
  for (const key of files) await ctx.storage.remove(key)
  return true
}
