import { handle } from '../../../app/handler.ts'
import { forgetAttempts } from './jobs.ts'
import { deleteOldAttempts } from './queries.ts'

export const joinHandlers = [
  handle(forgetAttempts, async (ctx) => {
    await deleteOldAttempts(ctx.db, ctx.clock.now())
  }),
]
