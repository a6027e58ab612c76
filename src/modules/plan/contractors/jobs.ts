import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

const hourMs = 3_600_000

/** Each hour it is a new day somewhere. What was missed while no worker ran is told at the start. */
export const remindOfDeadlines = defineJob('contractors.remind-of-deadlines', z.unknown(), {
  cron: '9 * * * *',
  backfill: hourMs,
  tries: 3,
})
