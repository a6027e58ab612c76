import { handle, type JobHandler } from '../../../app/handler.ts'
import { purgeLinksJob, sendLink } from './jobs.ts'
import { purgeLinks } from './queries.ts'
import { mailLink } from './service.ts'

export const newPasswordHandlers: JobHandler[] = [
  handle(sendLink, (ctx, { email }) => mailLink(ctx, email)),
  handle(purgeLinksJob, async (ctx) => void (await purgeLinks(ctx.db, ctx.clock.now()))),
]
