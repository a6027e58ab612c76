import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { callHooks } from '../hooks/index.ts'
import { type NotificationKind, notificationKinds } from './contract.ts'
import { mailNotifications, pushNotifications } from './jobs.ts'
import { refreshOpen, resolveOpen, type Trouble, upsertNotifications } from './queries.ts'

/** Letters about the same minute's troubles are one letter. */
const gather = 30_000

/** Tells the people of a workspace, in the transaction of what happened: in the app, by mail, and to its webhooks. */
export const notify = (tx: Tx, ctx: Context, trouble: Trouble): Promise<void> => notifyAll(tx, ctx, [trouble])

/** The same for trouble that is met at every try: while it is open it is not told again, and its words are kept fresh. */
export async function notifyOnce(tx: Tx, ctx: Context, trouble: Trouble): Promise<void> {
  const known = await refreshOpen(tx, trouble)
  if (!known) return notify(tx, ctx, trouble)
  if (known === 'changed')
    await ctx.events.emit(tx, { workspaceId: trouble.workspaceId, topic: 'notifications', id: null })
}

/** Many at once. Those of the same kind about the same subject become one with a count. */
export async function notifyAll(tx: Tx, ctx: Context, troubles: readonly Trouble[]): Promise<void> {
  if (troubles.length === 0) return
  const gathered = new Map<string, Trouble & { count: number }>()
  for (const trouble of troubles) {
    const name = [trouble.workspaceId, trouble.kind, trouble.subject.kind, trouble.subject.id].join(' ')
    const known = gathered.get(name)
    if (known) known.count++
    else gathered.set(name, { ...trouble, count: 1 })
  }
  // Everybody takes the rows in the same order, so that nobody waits for somebody who waits for him.
  const sorted = [...gathered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, trouble]) => trouble)
  await upsertNotifications(tx, sorted)
  await callHooks(
    tx,
    ctx,
    sorted.map(({ workspaceId, kind, subject, facts, count }) => ({
      workspaceId,
      event: kind,
      data: { subject, count, ...facts },
    })),
  )
  for (const workspaceId of new Set(sorted.map((trouble) => trouble.workspaceId)))
    await tellWorkspace(tx, ctx, workspaceId)
}

async function tellWorkspace(tx: Tx, ctx: Context, workspaceId: string): Promise<void> {
  await ctx.events.emit(tx, { workspaceId, topic: 'notifications', id: null })
  await ctx.jobs.add(pushNotifications, { workspaceId }, { tx })
  if (!ctx.mail.ready) return
  const at = new Date((Math.floor(ctx.clock.now().getTime() / gather) + 1) * gather)
  await ctx.jobs.add(
    mailNotifications,
    { workspaceId },
    { tx, at, key: `mail:${workspaceId}:${at.getTime()}` },
  )
}

/** The trouble with a subject has ended, by itself or by somebody: all kinds of it, or the ones named. */
export async function resolveNotification(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  subject: { kind: string; id: string },
  kinds: readonly NotificationKind[] = notificationKinds,
): Promise<void> {
  if (await resolveOpen(tx, workspaceId, subject, kinds))
    await ctx.events.emit(tx, { workspaceId, topic: 'notifications', id: null })
}

const ofDeliveries = [
  'delivery.failed',
  'delivery.in_doubt',
  'delivery.lacks',
  'delivery.handed',
  'delivery.overdue',
  'delivery.recalled',
] as const

/** What was failed or in doubt is out after all; for many deliveries at once. */
export async function resolveDelivered(
  tx: Tx,
  delivered: readonly { workspaceId: string; deliveryId: string }[],
): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ resolvedAt: new Date() })
    .where(
      'workspaceId',
      '=',
      sql<string>`any(${[...new Set(delivered.map((one) => one.workspaceId))]}::uuid[])`,
    )
    .where('kind', 'in', ofDeliveries)
    .where('subjectKind', '=', 'delivery')
    .where('subjectId', '=', sql<string>`any(${delivered.map((one) => one.deliveryId)}::text[])`)
    .where('resolvedAt', 'is', null)
    .execute()
}
