import { handle } from '../../../app/handler.ts'
import { scheduleProposal } from '../approval/index.ts'
import { holdPost as holdPostJob } from '../compliance/index.ts'
import { scheduleLeft } from './decide.ts'
import { holdPost } from './hold.ts'
import { purgePostsJob } from './jobs.ts'
import { purgeDeletedPosts } from './remove.ts'

export const postHandlers = [
  handle(purgePostsJob, (ctx) => purgeDeletedPosts(ctx)),
  handle(holdPostJob, holdPost),
  handle(scheduleProposal, scheduleLeft),
]
