import type { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import type { Network, SentPart } from '../../../networks/kit/network.ts'
import type { Db } from '../../../platform/db/index.ts'
import { type Barred, findBarred } from '../../create/media/index.ts'
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
  return { items: rows.map((row) => asDelivery(ctx, row)), next }
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
  const isLeaving = leaving.includes(row.state)
  const at = new Date(Math.max(row.dueAt.getTime(), ctx.clock.now().getTime()))
  const barred = isLeaving ? await findBarredIn(ctx.db, workspaceId, frozen.content, at) : undefined
  return {
    ...asDelivery(ctx, row),
    digest: frozen.digest,
    content: frozen.content as DeliveryDetail['content'],
    history,
    unapproved: lacking && isLeaving,
    barred: barred ? { file: barred.fileName, why: barred.why } : null,
  }
}

/** Something of a frozen content that may not be shown at that time. */
export async function findBarredIn(
  db: Db,
  workspaceId: string,
  content: unknown,
  at: Date,
): Promise<Barred | undefined> {
  const { parts = [] } = content as Partial<Draft>
  const shown = parts.flatMap(({ media, linkImage }) => [...media, ...(linkImage ? [linkImage] : [])])
  const uses = shown.map(({ id }) => ({ id, at }))
  return (await findBarred(db, workspaceId, uses)).at(0)
}

/** Where a yes still matters. */
const leaving: readonly string[] = ['scheduled', 'claimed', 'waiting', 'handed', 'missed', 'failed']

/** How long it can be taken back that something is out. */
export const undoMarkMs = 15 * 60_000

export function asDelivery(
  { networks, clock }: Pick<Context, 'networks' | 'clock'>,
  row: DeliveryRow,
): Delivery {
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
    byHand: networks.get(row.network)?.manifest.byHand !== undefined,
    handed: handedOf(row, networks.get(row.network)),
    marked: markedOf(row),
    text: row.text,
    upload: uploadOf(row),
    parts: parts.map(({ remoteId, url }) => ({ remoteId, url })),
    behind: row.behind,
    actions: actionsFor(row, networks.get(row.network), clock.now()),
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

const uploadOf = ({ doneBytes, totalBytes }: DeliveryRow): Delivery['upload'] =>
  doneBytes === null || totalBytes === null ? null : { doneBytes, totalBytes }

/**
 * A program can look there for what a person may have put there. Not while the channel rests: what is to be looked for could be
 * neither moved nor taken back until it works again.
 */
export const isLookable = (
  network: Network | undefined,
  { channelState }: Pick<DeliveryRow, 'channelState'>,
): boolean =>
  network?.find !== undefined &&
  network.manifest.guarantee === 'findable' &&
  !network.manifest.byHand &&
  !network.publish?.findsOwn &&
  channelState === 'active'

const handedOf = (row: DeliveryRow, network: Network | undefined): Delivery['handed'] =>
  row.handedAt && {
    at: row.handedAt.toISOString(),
    by: row.takenBy === null ? null : { id: row.takenBy, name: row.takenName ?? '' },
    takenAt: row.takenAt?.toISOString() ?? null,
    lookable: isLookable(network, row),
    reminders: row.reminders ?? 0,
    changedAt: row.changedAt?.toISOString() ?? null,
    reason: row.reason,
  }

const markedOf = ({ markedAt, markedName }: DeliveryRow): Delivery['marked'] =>
  markedAt && {
    at: markedAt.toISOString(),
    by: markedName,
    undoUntil: new Date(markedAt.getTime() + undoMarkMs).toISOString(),
  }

/** What can be done now: some of it helps only here, or only for a while. */
function actionsFor(
  { state, markedAt, markedFrom, failureKind }: DeliveryRow,
  network: Network | undefined,
  now: Date,
): DeliveryAction[] {
  const byHand = network?.manifest.byHand !== undefined
  const isFresh = markedFrom !== null && now.getTime() - (markedAt?.getTime() ?? 0) < undoMarkMs
  const unfit: Partial<Record<DeliveryAction, boolean>> = {
    look: state === 'in_doubt' && network?.find === undefined,
    'publish-now': state === 'handed' && byHand,
    'hand-over': byHand && state !== 'failed' && state !== 'in_doubt',
    unmark: !isFresh,
    dismiss: failureKind === null,
  }
  return actionsOf[state as DeliveryState].filter((action) => !unfit[action])
}
