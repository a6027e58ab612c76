import { auditCommand } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { clearChannel } from '../../channels/accounts/index.ts'
import { endSignInsOf } from '../../channels/removal/index.ts'
import { closeDoorsOf, isStillTold } from '../../channels/webhooks/index.ts'
import { clearFiles } from './jobs.ts'
import {
  anySignIn,
  countWhatGoes,
  deleteEmptyOrganisation,
  deleteWorkspace,
  findChannelIds,
  findOver,
  lockClosing,
  removeChannels,
} from './queries.ts'

/**
 * Erases workspaces whose grace is over, in two steps: sign-ins are ended at the networks first, which needs what would go
 * with the rows; what a network does not end within two days is forgotten by `channels/removal` and `channels/webhooks`.
 */
export async function eraseOver(ctx: Context): Promise<void> {
  for (const { id } of await findOver(ctx.db, ctx.clock.now())) {
    await endSignIns(ctx, id)
    if (!(await anySignIn(ctx.db, id)) && !(await isStillTold(ctx, id))) await erase(ctx, id)
  }
}

const endSignIns = (ctx: Context, workspaceId: string): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const { eraseAt } = await lockClosing(tx, workspaceId)
    if (!eraseAt || eraseAt > ctx.clock.now()) return
    await closeDoorsOf(ctx, tx, workspaceId)
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
  await removeWorkspace(ctx, workspaceId, async (tx) => {
    await ctx.events.emit(tx, { workspaceId, topic: 'sessions', id: null })
    await auditCommand(tx, 'Carillon', {
      action: 'workspace.erased',
      subject: { kind: 'workspace', id: workspaceId },
      after: { members, media, publications },
    })
  })
}

/** Longer than anything takes that had begun to write a file before the rows went. */
const clearedAgainMs = 10 * 60_000

/**
 * Rows first, then files: never a name without a file. The job that is asked for with the rows takes the files away if this
 * process does not come to it, and what was still being written.
 */
export async function removeWorkspace(
  ctx: Context,
  workspaceId: string,
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  const gone = await ctx.db.transaction().execute(async (tx) => {
    const channelIds = await findChannelIds(tx, workspaceId)
    const workspace = await deleteWorkspace(tx, workspaceId)
    if (!workspace) return null
    await deleteEmptyOrganisation(tx, workspace.organisationId)
    const at = new Date(ctx.clock.now().getTime() + clearedAgainMs)
    await ctx.jobs.add(clearFiles, { workspaceId, channelIds }, { tx, at })
    await also(tx)
    return { workspaceId, channelIds }
  })
  if (gone) await clearAway(ctx, gone)
}

type Gone = { workspaceId: string; channelIds: readonly string[] }

/** Media, and what was kept of its channels. Doing it twice does no harm. */
export async function clearAway(ctx: Context, { workspaceId, channelIds }: Gone): Promise<void> {
  await ctx.storage.clear(workspaceId)
  for (const channelId of channelIds) await clearChannel(ctx, channelId)
}
