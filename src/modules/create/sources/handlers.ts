import { handle } from '../../../app/handler.ts'
import { fetchDueJob, fetchSourceJob, purgeItemsJob } from './jobs.ts'
import { askForDue, forgetOldItems, takeIn } from './take-in.ts'

export const sourceHandlers = [
  handle(fetchDueJob, (ctx) => askForDue(ctx)),
  handle(fetchSourceJob, takeIn),
  handle(purgeItemsJob, (ctx) => forgetOldItems(ctx)),
]
