import { handle } from '../../../app/handler.ts'
import { filmHandlers } from './films/handlers.ts'
import { tidyUploads } from './intake.ts'
import { purgeMediaJob, takeUploadsJob, tidyMediaJob } from './jobs.ts'
import { purgeMedia } from './service.ts'
import { takeUploads } from './take-uploads.ts'
import { endUploads } from './uploads.ts'

export const mediaHandlers = [
  handle(purgeMediaJob, (ctx) => purgeMedia(ctx)),
  handle(tidyMediaJob, async (ctx) => {
    await tidyUploads(ctx)
    await endUploads(ctx)
  }),
  handle(takeUploadsJob, (ctx) => takeUploads(ctx)),
  ...filmHandlers,
]
