import { handle, type JobHandler } from '../../../app/handler.ts'
import { scheduledBackup } from './jobs.ts'
import { backUpByClock } from './service.ts'

export const scheduleHandlers: JobHandler[] = [
  handle(scheduledBackup, (ctx, { again }) => backUpByClock(ctx, again)),
]
