import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Finds the accounts whose own lists of posts are to be read again. */
export const readDue = defineJob('measure.read-histories', z.object({}), { cron: '* * * * *', tries: 1 })

/** Reads on in the list of posts of one account. */
export const readHistory = defineJob('measure.read-history', z.object({ channelId: z.uuid() }), { tries: 3 })
