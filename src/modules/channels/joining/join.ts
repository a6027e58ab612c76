import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Json } from '../../../networks/kit/content.ts'
import type { Joined, Network } from '../../../networks/kit/network.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { channelError, keepProfile, lockChannel, putRight, saveCredential } from '../accounts/index.ts'
import { holdApp } from '../apps/index.ts'
import { joinError } from './errors.ts'
import { lockAccount } from './queries.ts'

export type Target = { network: Network; channelId: string | null; appId: string | null }

/**
 * Keeps accounts as channels of the workspace. An account that was here before, even one that was removed, is the same
 * channel again with its history. Answers the channels' ids.
 */
export const keepJoined = (
  ctx: Context,
  actor: Actor,
  target: Target,
  accounts: readonly Joined[],
): Promise<string[]> =>
  ctx.db.transaction().execute(async (tx) => {
    await expectApp(tx, actor, target)
    const ids: string[] = []
    for (const account of accounts) ids.push(await keepOne(ctx, tx, actor, target, account))
    return ids
  })

/** While somebody was at the network, the app may have been removed, or shared with others no more. */
async function expectApp(tx: Tx, actor: Actor, { network: { manifest }, appId }: Target): Promise<void> {
  if (appId === null || (await holdApp(tx, actor, manifest.id, appId))) return
  throw joinError('app_missing', { network: manifest.name })
}

async function keepOne(ctx: Context, tx: Tx, actor: Actor, target: Target, joined: Joined): Promise<string> {
  const { workspaceId } = actor
  const { manifest } = target.network
  const known = await lockAccount(tx, workspaceId, {
    network: manifest.id,
    remoteId: joined.remoteId,
    server: manifest.idsAreGlobal ? null : joined.server,
  })
  if (target.channelId && known?.id !== target.channelId)
    await refuseOther(tx, workspaceId, target.channelId, joined)
  const id = known ? known.id : await insertChannel(ctx, tx, actor, target, joined)
  if (known) await renewChannel(ctx, tx, known, target.appId, joined)
  const place = { channelId: id, workspaceId, network: manifest.id }
  await saveCredential(ctx, tx, place, joined.credential, joined.expiresAt)
  await keepProfile(ctx, tx, id, joined)
  await putRight(ctx, tx, id)
  await resolveNotification(tx, ctx, workspaceId, { kind: 'channel', id })
  await audit(tx, actor, {
    action: known ? 'channel.rejoined' : 'channel.joined',
    subject: { kind: 'channel', id },
    after: { network: manifest.id, handle: joined.handle, server: joined.server },
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'channels', id })
  return id
}

async function refuseOther(tx: Tx, workspaceId: string, channelId: string, joined: Joined): Promise<never> {
  const channel = await lockChannel(tx, workspaceId, channelId)
  if (!channel) throw channelError('not_found')
  throw joinError('other_account', { signedIn: joined.handle, channel: channel.handle })
}

async function insertChannel(
  ctx: Context,
  tx: Tx,
  { workspaceId }: Actor,
  { network, appId }: Target,
  joined: Joined,
): Promise<string> {
  const { timeZone } = await tx
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const { remoteId, server, handle, name, profileUrl } = joined
  const settings = JSON.stringify(joined.settings ?? {})
  // Two people who join the same account in the same moment get the same channel.
  const { id } = await tx
    .insertInto('channels')
    .values({
      workspaceId,
      network: network.manifest.id,
      appId,
      remoteId,
      server,
      handle,
      name,
      profileUrl,
      timeZone,
      settings,
      leadMinutes: network.manifest.byHand?.lead ?? 0,
      stateSince: ctx.clock.now(),
      createdAt: ctx.clock.now(),
    })
    .onConflict((on) =>
      on.columns(['workspaceId', 'network', 'server', 'remoteId']).doUpdateSet({ handle, appId }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Known = NonNullable<Awaited<ReturnType<typeof lockAccount>>>

async function renewChannel(
  ctx: Context,
  tx: Tx,
  known: Known,
  appId: string | null,
  joined: Joined,
): Promise<void> {
  const settings = { ...(known.settings as Record<string, Json>), ...joined.settings }
  const back = known.state === 'removed' && {
    state: 'active',
    stateSince: ctx.clock.now(),
    stateCode: null,
    stateWords: null,
  }
  await tx
    .updateTable('channels')
    .set({ server: joined.server, appId, settings: JSON.stringify(settings), ...back })
    .where('id', '=', known.id)
    .execute()
}
