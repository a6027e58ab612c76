import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { defineJob } from '../../../app/job.ts'

/** Reminds, tells of what is overdue, hands it on, and finds what came into the queue past everybody. */
export const keepApprovals = defineJob('approval.keep', z.unknown(), { cron: '* * * * *', tries: 3 })

/** Changes of what is out that nothing is missing to leave. Where they are sent, it is handled. */
export const sendChanges = defineJob('approval.changes', z.unknown(), { cron: '* * * * *', tries: 3 })

/** A proposal that everybody said yes to and that nothing holds any more. Where posts are scheduled, it is handled. */
export const scheduleProposal = defineJob('approval.complete', z.object({ workspaceId: Id, postId: Id }))
