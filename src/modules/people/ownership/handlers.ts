import { handle, type JobHandler } from '../../../app/handler.ts'
import { tellHandOver } from './jobs.ts'
import { sendLetters } from './tell.ts'

export const ownershipHandlers: JobHandler[] = [handle(tellHandOver, sendLetters)]
