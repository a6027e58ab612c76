import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { lagOf, planCollection } from '../../measure/collection/index.ts'
import { callHooks } from '../hooks/index.ts'
import { followPublications } from './jobs.ts'
import { findByDeliveries, insertPublications, type NewPublication } from './queries.ts'

/** Writes down what went out, in the transaction that says so, and asks for what follows from it. */
export async function recordPublications(
  tx: Tx,
  ctx: Context,
  publications: readonly NewPublication[],
): Promise<void> {
  if (publications.length === 0) return
  await insertPublications(tx, publications)
  const deliveryIds = publications.map(({ deliveryId }) => deliveryId)
  await ctx.jobs.add(followPublications, { deliveryIds }, { tx })
}

/** What is out without anybody knowing where: there is nothing to look up, and programs that listen are told all the same. */
export const tellPublished = (
  tx: Tx,
  ctx: Context,
  { workspaceId, publishedAt, ...out }: Omit<NewPublication, 'remoteId' | 'url' | 'text'>,
): Promise<void> =>
  callHooks(tx, ctx, [
    {
      workspaceId,
      event: 'delivery.published',
      data: { publicationId: null, ...out, url: null, publishedAt: publishedAt.toISOString() },
    },
  ])

/** What follows may take its time, so it is not done while deliveries wait to leave. May run twice. */
export async function follow(ctx: Context, deliveryIds: readonly string[]): Promise<void> {
  const publications = await findByDeliveries(ctx.db, deliveryIds)
  await ctx.db.transaction().execute(async (tx) => {
    for (const { network, ...publication } of publications) {
      const manifest = ctx.networks.get(network)?.manifest
      await planCollection(tx, { publication, lag: manifest ? lagOf(manifest) : 0 }, ctx.clock.now())
    }
    await callHooks(
      tx,
      ctx,
      publications.map(({ workspaceId, id, channelId, postId, deliveryId, url, publishedAt }) => ({
        workspaceId,
        event: 'delivery.published',
        data: {
          publicationId: id,
          channelId,
          postId,
          deliveryId,
          url,
          publishedAt: publishedAt.toISOString(),
        },
      })),
    )
  })
}
