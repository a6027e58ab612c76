import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Forgets attempts to join that are over; the sealed words of networks go with them. */
export const forgetAttempts = defineJob('channels.forget-attempts', z.object({}), {
  cron: '*/10 * * * *',
  tries: 1,
})
