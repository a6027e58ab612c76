import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Sessions, proofs, verifications and brakes that are over are not kept. */
export const purgeSignIns = defineJob('people.purge-sign-ins', z.unknown(), { cron: '41 3 * * *', tries: 3 })
