import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Account, Network } from '../../../networks/kit/network.ts'
import { accountFor } from '../accounts/index.ts'
import { addressOf, appDoorOf } from './keys.ts'
import * as queries from './queries.ts'
import { openInner, sealInner } from './seal.ts'
import { shut, type Trouble, troubleOf, unreachable } from './trouble.ts'

/** Whether networks can reach us at all. */
export function isReachable({ config }: Pick<Context, 'config'>): boolean {
  const { protocol, hostname } = new URL(config.appUrl)
  const isHome = hostname === 'localhost' || hostname.endsWith('.localhost') || /^[\d.]+$|^\[/.test(hostname)
  return protocol === 'https:' && !isHome
}

/** Whether Carillon tells the network of a door by itself. */
export const registers = ({ webhooks }: Network, { appId }: Pick<queries.DoorRow, 'appId'>): boolean =>
  (appId === null ? webhooks?.register : webhooks?.registerApp) !== undefined

/** Tells the network our address. A refusal is kept in words; the job tries again. */
export async function register(ctx: Context, network: Network, row: queries.DoorRow): Promise<void> {
  if (!registers(network, row) || row.troubleCode === shut) return
  const now = ctx.clock.now()
  const note = (trouble: Trouble | null, more: { registeredAt?: Date } = {}) =>
    queries.updateOpen(ctx.db, row.workspaceId, row.id, {
      ...more,
      troubleCode: trouble?.code ?? null,
      trouble: trouble?.words ?? null,
      triedAt: now,
    })
  if (!isReachable(ctx)) {
    await note(unreachable)
    return
  }
  try {
    const kept = await told(ctx, network, row)
    if (Object.keys(kept).length > 0) await keepLearnt(ctx, row, kept)
    // One that asks whether the address is ours has taken it only once it was answered (`hear.ts`).
    const open = await note(null, network.webhooks?.challenge ? {} : { registeredAt: now })
    if (!open) await untell(ctx, row)
  } catch (error) {
    await note(troubleOf(error))
  }
}

/** What the network wants to be kept. */
async function told(ctx: Context, network: Network, row: queries.DoorRow): Promise<Record<string, string>> {
  const { webhooks, manifest } = network
  if (row.channelId === null) {
    const door = await appDoorOf(ctx, row)
    const tools = ctx.toolsFor(manifest.id, { appId: row.appId })
    return (door && (await webhooks?.registerApp?.(tools, door))) ?? {}
  }
  const { path, secret } = openInner(ctx, row)
  const account = await accountFor(ctx, row.channelId)
  const tools = ctx.toolsFor(manifest.id, account)
  return (await webhooks?.register?.(tools, account, { address: addressOf(ctx, path), secret })) ?? {}
}

/** Beside what a person may have typed while the network was asked. */
async function keepLearnt(ctx: Context, row: queries.DoorRow, kept: Record<string, string>): Promise<void> {
  const fresh = await queries.findDoor(ctx.db, row.workspaceId, row.id)
  if (fresh && fresh.troubleCode !== shut) await keepMore(ctx, ctx.db, fresh, kept)
}

/** A person closed the door while the network was told of it, which may have been the last it heard. */
async function untell(ctx: Context, row: queries.DoorRow): Promise<void> {
  if (row.channelId === null) return unregisterApp(ctx, row)
  await unregister(ctx, row, await accountFor(ctx, row.channelId))
  await queries.tellAnew(ctx.db, row.workspaceId, row.network)
}

/** Kept beside what was known before. */
export async function keepMore(
  ctx: Context,
  db: Context['db'],
  row: queries.DoorRow,
  kept: Record<string, string>,
): Promise<void> {
  const inner = openInner(ctx, row)
  const next = { ...inner, kept: { ...inner.kept, ...kept } }
  await queries.updateDoor(db, row.workspaceId, row.id, sealInner(ctx, row.id, next))
}

/** Of a channel’s door. What the network says to it changes nothing here. */
export async function unregister(ctx: Context, row: queries.DoorRow, account: Account): Promise<void> {
  try {
    const { webhooks } = ctx.networks.get(row.network) ?? {}
    const tools = ctx.toolsFor(row.network, account)
    await webhooks?.unregister?.(tools, account, addressOf(ctx, openInner(ctx, row).path))
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
  }
}

/** Of an app’s door. Throws NetworkFailure. */
export async function unregisterApp(ctx: Context, row: queries.DoorRow): Promise<void> {
  const { webhooks } = ctx.networks.get(row.network) ?? {}
  const door = webhooks?.unregisterApp && (await appDoorOf(ctx, row))
  if (door) await webhooks?.unregisterApp?.(ctx.toolsFor(row.network, { appId: row.appId }), door)
}
