import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

export const purgeProgramsJob = defineJob('people.purge-programs', z.unknown(), {
  cron: '52 * * * *',
  tries: 3,
})
