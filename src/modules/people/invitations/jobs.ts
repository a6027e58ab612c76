import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/**
 * Makes the link and writes the letter of one making, told by its instant: who has made a newer invitation meanwhile, perhaps
 * a link to hand over, is not disturbed. A letter that comes twice brings two links, of which the newer works.
 */
export const sendInvitation = defineJob(
  'people.send-invitation',
  z.object({ id: z.uuid(), madeAt: z.iso.datetime() }),
  { tries: 5 },
)

export const purgeInvitationsJob = defineJob('people.purge-invitations', z.unknown(), {
  cron: '47 3 * * *',
  tries: 3,
})
