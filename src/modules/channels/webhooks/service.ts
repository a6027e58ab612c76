import { randomBytes } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import type { WebhookRule } from '../../../networks/kit/manifest.ts'
import type { Account } from '../../../networks/kit/network.ts'
import { accountFor } from '../accounts/index.ts'
import type { DoorBody, WebhookDoor } from './contract.ts'
import { webhookError } from './errors.ts'
import { keepDoors } from './jobs.ts'
import { type Of, shown } from './list.ts'
import { makeDoor, ownerIn } from './make.ts'
import * as queries from './queries.ts'
import { digestOf, newInner, openInner, sealInner } from './seal.ts'
import * as subscriptions from './subscription-queries.ts'
import { leaveSubscription } from './subscriptions.ts'
import { register, unregister, unregisterApp } from './tell.ts'
import { knownTrouble, mayPass, shut, type Trouble } from './trouble.ts'

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
    if (other) await subscriptions.askAnew(tx, made)
    else await subscriptions.tryAccountsNow(tx, made, ctx.clock.now())
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
  return shown(ctx, of, await queries.findDoor(ctx.db, workspaceId, row.id))
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
  const refusal = row.appId ? await endAddress(ctx, row) : null
  const { name: network = row.network, webhooks } = ctx.networks.get(row.network)?.manifest ?? {}
  if (refusal && webhooks?.cost) throw webhookError('still_charged', { network, words: refusal.words ?? '' })
}

/** Answers why the network does not let it go, which no later round will change. */
const endAddress = (ctx: Context, row: queries.DoorRow): Promise<Trouble | null> =>
  unregisterApp(ctx, row).then(
    () => null,
    (error: unknown) => {
      if (mayPass(error)) return null
      ctx.log.warn({ door: row.id, error }, 'A network was not told of a closed door')
      return knownTrouble(error)
    },
  )

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
  subscriptions.anyToTakeBack(ctx.db, workspaceId, new Date(ctx.clock.now().getTime() - waitMs))

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
