import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { defineJob } from '../../../app/job.ts'
import { RulesLanguage } from './plain/facts.ts'

/** Finds the posts that are due, and asks for each. */
export const collectDue = defineJob('contests.collect-due', z.unknown(), { cron: '* * * * *', tries: 1 })

/** Reads some pages of who reacted to one post. */
export const collectPost = defineJob('contests.collect', z.object({ workspaceId: Id, postId: Id }), {
  tries: 3,
})

/** Asks a mail address whether it took part, or says that it did. */
export const writeTaker = defineJob(
  'contests.write',
  z.object({ entryId: Id, language: RulesLanguage, news: Id.nullable(), rules: Id.nullable() }),
  { tries: 5 },
)

/** Takes away the data of contests whose time is over. */
export const eraseDue = defineJob('contests.erase-due', z.unknown(), {
  cron: '17 2 * * *',
  backfill: 86_400_000,
  tries: 5,
})
