import { handle, type JobHandler } from '../../../app/handler.ts'
import { purgeCalendarLinks } from './jobs.ts'
import { purgeLinks } from './queries.ts'

/** How long a link that is over stays in the list. */
const keptMs = 60 * 86_400_000

export const calendarLinkHandlers: JobHandler[] = [
  handle(purgeCalendarLinks, async (ctx) => {
    await purgeLinks(ctx.db, new Date(ctx.clock.now().getTime() - keptMs))
  }),
]
