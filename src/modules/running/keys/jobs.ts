import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Every hour too: for what was on its way into the database while the key changed. Where there is one key it finds nothing. */
export const resealAll = defineJob('running.reseal', z.unknown(), { cron: '41 * * * *' })
