import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Tells networks our address where no person must, again before they forget it, and after a trouble. */
export const keepDoors = defineJob('webhooks.keep', z.object({}), { cron: '*/10 * * * *', tries: 1 })
/** Forgets what came long ago. */
export const purgeWebhooks = defineJob('webhooks.purge', z.object({}), { cron: '23 4 * * *' })
