import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Removes for good what was deleted 30 days ago. */
export const purgeMediaJob = defineJob('media.purge', z.object({}), { cron: '17 3 * * *' })
/** Removes what uploads left behind whose process was killed. */
export const tidyMediaJob = defineJob('media.tidy', z.object({}), { cron: '47 3 * * *' })
