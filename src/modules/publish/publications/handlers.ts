import { handle, type JobHandler } from '../../../app/handler.ts'
import { followPublications } from './jobs.ts'
import { follow } from './record.ts'

export const publicationHandlers: JobHandler[] = [
  handle(followPublications, (ctx, { deliveryIds }) => follow(ctx, deliveryIds)),
]
