import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { cancelDeliveries } from '../../publish/deliveries/index.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { channelError, lockOwn, moveChannel, removedAccount } from '../accounts/index.ts'
import { leaveDoor } from '../webhooks/index.ts'
import type { Consequences } from './contract.ts'
import { endSignIn } from './jobs.ts'
import {
  countConsequences,
  deleteCollections,
  deleteCredential,
  deleteSlots,
  findForgotten,
} from './queries.ts'

/** How long a network may refuse to end a sign-in before it is simply forgotten here. */
const forgetAfterMs = 2 * 86_400_000

/** What would go, so that a person can know it before. */
export async function foretell(ctx: Context, actor: Actor, channelId: string): Promise<Consequences> {
  const row = await ctx.db.transaction().execute((tx) => lockOwn(tx, actor, channelId))
  const counted = await countConsequences(ctx.db, actor.workspaceId, channelId)
  return { ...counted, feedEnds: row.server === ctx.config.appUrl }
}

/** Takes a channel out of the workspace: its queue is cancelled, its sign-in ended, its history kept. */
export async function removeChannel(ctx: Context, actor: Actor, channelId: string): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const before = await lockOwn(tx, actor, channelId)
    const moved = await moveChannel(tx, channelId, ['active', 'paused', 'reconnect'], {
      state: 'removed',
      stateSince: ctx.clock.now(),
      stateCode: null,
      stateWords: null,
    })
    if (!moved) throw channelError('removed')
    const { cancelled } = await cancelDeliveries(tx, ctx, actor, { channelId })
    await deleteSlots(tx, workspaceId, channelId)
    await deleteCollections(tx, workspaceId, channelId)
    await resolveNotification(tx, ctx, workspaceId, { kind: 'channel', id: channelId })
    await audit(tx, actor, {
      action: 'channel.removed',
      subject: { kind: 'channel', id: channelId },
      before: { state: before.state, handle: before.handle },
      after: { cancelled },
    })
    await endSignInsOf(tx, ctx, [channelId])
    await ctx.events.emit(tx, { workspaceId, topic: 'channels', id: channelId })
  })
}

/** Has the sign-ins of removed channels ended at their networks. */
export async function endSignInsOf(tx: Tx, ctx: Context, channelIds: readonly string[]): Promise<void> {
  for (const channelId of channelIds)
    await ctx.jobs.add(endSignIn, { channelId }, { tx, key: `end-sign-in:${channelId}` })
}

/** Asks the network to forget us. One that cannot be reached is asked again by the job; one that refuses has forgotten. */
export async function endSignInOf(ctx: Context, channelId: string): Promise<void> {
  const removed = await removedAccount(ctx, channelId)
  if (!removed) return
  const { account, network } = removed
  await leaveDoor(ctx, account)
  try {
    await network.connect.revoke?.(ctx.toolsFor(network.manifest.id, account), account)
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.kind === 'later' || error.kind === 'unknown') throw error
  }
  await deleteCredential(ctx.db, channelId)
}

export async function forgetOld(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - forgetAfterMs)
  for (const { id } of await findForgotten(ctx.db, before)) await deleteCredential(ctx.db, id)
}
