import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Network } from '../../../networks/kit/network.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { type DeliveryState, wantsLook } from './contract.ts'
import { deliveryError } from './errors.ts'
import { type DeliveryRow, findDelivery, hasBegun, type Move } from './queries.ts'
import { asDelivery, isLookable } from './read.ts'

type Row = Pick<
  DeliveryRow,
  'network' | 'channelState' | 'handedAt' | 'takenBy' | 'takenAt' | 'changedAt' | 'firstAttemptAt' | 'parts'
>

/**
 * Whoever else had it in their hands may have put it there without a word, and a program would send it a second time. Where the
 * network can be looked at, it is `sending` without a worker: the dispatcher looks before anything else, once lists have come, and
 * keeps its time if it is not there.
 */
export function lookFirst({ networks }: Context, actor: Actor, row: Row, now: Date): Partial<Move> {
  const { handedAt, takenBy, takenAt, firstAttemptAt } = row
  const network = networks.get(row.network)
  if (!isLookable(network, row)) return {}
  // Theirs from the beginning: nobody else can have put it there.
  const isOwn = takenBy !== null && takenBy === actor.id && takenAt?.getTime() === handedAt?.getTime()
  if (!handedAt || isOwn || hasBegun(row)) return {}
  // Sent by a program since: what came of that is known.
  if (firstAttemptAt && firstAttemptAt >= handedAt) return {}
  return {
    ...{ state: 'sending', nextAt: listedFrom(network, now), prepared: null, preparedAt: null },
    firstAttemptAt: firstAttemptAt ?? handedAt,
  }
}

const listedFrom = (network: Network | undefined, now: Date): Date =>
  new Date(now.getTime() + (network?.manifest.listsLate?.seconds ?? 0) * 1000)

const waiting: readonly string[] = ['handed', 'failed', 'missed'] satisfies DeliveryState[]

/** The same for one whose post is scheduled anew. What only a person can look for is not: they say so at the delivery. */
export async function lookBeforeAnew(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { id, state, digest }: { id: string; state: string; digest: string },
  anew: { digest: string },
): Promise<Partial<Move>> {
  const row = waiting.includes(state) && (await findDelivery(tx, actor, id))
  if (!row) return {}
  const first = lookFirst(ctx, actor, row, ctx.clock.now())
  // Other words would not be found.
  const isOther = first.state !== undefined && digest !== anew.digest
  if (isOther || wantsLook(asDelivery(ctx, row), actor.id)) throw deliveryError('not_checked')
  return first
}

/** The same for one that was taken back, and is put down again as it was. */
export async function lookAtLeft(tx: Tx, ctx: Context, actor: Actor, id: string): Promise<Partial<Move>> {
  const row = await findDelivery(tx, actor, id)
  return row ? lookFirst(ctx, actor, row, ctx.clock.now()) : {}
}
