import { randomUUID } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { webhookError } from './errors.ts'
import type { Of } from './list.ts'
import * as queries from './queries.ts'
import { digestOf, newInner, sealInner } from './seal.ts'
import * as subscriptions from './subscription-queries.ts'
import { keepMore } from './tell.ts'
import { shut } from './trouble.ts'

type Making = Pick<Of, 'network' | 'appId' | 'channelId'> & { workspaceId: string }

export const ownerIn = ({ appId, channelId }: Pick<Of, 'appId' | 'channelId'>): queries.Owner =>
  appId ? { appId } : { channelId: channelId ?? '' }

/** The door of an app or a channel: a new one, or that which stands already, with what is kept there beside what was known. */
export async function makeDoor(
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
  await subscriptions.askAnew(db, { workspaceId, id })
}
