import { handle, type JobHandler } from '../../../app/handler.ts'
import { clearAway, eraseOver } from './erase.ts'
import { clearFiles, eraseWorkspaces, tellClosing } from './jobs.ts'
import { sendLetters } from './tell.ts'

export const closingHandlers: JobHandler[] = [
  handle(tellClosing, sendLetters),
  handle(eraseWorkspaces, eraseOver),
  handle(clearFiles, clearAway),
]
