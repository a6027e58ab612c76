import { handle, type JobHandler } from '../../../app/handler.ts'
import { readDue, readHistory } from './jobs.ts'
import { askForHistories, readOn } from './service.ts'

export const historyHandlers: JobHandler[] = [
  handle(readDue, askForHistories),
  handle(readHistory, (ctx, { channelId }) => readOn(ctx, channelId)),
]
