import { handle } from '../../../app/handler.ts'
import { purgeMediaJob } from './jobs.ts'
import { purgeMedia } from './service.ts'

export const mediaHandlers = [handle(purgeMediaJob, (ctx) => purgeMedia(ctx))]
