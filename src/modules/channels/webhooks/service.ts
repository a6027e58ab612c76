import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Account, Network } from '../../../networks/kit/network.ts'
import { AppError } from '../../../platform/errors.ts'
import { accountFor } from '../accounts/index.ts'
import type { DoorBody, WebhookDoor } from './contract.ts'
import { Refusal } from './contract.ts'
import { webhookError } from './errors.ts'
import * as queries from './queries.ts'
import { digestOf, type Inner, newInner, openInner, sealInner } from './seal.ts'

/** Whether networks can reach us at all. */
export function isReachable({ config }: Pick<Context, 'config'>): boolean {
  const { protocol, hostname } = new URL(config.appUrl)
  const isHome = hostname === 'localhost' || hostname.endsWith('.localhost') || /^[\d.]+$|^\[/.test(hostname)
  return protocol === 'https:' && !isHome
}

const addressOf = ({ config }: Pick<Context, 'config'>, path: string): string =>
  `${config.appUrl}/hooks/${path}`

const telling = (ctx: Context, of: 'app' | 'channel'): string[] =>
  [...ctx.networks.values()]
    .filter(({ manifest, webhooks }) => webhooks && manifest.webhooks?.of === of)
    .map(({ manifest }) => manifest.id)

/** The doors of the workspace’s apps and channels, and where one could be opened. */
export async function listDoors(ctx: Context, actor: Actor): Promise<WebhookDoor[]> {
  const [doors, apps, channels] = await Promise.all([
    queries
      .findDoors(ctx.db, actor.workspaceId)
      .then((all) => all.filter(({ trouble }) => trouble !== queries.shut)),
    queries.findOwnApps(ctx.db, actor.workspaceId),
    queries.findOwnChannels(ctx.db, actor, telling(ctx, 'channel')),
  ])
  const able = telling(ctx, 'app')
  return [
    ...apps
      .filter(({ network }) => able.includes(network))
      .map((app) =>
        tell(
          ctx,
          { ...app, appId: app.id, channelId: null },
          doors.find((one) => one.appId === app.id),
        ),
      ),
    ...channels.map((channel) =>
      tell(
        ctx,
        { ...channel, appId: null, channelId: channel.id },
        doors.find((one) => one.channelId === channel.id),
      ),
    ),
  ]
}

type Of = { network: string; name: string; appId: string | null; channelId: string | null }

function tell(ctx: Context, of: Of, row: queries.DoorRow | undefined): WebhookDoor {
  const { network, name, appId, channelId } = of
  const inner = row && openInner(ctx, row)
  const copies = ctx.networks.get(network)?.manifest.webhooks?.copies ?? []
  return {
    ...{ id: row?.id ?? null, network, name, appId, channelId },
    address: inner ? addressOf(ctx, inner.path) : null,
    verify: inner && copies.includes('verify') ? inner.verify : null,
    secret: inner && copies.includes('secret') ? inner.secret : null,
    registeredAt: row?.registeredAt?.toISOString() ?? null,
    trouble: row?.trouble ?? null,
    heard: row?.heard ?? 0,
    heardAt: row?.heardAt?.toISOString() ?? null,
    refusedAt: row?.refusedAt?.toISOString() ?? null,
    refusedWhy: Refusal.safeParse(row?.refusedWhy).data ?? null,
  }
}

/** Opens a door, or takes what was typed for one that is open; the network is told of it where no person must. */
export async function openDoor(ctx: Context, actor: Actor, body: DoorBody): Promise<WebhookDoor> {
  const { workspaceId } = actor
  const of = await ownerOf(ctx, actor, body)
  const network = ctx.networks.get(of.network)
  const rule = network?.manifest.webhooks
  if (!network?.webhooks || !rule || rule.of !== (of.appId ? 'app' : 'channel'))
    throw webhookError('none', { network: network?.manifest.name ?? of.network })
  const names = (rule.fields ?? []).map(({ name }) => name)
  const lacking = rule.fields?.find(({ name, required }) => required && !body.values[name])
  if (lacking) throw webhookError('lacks', { field: lacking.label })
  const kept = Object.fromEntries(names.map((name) => [name, body.values[name] ?? '']))
  const row = await ctx.db.transaction().execute(async (tx) => {
    const made = await makeDoor(ctx, tx, { workspaceId, ...of }, kept)
    await audit(tx, actor, {
      action: 'webhook_door.opened',
      subject: { kind: 'webhook_door', id: made.id },
      after: { network: of.network, name: of.name },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'channels', id: null })
    return made
  })
  if (of.channelId) await register(ctx, network, row, of.channelId)
  return tell(ctx, of, await queries.findDoor(ctx.db, workspaceId, row.id))
}

async function ownerOf(ctx: Context, actor: Actor, { appId, channelId }: DoorBody): Promise<Of> {
  if (appId) {
    const app = (await queries.findOwnApps(ctx.db, actor.workspaceId)).find(({ id }) => id === appId)
    if (!app) throw webhookError('no_app')
    return { network: app.network, name: app.name, appId, channelId: null }
  }
  const channels = await queries.findOwnChannels(ctx.db, actor, [...ctx.networks.keys()])
  const channel = channels.find(({ id }) => id === channelId)
  if (!channel) throw webhookError('no_channel')
  await refuseBeyond(ctx.db, actor, 'channel.manage', [channel.id])
  return { network: channel.network, name: channel.name, appId: null, channelId: channel.id }
}

type Making = Pick<Of, 'network' | 'appId' | 'channelId'> & { workspaceId: string }

async function makeDoor(
  ctx: Context,
  db: Context['db'],
  { workspaceId, network, appId, channelId }: Making,
  kept: Record<string, string>,
): Promise<queries.DoorRow> {
  const owner = appId ? { appId } : { channelId: channelId ?? '' }
  const id = randomUUID()
  const inner = newInner(kept)
  await queries.insertDoor(db, {
    ...{ id, workspaceId, network, appId, channelId, digest: digestOf(inner.path) },
    ...sealInner(ctx, id, inner),
    createdAt: ctx.clock.now(),
  })
  const row = await queries.findDoorOf(db, workspaceId, owner)
  if (!row) throw webhookError('not_found')
  if (row.id !== id && Object.keys(kept).length > 0) await keepMore(ctx, db, row, kept)
  return row
}

async function keepMore(
  ctx: Context,
  db: Context['db'],
  row: queries.DoorRow,
  kept: Record<string, string>,
): Promise<void> {
  const inner: Inner = openInner(ctx, row)
  const next = { ...inner, kept: { ...inner.kept, ...kept } }
  await queries.updateDoor(db, row.workspaceId, row.id, sealInner(ctx, row.id, next))
}

/** Tells the network our address. A refusal is kept in words; the job tries again. */
async function register(
  ctx: Context,
  network: Network,
  row: queries.DoorRow,
  channelId: string,
): Promise<void> {
  if (!network.webhooks?.register) return
  const now = ctx.clock.now()
  const note = (patch: { trouble: string | null; registeredAt?: Date }) =>
    queries.updateDoor(ctx.db, row.workspaceId, row.id, { ...patch, triedAt: now })
  if (!isReachable(ctx)) {
    await note({ trouble: 'unreachable' })
    return
  }
  const { path, secret } = openInner(ctx, row)
  try {
    const account = await accountFor(ctx, channelId)
    const tools = ctx.toolsFor(network.manifest.id, account)
    const kept = await network.webhooks.register(tools, account, { address: addressOf(ctx, path), secret })
    if (Object.keys(kept).length > 0) await keepMore(ctx, ctx.db, row, kept)
    // A hub that asks whether the address is ours has taken it only once it was answered (`hear.ts`).
    await note({ trouble: null, ...(!network.webhooks.challenge && { registeredAt: now }) })
  } catch (error) {
    // Removed meanwhile: there is nobody to speak of.
    if (!(error instanceof NetworkFailure) && !(error instanceof AppError)) throw error
    await note({ trouble: error.message.slice(0, 500) })
  }
}

/** Closes a door: the network is told, and whatever still comes finds nobody. */
export async function closeDoor(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  const row = await queries.findDoor(ctx.db, workspaceId, id)
  if (!row || row.trouble === queries.shut) throw webhookError('not_found')
  if (row.channelId) {
    await refuseBeyond(ctx.db, actor, 'channel.manage', [row.channelId])
    const account = await accountFor(ctx, row.channelId).catch(() => null)
    if (account) await unregister(ctx, row, account)
  }
  await ctx.db.transaction().execute(async (tx) => {
    await endDoor(ctx, tx, row)
    await audit(tx, actor, {
      action: 'webhook_door.closed',
      subject: { kind: 'webhook_door', id },
      before: { network: row.network },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'channels', id: null })
  })
}

/** Where a job opens doors by itself, one that a person has closed stays closed until a person opens it again. */
async function endDoor(ctx: Context, tx: Context['db'], row: queries.DoorRow): Promise<void> {
  const { workspaceId, id, network } = row
  if (!row.channelId || !ctx.networks.get(network)?.webhooks?.register) {
    await queries.deleteDoor(tx, workspaceId, id)
    return
  }
  const inner = newInner({})
  await queries.shutDoor(tx, workspaceId, id, { digest: digestOf(inner.path), ...sealInner(ctx, id, inner) })
  await queries.tellAnew(tx, workspaceId, network)
}

/** When an account leaves: the network shall not go on telling an address that is nobody’s. */
export async function leaveDoor(ctx: Context, account: Account): Promise<void> {
  const { workspaceId, channelId } = account
  const row = await queries.findDoorOf(ctx.db, workspaceId, { channelId })
  if (!row) return
  if (row.trouble !== queries.shut) await unregister(ctx, row, account)
  await queries.deleteDoor(ctx.db, workspaceId, row.id)
  if (ctx.networks.get(row.network)?.webhooks?.register)
    await queries.tellAnew(ctx.db, workspaceId, row.network)
}

async function unregister(ctx: Context, row: queries.DoorRow, account: Account): Promise<void> {
  try {
    const { webhooks } = ctx.networks.get(row.network) ?? {}
    const tools = ctx.toolsFor(row.network, account)
    await webhooks?.unregister?.(tools, account, addressOf(ctx, openInner(ctx, row).path))
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
  }
}

const keptAtOnce = 50

/** Accounts whose network takes our address from us are told of by themselves, once this house can be reached. */
export async function keepAll(ctx: Context): Promise<void> {
  if (!isReachable(ctx)) return
  const now = ctx.clock.now()
  for (const network of ctx.networks.values()) {
    const { webhooks, manifest } = network
    if (!webhooks?.register || manifest.webhooks?.of !== 'channel') continue
    const heldSince = webhooks.holdsFor ? new Date(now.getTime() - webhooks.holdsFor / 2) : null
    const found = await queries.findToKeep(ctx.db, manifest.id, { now, heldSince, most: keptAtOnce })
    for (const { channelId, workspaceId } of found)
      try {
        const of = { workspaceId, network: manifest.id, appId: null, channelId }
        await register(ctx, network, await makeDoor(ctx, ctx.db, of, {}), channelId)
      } catch (error) {
        // One that cannot be opened, such as by a key that is gone, must not keep all others from theirs.
        ctx.log.error({ channelId, error }, 'A network could not be told where to bring its news')
      }
  }
}

const keptMs = 7 * 86_400_000

export const purge = (ctx: Context) =>
  queries.deleteEventsBefore(ctx.db, new Date(ctx.clock.now().getTime() - keptMs))
