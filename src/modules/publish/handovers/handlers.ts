import { handle, type JobHandler } from '../../../app/handler.ts'
import { keepHandovers } from './jobs.ts'
import { keepHands } from './keep.ts'

export const handoverHandlers: JobHandler[] = [handle(keepHandovers, keepHands)]
