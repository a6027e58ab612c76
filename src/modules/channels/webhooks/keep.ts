import type { Context } from '../../../app/context.ts'
import * as heard from './heard-queries.ts'
import { makeDoor } from './make.ts'
import * as queries from './queries.ts'
import { keepSubscriptions } from './subscriptions.ts'
import { isReachable, register, registers } from './tell.ts'

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
  await heard.deleteEventsBefore(ctx.db, new Date(ctx.clock.now().getTime() - keptMs))
  await heard.deleteEventsBeyond(ctx.db, mostKept)
}
