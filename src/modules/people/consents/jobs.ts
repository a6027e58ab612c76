import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

export const dropOldConsents = defineJob('consents.drop-old', z.unknown(), { cron: '51 3 * * *', tries: 3 })
