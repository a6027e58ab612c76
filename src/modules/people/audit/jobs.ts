import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

export const pruneAuditJob = defineJob('people.prune-audit', z.unknown(), { cron: '17 4 * * *', tries: 3 })
