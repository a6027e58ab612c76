import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

export const purgeCalendarLinks = defineJob('calendar.purge-links', z.unknown(), {
  cron: '52 3 * * *',
  tries: 3,
})
