import type { Context } from '../../../app/context.ts'
import { handle, type JobHandler } from '../../../app/handler.ts'
import { notifyAll } from '../../publish/notifications/index.ts'
import { remindOfDeadlines } from './jobs.ts'
import { takeDue } from './waiting-queries.ts'

export const contractorHandlers: JobHandler[] = [handle(remindOfDeadlines, remind)]

/** Tells the people of each workspace before a deadline, once for each deadline. */
export async function remind(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const due = await takeDue(tx, ctx.clock.now())
    if (due.length === 0) return
    await notifyAll(
      tx,
      ctx,
      due.map(({ workspaceId, id, title, deadline, days }) => ({
        ...{ workspaceId, kind: 'contractor.due' as const, subject: { kind: 'contractor_job', id } },
        facts: { title, day: deadline, days },
      })),
    )
  })
}
