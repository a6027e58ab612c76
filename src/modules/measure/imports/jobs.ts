import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Forgets rows of files that were brought long ago; the numbers that were written of them stay. */
export const purgeMetricImports = defineJob('metric_imports.purge', z.object({}), { cron: '53 3 * * *' })
