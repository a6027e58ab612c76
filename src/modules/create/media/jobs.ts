import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Removes for good what was deleted 30 days ago. */
export const purgeMediaJob = defineJob('media.purge', z.object({}), { cron: '17 3 * * *' })
