import { z } from 'zod'
import { defineJob } from '../../../../app/job.ts'

/** Looks into films that came while there was no FFmpeg. */
export const lookIntoFilmsJob = defineJob('films.look', z.object({}), { cron: '*/10 * * * *', tries: 1 })
/** Converts what waits, one after the other; also what a dead process left. */
export const convertFilmsJob = defineJob('films.convert', z.object({}), { cron: '* * * * *', tries: 1 })
/** Has films made that a network does not take as they are; asked for when something is put on its way, not when it is due. */
export const convertDeliveryJob = defineJob('films.of_delivery', z.object({ deliveryId: z.uuid() }))
/** Removes what a killed process left half-done. */
export const tidyFilmsJob = defineJob('films.tidy', z.object({}), { cron: '53 3 * * *' })
