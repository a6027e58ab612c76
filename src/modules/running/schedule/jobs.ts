import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

const dayMs = 86_400_000

/** `again` counts the tries after one that failed. A night that was missed is made up for at the start. */
export const scheduledBackup = defineJob(
  'running.scheduled-backup',
  z.object({ again: z.int().default(0) }),
  {
    cron: ({ backupAt }) => backupAt && `${backupAt.minute} ${backupAt.hour} * * *`,
    backfill: dayMs,
    tries: 3,
  },
)
