import { handle, type JobHandler } from '../../../app/handler.ts'
import { lookAgain, lookNow } from './jobs.ts'
import { lookAtScheduled, lookAtWorkspace } from './look.ts'

export const complianceHandlers: JobHandler[] = [
  handle(lookAgain, (ctx) => lookAtScheduled(ctx)),
  handle(lookNow, lookAtWorkspace),
]
