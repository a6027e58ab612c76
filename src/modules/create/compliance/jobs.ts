import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { defineJob } from '../../../app/job.ts'

/** Packs change with the program, people say where the readers are, and deliveries move to other days: what was judged before is judged anew. */
export const lookAgain = defineJob('compliance.look-again', z.unknown(), {
  cron: '24 * * * *',
  backfill: 3_600_000,
  tries: 3,
})

/** The same at once and for all that is planned in a workspace, because somebody changed by what it is judged. `after`: how far it has come. */
export const lookNow = defineJob(
  'compliance.look-now',
  z.object({
    workspaceId: Id,
    after: z.object({ dueAt: z.iso.datetime(), postId: Id }).nullable(),
  }),
)

/** What was found in a draft and is superseded is not kept for ever; what shows that something out was judged is. */
export const pruneResults = defineJob('compliance.prune', z.unknown(), { cron: '41 3 * * *', tries: 3 })

/** Takes back a post that waits against the rules. */
export const holdPost = defineJob('compliance.hold', z.object({ workspaceId: Id, postId: Id }))
