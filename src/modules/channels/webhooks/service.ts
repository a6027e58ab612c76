import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import type { WebhookRule } from '../../../networks/kit/manifest.ts'
import type { Account } from '../../../networks/kit/network.ts'
import { accountFor } from '../accounts/index.ts'
import type { DoorAccounts, DoorBody, WebhookDoor } from './contract.ts'
import { Refusal } from './contract.ts'
import { webhookError } from './errors.ts'
import { keepDoors } from './jobs.ts'
import { addressOf } from './keys.ts'
import * as queries from './queries.ts'
import { digestOf, newInner, openInner, sealInner } from './seal.ts'
import { keepSubscriptions, leaveSubscription } from './subscriptions.ts'
import { isReachable, keepMore, register, registers, unregister, unregisterApp } from './tell.ts'
import { mayPass, shut } from './trouble.ts'

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
        return tell(ctx, { ...app, appId: app.id, channelId: null }, door, accounts.get(door?.id ?? ''))
      }),
    ...channels.map((channel) =>
      tell(
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
    queries.countAccounts(ctx.db, actor.workspaceId, asking),
    queries.findTroubles(ctx.db, actor, ids),
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

type Of = { network: string; name: string; appId: string | null; channelId: string | null }

function tell(
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

/** Opens a door, or takes what was typed for one that is open; the network is told of it where no person must. */
export async function openDoor(ctx: Context, actor: Actor, body: DoorBody): Promise<WebhookDoor> {
  const { workspaceId } = actor
  const of = await ownerOf(ctx, actor, body)
  const network = ctx.networks.get(of.network)
  const rule = network?.manifest.webhooks
  if (!network?.webhooks || !rule || rule.of !== (of.appId ? 'app' : 'channel'))
    throw webhookError('none', { network: network?.manifest.name ?? of.network })
  const { row, replaced } = await ctx.db.transaction().execute(async (tx) => {
    const before = await queries.findDoorOf(tx, workspaceId, ownerIn(of))
    const kept = keptFrom(ctx, rule, body, before)
    if (rule.cost && !body.agreed && (!before || before.troubleCode === shut))
      throw webhookError('costs', { network: network.manifest.name })
    const made = await reopened(tx, await makeDoor(ctx, tx, { workspaceId, ...of }, kept))
    const other = before && isOther(openInner(ctx, before).kept, kept) ? before : null
    if (other) await queries.askAnew(tx, made.id)
    else await queries.tryAccountsNow(tx, made.id, ctx.clock.now())
    await audit(tx, actor, {
      action: 'webhook_door.opened',
      subject: { kind: 'webhook_door', id: made.id },
      after: { network: of.network, name: of.name },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'channels', id: null })
    return { row: made, replaced: other }
  })
  // Under the keys that were there before: what they pay for has no place here any more.
  if (replaced) await endAddress(ctx, replaced)
  await register(ctx, network, row)
  if (network.webhooks.subscribe) await ctx.jobs.add(keepDoors, {}, { key: keepDoors.name })
  return tell(ctx, of, await queries.findDoor(ctx.db, workspaceId, row.id))
}

/** Whether something else stands there now: it may be of another app of the network. */
const isOther = (before: Record<string, string>, after: Record<string, string>): boolean =>
  Object.entries(after).some(([name, value]) => (before[name] ?? '') !== value)

/** A channel’s door that a person had closed: no job opens it, another word of a person does. */
async function reopened(db: Context['db'], row: queries.DoorRow): Promise<queries.DoorRow> {
  if (row.troubleCode !== shut) return row
  await queries.updateDoor(db, row.workspaceId, row.id, { troubleCode: null, triedAt: null })
  return { ...row, troubleCode: null }
}

/** What was typed; what was typed before and is not now stays as it was. */
function keptFrom(
  ctx: Context,
  { fields = [] }: WebhookRule,
  { values }: DoorBody,
  before: queries.DoorRow | undefined,
): Record<string, string> {
  const known = before ? openInner(ctx, before).kept : {}
  const lacking = fields.find(({ name, required }) => required && !values[name] && !known[name])
  if (lacking) throw webhookError('lacks', { field: lacking.label })
  for (const { name, max = 500, label, pattern = '' } of fields) {
    const value = values[name] ?? ''
    if (value.length > max || (value !== '' && pattern !== '' && !new RegExp(`^(?:${pattern})$`).test(value)))
      throw webhookError('odd', { field: label })
  }
  return Object.fromEntries(fields.map(({ name }) => [name, values[name] || (known[name] ?? '')]))
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

const ownerIn = ({ appId, channelId }: Pick<Of, 'appId' | 'channelId'>): queries.Owner =>
  appId ? { appId } : { channelId: channelId ?? '' }

async function makeDoor(
  ctx: Context,
  db: Context['db'],
  { workspaceId, network, appId, channelId }: Making,
  kept: Record<string, string>,
): Promise<queries.DoorRow> {
  const id = randomUUID()
  const inner = newInner(kept)
  await queries.insertDoor(db, {
    ...{ id, workspaceId, network, appId, channelId, digest: digestOf(inner.path) },
    ...sealInner(ctx, id, inner),
    createdAt: ctx.clock.now(),
  })
  const row = await queries.findDoorOf(db, workspaceId, ownerIn({ appId, channelId }))
  if (!row) throw webhookError('not_found')
  if (row.id === id) return row
  if (row.appId !== null && row.troubleCode === shut) await openAnew(ctx, db, row, kept)
  else if (Object.keys(kept).length > 0) await keepMore(ctx, db, row, kept)
  return (await queries.findDoor(db, workspaceId, row.id)) ?? row
}

/** Closed a while ago and not yet taken back at the network: what is told of it there goes on under a new address. */
async function openAnew(
  ctx: Context,
  db: Context['db'],
  { workspaceId, id }: queries.DoorRow,
  kept: Record<string, string>,
): Promise<void> {
  const inner = newInner(kept)
  await queries.updateDoor(db, workspaceId, id, {
    ...sealInner(ctx, id, inner),
    ...{ digest: digestOf(inner.path), registeredAt: null, troubleCode: null, closedAt: null },
  })
  await queries.askAnew(db, id)
}

/** Closes a door: the network is told, and whatever still comes finds nobody. */
export async function closeDoor(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  const row = await queries.findDoor(ctx.db, workspaceId, id)
  if (!row || row.troubleCode === shut) throw webhookError('not_found')
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
  // What costs money ends now, not with the next round of the job.
  if (row.appId) await endAddress(ctx, row)
}

const endAddress = (ctx: Context, row: queries.DoorRow): Promise<void> =>
  unregisterApp(ctx, row).catch((error: unknown) => {
    if (!mayPass(error)) ctx.log.warn({ door: row.id, error }, 'A network was not told of a closed door')
  })

/**
 * Where a job opens doors by itself, one that a person has closed stays closed until a person opens it again. That of an app
 * stays until its accounts are taken back.
 */
async function endDoor(ctx: Context, tx: Tx, row: queries.DoorRow): Promise<void> {
  const { workspaceId, id, network } = row
  const { webhooks } = ctx.networks.get(network) ?? {}
  if (row.appId && (webhooks?.subscribe || webhooks?.registerApp)) {
    await queries.closeAppDoor(tx, workspaceId, id, { digest: randomBytes(32), closedAt: ctx.clock.now() })
    await ctx.jobs.add(keepDoors, {}, { tx, key: keepDoors.name })
    return
  }
  if (row.appId || !webhooks?.register) {
    await queries.deleteDoor(tx, workspaceId, id)
    return
  }
  const inner = newInner({})
  await queries.shutDoor(tx, workspaceId, id, { digest: digestOf(inner.path), ...sealInner(ctx, id, inner) })
  await queries.tellAnew(tx, workspaceId, network)
}

/** Of a workspace that is over: its apps go with it, so what networks tell at their doors is taken back before. */
export async function closeDoorsOf(ctx: Context, tx: Tx, workspaceId: string): Promise<void> {
  if (await queries.closeAppDoors(tx, workspaceId, ctx.clock.now()))
    await ctx.jobs.add(keepDoors, {}, { tx, key: keepDoors.name })
}

/** Longer than a network is asked for that is not there: nothing waits for it any more then. */
const waitMs = 3 * 86_400_000

export const isStillTold = (ctx: Context, workspaceId: string): Promise<boolean> =>
  queries.anyToTakeBack(ctx.db, workspaceId, new Date(ctx.clock.now().getTime() - waitMs))

/** When an account leaves: the network shall not go on telling an address that is nobody’s. */
export async function leaveDoor(ctx: Context, account: Account): Promise<void> {
  const { workspaceId, channelId } = account
  await leaveSubscription(ctx, account)
  const row = await queries.findDoorOf(ctx.db, workspaceId, { channelId })
  if (!row) return
  if (row.troubleCode !== shut) await unregister(ctx, row, account)
  await queries.deleteDoor(ctx.db, workspaceId, row.id)
  if (ctx.networks.get(row.network)?.webhooks?.register)
    await queries.tellAnew(ctx.db, workspaceId, row.network)
}

const keptAtOnce = 50

/** Accounts whose network takes our address from us are told of by themselves, once this house can be reached. */
export async function keepAll(ctx: Context): Promise<void> {
  if (isReachable(ctx)) {
    await keepChannels(ctx)
    await keepApps(ctx)
  }
  await keepSubscriptions(ctx)
}

async function keepChannels(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  for (const network of ctx.networks.values()) {
    const { webhooks, manifest } = network
    if (!webhooks?.register || manifest.webhooks?.of !== 'channel') continue
    const heldSince = webhooks.holdsFor ? new Date(now.getTime() - webhooks.holdsFor / 2) : null
    const found = await queries.findToKeep(ctx.db, manifest.id, { now, heldSince, most: keptAtOnce })
    for (const { channelId, workspaceId } of found)
      try {
        const of = { workspaceId, network: manifest.id, appId: null, channelId }
        await register(ctx, network, await makeDoor(ctx, ctx.db, of, {}))
      } catch (error) {
        // One that cannot be opened, such as by a key that is gone, must not keep all others from theirs.
        ctx.log.error({ channelId, error }, 'A network could not be told where to bring its news')
      }
  }
}

/** Doors of apps are opened by persons alone. */
async function keepApps(ctx: Context): Promise<void> {
  const able = [...ctx.networks.values()].filter(({ webhooks }) => webhooks?.registerApp)
  if (able.length === 0) return
  const ids = able.map(({ manifest }) => manifest.id)
  const doors = await queries.findToTellAgain(ctx.db, ids, ctx.clock.now(), keptAtOnce)
  for (const row of doors) {
    const network = ctx.networks.get(row.network)
    if (network && registers(network, row))
      await register(ctx, network, row).catch((error: unknown) =>
        ctx.log.error({ door: row.id, error }, 'A network could not be told where to bring its news'),
      )
  }
}

const keptMs = 7 * 86_400_000
/** Of one door. What is beyond them may be heard twice, which costs a look and no more. */
const mostKept = 100_000

export async function purge(ctx: Context): Promise<void> {
  await queries.deleteEventsBefore(ctx.db, new Date(ctx.clock.now().getTime() - keptMs))
  await queries.deleteEventsBeyond(ctx.db, mostKept)
}
