import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Finds the profiles that are due, a few of each server, and asks for each. */
export const collectDue = defineJob('competitors.collect-due', z.object({}), { cron: '* * * * *', tries: 1 })

/** Reads one profile. */
export const collectProfile = defineJob('competitors.collect', z.object({ profileId: z.uuid() }), {
  tries: 3,
})

/** Takes away what is older than is kept. */
export const sweepCompetitors = defineJob('competitors.sweep', z.object({}), { cron: '33 3 * * *' })
