import { systemActor } from '../../../app/actor.ts'
import { auditEach } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { notifyAll, resolveNotification } from '../notifications/index.ts'
import { troublesOf } from './give.ts'
import { takeBack, takeReminders } from './queries.ts'

/** What one look takes; the rest is a minute later. */
const most = 200

/** From this reminder on everybody who may do it is told, not only who was asked first. */
const tellAllFrom = 2

const lackingWords =
  'It was in somebody’s hands when its yes was taken back, or its words changed. Let it be approved, then hand it over again, or leave it.'

/** Runs each minute; any number of processes may run it together. */
export async function keepHands(ctx: Context): Promise<void> {
  await recall(ctx)
  await remind(ctx)
}

/** Nobody is left with something in their hands that may not go out. */
async function recall(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const back = await takeBack(tx, ctx.clock.now(), lackingWords, most)
    if (back.length === 0) return
    for (const { workspaceId, id } of back)
      await resolveNotification(tx, ctx, workspaceId, { kind: 'delivery', id })
    await auditEach(
      tx,
      back.map(({ workspaceId, id }) => ({
        actor: systemActor(workspaceId),
        entry: { action: 'delivery.missed', subject: { kind: 'delivery', id } },
      })),
    )
    await notifyAll(
      tx,
      ctx,
      back.map(({ id, workspaceId, channelId, dueAt }) => ({
        workspaceId,
        kind: 'delivery.missed' as const,
        subject: { kind: 'channel', id: channelId },
        facts: { deliveryId: id, channelId, dueAt: dueAt.toISOString() },
      })),
    )
    for (const workspaceId of new Set(back.map((one) => one.workspaceId)))
      await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: null })
  })
}

/** Tells of it as of something new, so that mail and push go out once more. */
async function remind(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const due = await takeReminders(tx, ctx.clock.now(), most)
    if (due.length === 0) return
    for (const { workspaceId, id } of due)
      await resolveNotification(tx, ctx, workspaceId, { kind: 'delivery', id })
    const told = due.map((one) => ({ ...one, toAll: one.reminders >= tellAllFrom }))
    await notifyAll(tx, ctx, await troublesOf(tx, told))
    for (const workspaceId of new Set(due.map((one) => one.workspaceId)))
      await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: null })
  })
}
