import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Reminds, tells of what is overdue, hands it on, and finds what came into the queue past everybody. */
export const keepApprovals = defineJob('approval.keep', z.unknown(), { cron: '* * * * *', tries: 3 })
