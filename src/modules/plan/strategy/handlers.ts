import type { Context } from '../../../app/context.ts'
import { handle, type JobHandler } from '../../../app/handler.ts'
import { notify } from '../../publish/notifications/index.ts'
import { purgeStrategyLinks, remindOfReviews } from './jobs.ts'
import * as queries from './queries.ts'

/** How long a link that is over stays in the list. */
const keptMs = 60 * 86_400_000

export const strategyHandlers: JobHandler[] = [
  handle(remindOfReviews, remind),
  handle(purgeStrategyLinks, async (ctx) => {
    await queries.purgeLinks(ctx.db, new Date(ctx.clock.now().getTime() - keptMs))
  }),
]

/** Tells the people of each workspace on the day of its review, once. */
async function remind(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    for (const { workspaceId, reviewOn, newest } of await queries.takeDueReviews(tx, ctx.clock.now()))
      if (newest)
        await notify(tx, ctx, {
          workspaceId,
          kind: 'strategy.review',
          subject: { kind: 'strategy', id: workspaceId },
          facts: { day: reviewOn },
        })
  })
}
