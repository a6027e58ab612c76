import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { DoorAccounts, WebhookDoor } from './contract.ts'
import { Refusal } from './contract.ts'
import { addressOf } from './keys.ts'
import * as queries from './queries.ts'
import { openInner } from './seal.ts'
import * as subscriptions from './subscription-queries.ts'
import { shut } from './trouble.ts'

const telling = (ctx: Context, of: 'app' | 'channel'): string[] =>
  [...ctx.networks.values()]
    .filter(({ manifest, webhooks }) => webhooks && manifest.webhooks?.of === of)
    .map(({ manifest }) => manifest.id)

/** The doors of the workspace’s apps and channels, and where one could be opened. */
export async function listDoors(ctx: Context, actor: Actor): Promise<WebhookDoor[]> {
  const [all, apps, channels] = await Promise.all([
    queries.findDoors(ctx.db, actor.workspaceId),
    queries.findOwnApps(ctx.db, actor.workspaceId),
    queries.findOwnChannels(ctx.db, actor, telling(ctx, 'channel')),
  ])
  const doors = all.filter(({ troubleCode }) => troubleCode !== shut)
  const accounts = await accountsAt(ctx, actor, doors)
  const able = telling(ctx, 'app')
  return [
    ...apps
      .filter(({ network }) => able.includes(network))
      .map((app) => {
        const door = doors.find((one) => one.appId === app.id)
        return shown(ctx, { ...app, appId: app.id, channelId: null }, door, accounts.get(door?.id ?? ''))
      }),
    ...channels.map((channel) =>
      shown(
        ctx,
        { ...channel, appId: null, channelId: channel.id },
        doors.find((one) => one.channelId === channel.id),
      ),
    ),
  ]
}

/** Of doors where the network is asked to tell of each account. */
async function accountsAt(
  ctx: Context,
  actor: Actor,
  doors: readonly queries.DoorRow[],
): Promise<Map<string, DoorAccounts>> {
  const asking = doors.flatMap(({ id, appId, network }) => {
    const webhooks = ctx.networks.get(network)?.webhooks
    return appId !== null && webhooks?.subscribe ? [{ id, begins: webhooks.accounts ?? '' }] : []
  })
  const ids = asking.map(({ id }) => id)
  const [counts, troubles] = await Promise.all([
    subscriptions.countAccounts(ctx.db, actor.workspaceId, asking),
    subscriptions.findTroubles(ctx.db, actor, ids),
  ])
  return new Map(
    counts.map(({ doorId, all, told }) => [
      doorId,
      {
        all,
        told,
        troubles: troubles
          .filter((one) => one.doorId === doorId)
          .map(({ channelId, name, code, words }) => ({ channelId, name, trouble: { code, words } })),
      },
    ]),
  )
}

export type Of = { network: string; name: string; appId: string | null; channelId: string | null }

/** As people see it. */
export function shown(
  ctx: Context,
  of: Of,
  row: queries.DoorRow | undefined,
  accounts: DoorAccounts | null = null,
): WebhookDoor {
  const { network, name, appId, channelId } = of
  const inner = row && openInner(ctx, row)
  const copies = ctx.networks.get(network)?.manifest.webhooks?.copies ?? []
  return {
    ...{ id: row?.id ?? null, network, name, appId, channelId, accounts },
    address: inner ? addressOf(ctx, inner.path) : null,
    verify: inner && copies.includes('verify') ? inner.verify : null,
    secret: inner && copies.includes('secret') ? inner.secret : null,
    registeredAt: row?.registeredAt?.toISOString() ?? null,
    trouble: row?.troubleCode ? { code: row.troubleCode, words: row.trouble } : null,
    heard: row?.heard ?? 0,
    heardAt: row?.heardAt?.toISOString() ?? null,
    refusedAt: row?.refusedAt?.toISOString() ?? null,
    refusedWhy: Refusal.safeParse(row?.refusedWhy).data ?? null,
  }
}
