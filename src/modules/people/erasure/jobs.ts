import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** What the terms of networks do not let us keep any longer. */
export const purgeOthers = defineJob('people.purge-others', z.unknown(), { cron: '17 4 * * *', tries: 3 })
