import { handle } from '../../../app/handler.ts'
import { tidyUploads } from './intake.ts'
import { purgeMediaJob, tidyMediaJob } from './jobs.ts'
import { purgeMedia } from './service.ts'

export const mediaHandlers = [
  handle(purgeMediaJob, (ctx) => purgeMedia(ctx)),
  handle(tidyMediaJob, (ctx) => tidyUploads(ctx)),
]
