import { handle } from '../../../app/handler.ts'
import { keepDoors, purgeWebhooks } from './jobs.ts'
import { keepAll, purge } from './keep.ts'

export const webhookHandlers = [
  handle(keepDoors, (ctx) => keepAll(ctx)),
  handle(purgeWebhooks, async (ctx) => {
    await purge(ctx)
  }),
]
