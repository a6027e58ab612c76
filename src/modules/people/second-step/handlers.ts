import { handle, type JobHandler } from '../../../app/handler.ts'
import { purgeBegun, tellPerson } from './jobs.ts'
import { begunMs } from './own.ts'
import { purgeUnconfirmed } from './queries.ts'
import { sendNews } from './tell.ts'

export const secondStepHandlers: JobHandler[] = [
  handle(tellPerson, (ctx, { userId, news }) => sendNews(ctx, userId, news)),
  handle(purgeBegun, async (ctx) => {
    await purgeUnconfirmed(ctx.db, new Date(ctx.clock.now().getTime() - begunMs))
  }),
]
