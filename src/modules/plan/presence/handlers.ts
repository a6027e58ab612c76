import type { Context } from '../../../app/context.ts'
import { handle, type JobHandler } from '../../../app/handler.ts'
import { freeJobs } from '../../../platform/jobs/index.ts'
import { presenceRhythm, runPresenceAudit } from './jobs.ts'
import { runAudit } from './run.ts'
import { endStale, takeDue } from './run-queries.ts'
import { start } from './service.ts'

/** No audit takes so long: it asks 1,500 questions at most. */
const longestRunMs = 6 * 3_600_000

/** Audits that one hour begins; who has waited longest comes first, and the rest an hour later. */
const mostAnHour = 50

export const presenceHandlers: JobHandler[] = [
  handle(runPresenceAudit, (ctx, { workspaceId, id }) => runAudit(ctx, workspaceId, id)),
  handle(presenceRhythm, beginDue),
]

async function beginDue(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const now = ctx.clock.now()
    const stale = new Date(now.getTime() - longestRunMs)
    await freeJobs(tx, await endStale(tx, stale, now), stale)
    for (const { workspaceId } of await takeDue(tx, ctx.clock.now(), mostAnHour))
      await start(ctx, tx, { workspaceId, cause: 'rhythm', startedBy: null })
  })
}
