import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Reminds people of what is in their hands, and takes back what may not go out any more. */
export const keepHandovers = defineJob('handovers.keep', z.object({}), { cron: '* * * * *', tries: 1 })
