import { handle } from '../../../app/handler.ts'
import { purgePostsJob } from './jobs.ts'
import { purgeDeletedPosts } from './remove.ts'

export const postHandlers = [handle(purgePostsJob, (ctx) => purgeDeletedPosts(ctx))]
