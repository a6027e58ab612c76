import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { prepareDelivery } from './jobs.ts'

/** Uploads begin this long before a delivery is due: long enough for a film, short enough that no network forgets it. */
const aheadMs = 10 * 60_000

type Preparing = { id: string; network: string; dueAt: Date; media: boolean }

/** Asks for the uploads of deliveries whose network takes them ahead. A new time replaces an older request. */
export async function prepareAhead(tx: Tx, ctx: Context, deliveries: readonly Preparing[]): Promise<void> {
  for (const { id, dueAt } of deliveries.filter((one) => isAhead(ctx, one)))
    await ctx.jobs.add(
      prepareDelivery,
      { deliveryId: id },
      { tx, at: new Date(dueAt.getTime() - aheadMs), key: `prepare:${id}` },
    )
}

export const isAhead = (ctx: Context, { media, network }: Pick<Preparing, 'media' | 'network'>): boolean =>
  media && ctx.networks.get(network)?.publish?.prepare !== undefined
