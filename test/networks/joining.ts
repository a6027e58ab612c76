import { randomUUID } from 'node:crypto'
import type { Context } from '../../src/app/context.ts'
import { saveCredential } from '../../src/modules/channels/accounts/index.ts'
import { sealValues } from '../../src/modules/channels/apps/seal.ts'
import type { App, Joined } from '../../src/networks/kit/network.ts'

/** An app of a network, as if a person had registered it. Answers its id, or null where the network asks for none. */
export async function addAppOf(
  ctx: Context,
  workspaceId: string,
  network: string,
  app: App | null,
): Promise<string | null> {
  if (!app) return null
  const id = randomUUID()
  await ctx.db
    .insertInto('apps')
    .values({
      id,
      workspaceId,
      network,
      name: network,
      shared: false,
      ...sealValues(ctx, id, { ...app.values }),
      createdAt: ctx.clock.now(),
      updatedAt: ctx.clock.now(),
    })
    .execute()
  return id
}

/** An account of a fake as a channel, as if a person had signed in. Answers the channel's id. */
export async function addChannelOf(
  ctx: Context,
  workspaceId: string,
  network: string,
  appId: string | null,
  joined: Joined,
): Promise<string> {
  const { remoteId, server, handle, name, profileUrl } = joined
  const { id } = await ctx.db
    .insertInto('channels')
    .values({
      ...{ workspaceId, network, appId, remoteId, server, handle, name, profileUrl, timeZone: 'UTC' },
      settings: JSON.stringify(joined.settings ?? {}),
      limits: JSON.stringify(joined.limits),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await saveCredential(
    ctx,
    ctx.db,
    { channelId: id, workspaceId, network },
    joined.credential,
    joined.expiresAt,
  )
  return id
}
