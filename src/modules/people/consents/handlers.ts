import { handle, type JobHandler } from '../../../app/handler.ts'
import { dropOldConsents } from './jobs.ts'
import { dropConsents } from './queries.ts'

export const consentHandlers: JobHandler[] = [
  handle(dropOldConsents, async (ctx) => void (await dropConsents(ctx.db, ctx.clock.now()))),
]
