import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Packs change with the program, people say where the readers are, and deliveries move to other days: what was judged before is judged anew. */
export const lookAgain = defineJob('compliance.look-again', z.unknown(), {
  cron: '24 * * * *',
  backfill: 3_600_000,
  tries: 3,
})
