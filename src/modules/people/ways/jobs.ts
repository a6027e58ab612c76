import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** What a person is told about the ways into their account. */
export const News = z.enum(['password_set', 'passkey_added', 'account_joined', 'old_ways_ended'])
export type News = z.infer<typeof News>

const Told = z.object({
  userId: z.string(),
  news: News,
  /** The name of the passkey, or of the provider. */
  what: z.string(),
  /** How many were taken away. */
  passkeys: z.int(),
  accounts: z.int(),
  programs: z.int().default(0),
})
export type Told = z.infer<typeof Told>

export const tellWays = defineJob('people.tell-ways', Told, { tries: 5 })
