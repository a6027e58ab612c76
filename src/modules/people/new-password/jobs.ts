import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Looks whether the address is somebody's, and writes to them if so. A job, so that asking takes as long for everybody. */
export const sendLink = defineJob('people.send-password-link', z.object({ email: z.string() }), { tries: 5 })

export const purgeLinksJob = defineJob('people.purge-password-links', z.unknown(), {
  cron: '43 3 * * *',
  tries: 3,
})
