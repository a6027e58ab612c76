import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { type Acting, change, move, refuseAgainstRules, refuseBarred, refuseUnapproved } from './act.ts'
import type { DeliveryDetail, DeliveryState } from './contract.ts'
import { deliveryError } from './errors.ts'

/** Undoes `cancelDelivery` for ten minutes: it is again what it was. What became due meanwhile goes the way of everything that is late. */
export const restoreDelivery = (ctx: Context, actor: Actor, id: string): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.restored', async (tx, row) => {
    const from = await cancelledFrom(tx, row)
    await move(tx, row, ['cancelled'], { state: from, cancelledFrom: null })
    // One that waits for a person is judged when somebody sends it; one in somebody's hands is put there without another word.
    if (from === 'scheduled' || from === 'waiting' || from === 'handed')
      await refuseAgainstRules(tx, ctx, row, row.dueAt)
    if (from === 'handed') {
      await refuseUnapproved(tx, row)
      await refuseBarred(tx, row, new Date(Math.max(row.dueAt.getTime(), ctx.clock.now().getTime())))
    }
  })

/**
 * What it was before a person cancelled it. Refused for what went with its post, and once the post says something else
 * or has gone to the channel anew: the words frozen here would be old, or would be there twice. A channel that was
 * removed sends nothing any more.
 */
async function cancelledFrom(tx: Tx, row: Acting): Promise<DeliveryState> {
  const { workspaceId, id, postId, channelId } = row
  // Whoever plans the post anew holds all of its deliveries, and so waits for this one, which is held; others need not be held.
  const anew = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('postId', '=', postId)
    .where('channelId', '=', channelId)
    .where('state', '!=', 'cancelled')
    .where('id', '!=', id)
    .limit(1)
    .executeTakeFirst()
  const found = await tx
    .selectFrom('deliveries as d')
    .innerJoin('posts as p', 'p.id', 'd.postId')
    .innerJoin('channels as c', 'c.id', 'd.channelId')
    .select('d.cancelledFrom')
    .where('d.workspaceId', '=', workspaceId)
    .where('d.id', '=', id)
    .where('d.updatedAt', '>', sql<Date>`now() - interval '10 minutes'`)
    .whereRef('p.updatedAt', '<=', 'd.updatedAt')
    .where('p.deletedAt', 'is', null)
    .where('c.state', '!=', 'removed')
    .executeTakeFirst()
  if (row.state === 'cancelled' && (!found?.cancelledFrom || anew)) throw deliveryError('cannot_restore')
  return (found?.cancelledFrom ?? 'scheduled') as DeliveryState
}
