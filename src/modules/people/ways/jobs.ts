import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** What a person is told about the ways into their account. */
export const News = z.enum(['password_set'])
export type News = z.infer<typeof News>

/** What the letter names: how many ways were taken away. */
export const Named = z.object({ passkeys: z.int(), accounts: z.int() })
export type Named = z.infer<typeof Named>

export const tellWays = defineJob(
  'people.tell-ways',
  z.object({ userId: z.string(), news: News, named: Named }),
  { tries: 5 },
)
