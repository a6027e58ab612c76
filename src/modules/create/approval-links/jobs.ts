import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

export const purgeApprovalLinks = defineJob('approval.purge-links', z.unknown(), {
  cron: '57 3 * * *',
  tries: 3,
})
