import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Removes for good what was deleted 30 days ago. */
export const purgePostsJob = defineJob('posts.purge', z.object({}), { cron: '41 3 * * *' })
