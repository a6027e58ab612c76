/** A change of what is out that was not taken. Nobody may be waiting for the answer by then, so people are told. */
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { notifyOnce, resolveNotification } from '../notifications/index.ts'
import { type ChangeRow, markRefused } from './change-queries.ts'

/** It comes again at that time, or is left to people. */
export const refuse = (
  ctx: Context,
  workspaceId: string,
  change: ChangeRow,
  error: unknown,
  nextAt: Date | null,
): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const { deliveryId, channelId, content } = change
    const words = wordsOf(error)
    if (!(await markRefused(tx, change, words, nextAt))) return
    await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: deliveryId })
    if (nextAt) return
    const facts = { channelId, words, text: (content.parts[0]?.text ?? '').slice(0, 140) }
    const subject = { kind: 'delivery', id: deliveryId }
    await notifyOnce(tx, ctx, { workspaceId, kind: 'publication.change_refused', subject, facts })
  })

const wordsOf = (error: unknown): string =>
  error instanceof AppError ? error.message : 'It could not be sent, for a reason of our own.'

/** Somebody has seen to it: other words are wished, the same ones are out, or none are wished any more. */
export const endRefusal = (tx: Tx, ctx: Context, workspaceId: string, deliveryId: string): Promise<void> =>
  resolveNotification(tx, ctx, workspaceId, { kind: 'delivery', id: deliveryId }, [
    'publication.change_refused',
  ])
