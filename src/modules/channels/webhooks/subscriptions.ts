import type { Context } from '../../../app/context.ts'
import type { Account, Network } from '../../../networks/kit/network.ts'
import { accountFor } from '../accounts/index.ts'
import { appDoorOf } from './keys.ts'
import * as queries from './queries.ts'
import * as subscriptions from './subscription-queries.ts'
import { isReachable, unregisterApp } from './tell.ts'
import { knownTrouble, mayPass, stillTold, type Trouble } from './trouble.ts'

const atOnce = 50
/** Asked for anew so often: networks forget it with a password that was changed, and say nothing. */
const againMs = 7 * 86_400_000
/** A network that cannot be reached for so long is not told that a door is closed. */
const forgetMs = 2 * 86_400_000

/** At the doors of apps: each account is asked for, and what is not to be told any more is taken back. */
export async function keepSubscriptions(ctx: Context): Promise<void> {
  await takeBack(ctx)
  await finishClosed(ctx)
  if (!isReachable(ctx)) return
  const now = ctx.clock.now()
  for (const network of ctx.networks.values()) {
    if (!network.webhooks?.subscribe) continue
    const since = new Date(now.getTime() - againMs)
    const begins = network.webhooks.accounts ?? ''
    const charges = network.manifest.webhooks?.cost !== undefined
    const asked = { now, since, begins, charges, most: atOnce }
    const found = await subscriptions.findToSubscribe(ctx.db, network.manifest.id, asked)
    for (const one of found) if (!(await subscribe(ctx, network, one))) break
  }
}

/** False where the network is not there at the moment: the others wait for the next round. */
async function subscribe(ctx: Context, network: Network, of: subscriptions.ToSubscribe): Promise<boolean> {
  const now = ctx.clock.now()
  const note = async (trouble: Trouble | null) => {
    const subscribedAt = trouble ? null : now
    const isThere = await subscriptions.keepSubscription(ctx.db, of, { subscribedAt, trouble, now })
    await ctx.events.emit(ctx.db, { workspaceId: of.doorWorkspaceId, topic: 'channels', id: null })
    return isThere
  }
  try {
    if (!(await ctx.db.transaction().execute((tx) => subscriptions.takeToSubscribe(tx, of, now)))) return true
    const row = await queries.findDoor(ctx.db, of.doorWorkspaceId, of.doorId)
    const door = row && (await appDoorOf(ctx, row))
    if (!door) return true
    const account = await accountFor(ctx, of.channelId)
    const tools = ctx.toolsFor(network.manifest.id, account)
    await network.webhooks?.subscribe?.(tools, account, door)
    // The door was closed or the channel left while it was asked for.
    if (!(await note(null)) && !(await subscriptions.isTold(ctx.db, { ...of, remoteId: account.remoteId })))
      await network.webhooks?.unsubscribe?.(tools, account, door)
  } catch (error) {
    const trouble = knownTrouble(error)
    // One that cannot be opened, such as by a key that is gone, must not keep all others from theirs.
    if (!trouble)
      ctx.log.error({ channelId: of.channelId, error }, 'A network could not be asked to tell of an account')
    await note(trouble ?? { code: 'unforeseen', words: null })
    return !mayPass(error)
  }
  return true
}

/**
 * Of doors that were closed, of accounts that sign in by another app now, and of those that were removed. What costs is taken back
 * as long as nobody can use it, too, and asked for again by itself once somebody can.
 */
async function takeBack(ctx: Context): Promise<void> {
  const charging = [...ctx.networks.values()].flatMap(({ manifest: { id, webhooks } }) =>
    webhooks?.cost ? [id] : [],
  )
  const found = await subscriptions.findToTakeBack(ctx.db, charging, ctx.clock.now(), atOnce)
  const away = new Set<string>()
  for (const one of found) {
    if (away.has(one.network)) continue
    try {
      const account = await accountFor(ctx, one.channelId).catch(() => asFarAsKnown(one))
      await end(ctx, one, account)
    } catch (error) {
      if (mayPass(error)) away.add(one.network)
      else ctx.log.error({ channelId: one.channelId, error }, 'A network could not be asked to tell no more')
      await subscriptions.tryLater(ctx.db, one, ctx.clock.now())
    }
  }
}

/** Who is signed out or gone: some networks let the app alone take it back. */
const asFarAsKnown = ({ channelId, workspaceId, remoteId, appId }: subscriptions.Subscription): Account => ({
  ...{ channelId, workspaceId, remoteId, appId, handle: '', server: '', credential: null },
  ...{ settings: {}, limits: {} },
  reload: async () => null,
  save: async () => undefined,
})

/**
 * Taken back at the network, unless somebody else here has joined the same account. Throws where it may yet be. What costs and is
 * not let go stays in the list, and is tried again.
 */
async function end(ctx: Context, one: subscriptions.Subscription, account: Account): Promise<void> {
  const row = await queries.findDoor(ctx.db, one.doorWorkspaceId, one.doorId)
  const { webhooks, manifest } = ctx.networks.get(one.network) ?? {}
  const door = row && webhooks?.unsubscribe && (await appDoorOf(ctx, row))
  if (door && !(await subscriptions.isTold(ctx.db, one)))
    try {
      const tools = ctx.toolsFor(one.network, account)
      await webhooks?.unsubscribe?.(tools, account, door)
    } catch (error) {
      // What it refuses it does not tell of either.
      const trouble = knownTrouble(error)
      if (mayPass(error) || !trouble) throw error
      if (manifest?.webhooks?.cost) {
        const told = { code: stillTold, words: trouble.words }
        await subscriptions.keepSubscription(ctx.db, one, {
          subscribedAt: null,
          trouble: told,
          now: ctx.clock.now(),
        })
        return
      }
    }
  await subscriptions.deleteSubscription(ctx.db, one)
}

/** When an account leaves, as long as its sign-in is still there. What cannot be done now, the job does. */
export async function leaveSubscription(ctx: Context, account: Account): Promise<void> {
  const one = await subscriptions.findSubscription(ctx.db, account.workspaceId, account.channelId)
  if (!one) return
  await end(ctx, one, account).catch((error: unknown) => {
    if (!mayPass(error)) throw error
  })
}

/** Doors of apps that a person closed go once nothing of them is left at the network. */
async function finishClosed(ctx: Context): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - forgetMs)
  for (const row of await queries.findClosed(ctx.db, since, atOnce)) {
    const again = await unregisterApp(ctx, row).then(() => false, mayPass)
    if (!again || (row.closedAt !== null && row.closedAt < since))
      await queries.deleteDoor(ctx.db, row.workspaceId, row.id)
  }
}
