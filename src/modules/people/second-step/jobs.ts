import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** What a person is told about their own second step. */
export const News = z.enum(['on', 'off', 'taken', 'recovery_code'])
export type News = z.infer<typeof News>

export const tellPerson = defineJob('people.tell-second-step', z.object({ userId: z.string(), news: News }), {
  tries: 5,
})

/** What was begun and never confirmed is not kept. */
export const purgeBegun = defineJob('people.purge-second-steps', z.unknown(), {
  cron: '47 3 * * *',
  tries: 3,
})
