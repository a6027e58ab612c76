import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Ends the sign-in of a removed channel at the network, then forgets it here. */
export const endSignIn = defineJob('channels.end-sign-in', z.object({ channelId: z.uuid() }), { tries: 6 })

/** Forgets sign-ins of removed channels that no network wanted to end. */
export const forgetSignIns = defineJob('channels.forget-sign-ins', z.object({}), {
  cron: '17 * * * *',
  tries: 1,
})
