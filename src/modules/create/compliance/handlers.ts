import type { Context } from '../../../app/context.ts'
import { handle, type JobHandler } from '../../../app/handler.ts'
import { lookAgain, lookNow, pruneResults } from './jobs.ts'
import { lookAtScheduled, lookAtWorkspace } from './look.ts'
import { dropSuperseded } from './result-queries.ts'

/** So long what was found in words that were judged anew since is kept, where nothing of it went out. */
const resultsKeepDays = 90

const inDays = (ctx: Context, days: number): Date => new Date(ctx.clock.now().getTime() + days * 86_400_000)

export const complianceHandlers: JobHandler[] = [
  handle(lookAgain, (ctx) => lookAtScheduled(ctx)),
  handle(lookNow, (ctx, place) => lookAtWorkspace(ctx, place)),
  handle(pruneResults, (ctx) => dropSuperseded(ctx.db, inDays(ctx, -resultsKeepDays))),
]
