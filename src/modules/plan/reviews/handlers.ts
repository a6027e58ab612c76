import type { Context } from '../../../app/context.ts'
import { handle, type JobHandler } from '../../../app/handler.ts'
import { notify } from '../../publish/notifications/index.ts'
import { remindOfReviews } from './jobs.ts'
import { takeDueReviews } from './queries.ts'

export const reviewHandlers: JobHandler[] = [handle(remindOfReviews, remind)]

/** Tells the people of each workspace on the day of its review, once. */
export async function remind(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    for (const { workspaceId, reviewOn, newest } of await takeDueReviews(tx, ctx.clock.now()))
      if (newest)
        await notify(tx, ctx, {
          workspaceId,
          kind: 'strategy.review',
          subject: { kind: 'strategy', id: workspaceId },
          facts: { day: reviewOn },
        })
  })
}
