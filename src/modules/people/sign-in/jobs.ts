import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** A letter about a sign-in with a browser that the person did not use before. */
export const tellSignIn = defineJob(
  'people.tell-sign-in',
  z.object({ userId: z.string(), at: z.iso.datetime(), ip: z.string(), agent: z.string() }),
  { tries: 5 },
)

/** Sessions, proofs, visits to the provider, challenges, verifications and brakes that are over are not kept. */
export const purgeSignIns = defineJob('people.purge-sign-ins', z.unknown(), { cron: '41 3 * * *', tries: 3 })
