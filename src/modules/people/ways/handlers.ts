import { handle, type JobHandler } from '../../../app/handler.ts'
import { tellWays } from './jobs.ts'
import { sendNews } from './tell.ts'

export const wayHandlers: JobHandler[] = [handle(tellWays, sendNews)]
