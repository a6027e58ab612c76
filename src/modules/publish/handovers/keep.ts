import { systemActor } from '../../../app/actor.ts'
import { auditEach } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { findTold } from '../deliveries/index.ts'
import { notifyAll, resolveNotification, type Trouble, type TroubleCode } from '../notifications/index.ts'
import { troublesOf } from './give.ts'
import { type Back, endRecalls, takeBack, takeReminders, type Why } from './queries.ts'

/** What one look takes; the rest is a minute later. */
const most = 200

/** From this reminder on everybody who may do it is told, not only who was asked first. */
const tellAllFrom = 2

const words: Record<Why, string> = {
  not_approved:
    'It was in somebody’s hands when its yes was taken back, or its words changed. Let it be approved, then hand it over again, or leave it.',
  media_withdrawn:
    'It was in somebody’s hands when the consent to show a picture or film of it was withdrawn. If it is out already, take it down there and say so; else choose another in the post, or leave it.',
  media_ended:
    'It was in somebody’s hands when the right to show a picture or film of it ended. If it is out already, say so; else renew the right, choose another in the post, or leave it.',
}

const troubles: Record<Why, TroubleCode> = {
  not_approved: 'yes_missing',
  media_withdrawn: 'consent_withdrawn',
  media_ended: 'right_ended',
}

/** So long people are told that something was taken out of their hands. */
const recallToldMs = 24 * 3_600_000

/** Runs each minute; any number of processes may run it together. */
export async function keepHands(ctx: Context): Promise<void> {
  await recall(ctx)
  await remind(ctx)
}

/** Nobody is left with something in their hands that may not go out. */
async function recall(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  // By itself: everybody goes from deliveries to notifications, and this one knows no delivery.
  const over = await endRecalls(ctx.db, new Date(now.getTime() - recallToldMs))
  for (const workspaceId of over)
    await ctx.events.emit(ctx.db, { workspaceId, topic: 'notifications', id: null })
  await ctx.db.transaction().execute(async (tx) => {
    const back = await takeBack(tx, now, words, most)
    if (back.length === 0) return
    for (const { workspaceId, id } of back)
      await resolveNotification(tx, ctx, workspaceId, { kind: 'delivery', id })
    await auditEach(
      tx,
      back.map(({ workspaceId, id, why }) => ({
        actor: systemActor(workspaceId),
        entry: {
          action: why === 'not_approved' ? 'delivery.missed' : 'delivery.failed',
          subject: { kind: 'delivery', id },
        },
      })),
    )
    await notifyAll(tx, ctx, await recallsOf(tx, back))
    for (const workspaceId of new Set(back.map((one) => one.workspaceId)))
      await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: null })
  })
}

/** Whoever has it in their hands is told to leave it; all who may publish there, that it waits for somebody. */
async function recallsOf(tx: Tx, back: readonly Back[]): Promise<Trouble[]> {
  const ids = back.map(({ id }) => id)
  const told = await findTold(tx, ids)
  const whys = new Map(back.map(({ id, why }) => [id, why]))
  const leave = await troublesOf(
    tx,
    told.map((one) => ({
      ...one,
      kind: 'delivery.recalled' as const,
      trouble: troubles[whys.get(one.id) ?? 'not_approved'],
    })),
  )
  const waits = back.map(({ id, workspaceId, channelId, dueAt, why }): Trouble => {
    const facts = { deliveryId: id, channelId, dueAt: dueAt.toISOString() }
    return why === 'not_approved'
      ? { workspaceId, kind: 'delivery.missed', subject: { kind: 'channel', id: channelId }, facts }
      : {
          ...{ workspaceId, kind: 'delivery.failed', subject: { kind: 'delivery', id } },
          facts: { ...facts, words: words[why], code: why },
        }
  })
  return [...leave, ...waits]
}

/** Who had it before somebody else took it over is told of that still. */
const reminded = ['delivery.handed', 'delivery.overdue'] as const

/** Tells of it as of something new, so that mail and push go out once more. */
async function remind(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const due = await takeReminders(tx, ctx.clock.now(), most)
    if (due.length === 0) return
    for (const { workspaceId, id } of due)
      await resolveNotification(tx, ctx, workspaceId, { kind: 'delivery', id }, reminded)
    const told = due.map(({ overdue, ...one }) => ({
      ...one,
      kind: overdue ? ('delivery.overdue' as const) : ('delivery.handed' as const),
      toAll: one.reminders >= tellAllFrom,
    }))
    await notifyAll(tx, ctx, await troublesOf(tx, told))
    for (const workspaceId of new Set(due.map((one) => one.workspaceId)))
      await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: null })
  })
}
