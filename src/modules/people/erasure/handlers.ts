import { handle, type JobHandler } from '../../../app/handler.ts'
import { purgeOthers } from './jobs.ts'
import { forgetOthers } from './terms.ts'

export const erasureHandlers: JobHandler[] = [handle(purgeOthers, (ctx) => forgetOthers(ctx))]
