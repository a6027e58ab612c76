import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Something went out: its numbers are to be collected, and those who asked for it are told. */
export const followPublications = defineJob(
  'publications.follow',
  z.object({ deliveryIds: z.array(z.uuid()).max(1000) }),
)
