import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Finds the channels of which something is due, and asks for each. */
export const collectDue = defineJob('measure.collect-due', z.object({}), { cron: '* * * * *', tries: 1 })

/** Asks the network of one channel for what is due. */
export const collectChannel = defineJob('measure.collect-channel', z.object({ channelId: z.uuid() }), {
  tries: 3,
})
