import type { Context } from '../../../app/context.ts'
import type { AppDoor, WebhookKeys } from '../../../networks/kit/network.ts'
import { openApp } from '../apps/index.ts'
import { type DoorRow, findByDigest, remoteIdOf } from './queries.ts'
import { digestOf, openInner } from './seal.ts'

/** Null where the app that the door is of is gone. */
export async function keysOf(ctx: Context, door: DoorRow): Promise<WebhookKeys | null> {
  const { verify, secret, kept } = openInner(ctx, door)
  try {
    const app = door.appId === null ? null : await openApp(ctx, door.network, door.appId)
    const remoteId =
      door.channelId === null ? null : await remoteIdOf(ctx.db, door.workspaceId, door.channelId)
    return { verify, secret, kept, app, remoteId }
  } catch {
    return null
  }
}

export const addressOf = ({ config }: Pick<Context, 'config'>, path: string): string =>
  `${config.appUrl}/hooks/${path}`

/** What a network needs to be told of the door of an app; null where the app is gone. */
export async function appDoorOf(ctx: Context, door: DoorRow): Promise<AppDoor | null> {
  const keys = await keysOf(ctx, door)
  const stands = async (address: string) =>
    (await findByDigest(ctx.db, digestOf(address.slice(address.lastIndexOf('/') + 1)))) !== undefined
  return keys && { address: addressOf(ctx, openInner(ctx, door).path), keys, stands }
}
