import { handle, type JobHandler } from '../../../app/handler.ts'
import { collectChannel, collectDue } from './jobs.ts'
import { askForDue, collectFrom } from './service.ts'

export const collectionHandlers: JobHandler[] = [
  handle(collectDue, askForDue),
  handle(collectChannel, (ctx, { channelId }) => collectFrom(ctx, channelId)),
]
