import { handle, type JobHandler } from '../../../app/handler.ts'
import { askForDue, collectFrom } from './collect.ts'
import { eraseDueContests } from './erase.ts'
import { collectDue, collectPost, eraseDue, writeTaker } from './jobs.ts'
import { writeToTaker } from './write.ts'

export const contestHandlers: JobHandler[] = [
  handle(collectDue, askForDue),
  handle(collectPost, (ctx, { workspaceId, postId }) => collectFrom(ctx, workspaceId, postId)),
  handle(writeTaker, writeToTaker),
  handle(eraseDue, eraseDueContests),
]
