import { handle, type JobHandler } from '../../../app/handler.ts'
import { keepApprovals } from './jobs.ts'
import { keep } from './keep.ts'

export const approvalHandlers: JobHandler[] = [handle(keepApprovals, keep)]
