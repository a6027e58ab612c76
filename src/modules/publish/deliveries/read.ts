import type { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { SentPart } from '../../../networks/kit/network.ts'
import {
  actionsOf,
  type Delivery,
  type DeliveryAction,
  type DeliveryDetail,
  type DeliveryQuery,
  type DeliveryState,
  type FailureKind,
} from './contract.ts'
import { deliveryError } from './errors.ts'
import {
  type DeliveryRow,
  findAttempts,
  findContent,
  findDeliveries,
  findDelivery,
  lacksApproval,
} from './queries.ts'

export async function listDeliveries(ctx: Context, viewer: Viewer, query: DeliveryQuery) {
  const { rows, next } = await findDeliveries(ctx.db, viewer, query)
  return { items: rows.map((row) => asDelivery(row, ctx.networks)), next }
}

export async function readDelivery(ctx: Context, viewer: Viewer, id: string): Promise<DeliveryDetail> {
  const { workspaceId } = viewer
  const [row, frozen, history, lacking] = await Promise.all([
    findDelivery(ctx.db, viewer, id),
    findContent(ctx.db, workspaceId, id),
    findAttempts(ctx.db, workspaceId, id),
    lacksApproval(ctx.db, workspaceId, id),
  ])
  if (!row || !frozen) throw deliveryError('not_found')
  return {
    ...asDelivery(row, ctx.networks),
    digest: frozen.digest,
    content: frozen.content as DeliveryDetail['content'],
    history,
    unapproved: lacking && leaving.includes(row.state),
  }
}

/** Where a yes still matters. */
const leaving: readonly string[] = ['scheduled', 'claimed', 'waiting', 'missed', 'failed']

export function asDelivery(row: DeliveryRow, networks: Context['networks']): Delivery {
  const parts = row.parts as unknown as SentPart[]
  return {
    id: row.id,
    postId: row.postId,
    variantId: row.variantId,
    channel: {
      id: row.channelId,
      network: row.network,
      handle: row.handle,
      name: row.name,
      avatarUrl: row.avatarUrl,
      timeZone: row.timeZone,
    },
    state: row.state as DeliveryState,
    dueAt: row.dueAt.toISOString(),
    nextAt: row.nextAt.toISOString(),
    attempts: row.attempts,
    firstAttemptAt: row.firstAttemptAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    failure: failureOf(row),
    text: row.text,
    parts: parts.map(({ remoteId, url }) => ({ remoteId, url })),
    actions: actionsFor(row.state as DeliveryState, networks.get(row.network)?.find !== undefined),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

const failureOf = ({ failureKind, failureCode, failureWords }: DeliveryRow): Delivery['failure'] =>
  failureKind === null
    ? null
    : {
        kind: failureKind as z.infer<typeof FailureKind>,
        code: failureCode ?? '',
        words: failureWords ?? '',
      }

/** What can be done now: looking only helps where the network can be asked. */
function actionsFor(state: DeliveryState, canLook: boolean): DeliveryAction[] {
  return actionsOf[state].filter((action) => action !== 'look' || canLook || state !== 'in_doubt')
}
