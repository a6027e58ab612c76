import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Removes for good what was deleted 30 days ago. */
export const purgeMediaJob = defineJob('media.purge', z.object({}), { cron: '17 3 * * *' })
/** Removes what uploads left behind whose process was killed. */
export const tidyMediaJob = defineJob('media.tidy', z.object({}), { cron: '47 3 * * *' })
/** Finishes uploads that are whole and fetches those of an address, one after the other; also what a dead process left. */
export const takeUploadsJob = defineJob('media.take_uploads', z.object({}), { cron: '* * * * *' })
