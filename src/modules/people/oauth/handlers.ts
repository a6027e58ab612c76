import { handle, type JobHandler } from '../../../app/handler.ts'
import { deleteNeverFetched } from '../keys/index.ts'
import { purgeProgramsJob } from './jobs.ts'
import * as queries from './queries.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How long a program stays known that nobody lets in, or of which nothing lives any more. */
const unusedMs = 30 * dayMs

export const oauthHandlers: JobHandler[] = [
  handle(purgeProgramsJob, async (ctx) => {
    const now = ctx.clock.now()
    const ago = (ms: number) => new Date(now.getTime() - ms)
    // Before their codes, which go with them; after a day nobody brings a code again.
    await deleteNeverFetched(ctx.db, ago(hourMs))
    await queries.deleteCodes(ctx.db, ago(dayMs))
    await queries.deleteUnusedClients(ctx.db, ago(unusedMs), now)
  }),
]
