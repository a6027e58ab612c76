import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Makes one call of a webhook. Its repetitions are its own, so that each stands in the log. */
export const callHook = defineJob('hook.call', z.object({ callId: z.uuid() }))
/** Throws old entries of the log away. */
export const sweepHookCalls = defineJob('hook.sweep', z.object({}), { cron: '17 3 * * *' })
/** Tells people that a webhook was paused because it does not answer, or that it is well again. */
export const hookTrouble = defineJob(
  'hook.trouble',
  z.object({
    workspaceId: z.uuid(),
    hookId: z.uuid(),
    failing: z.boolean(),
    url: z.string(),
    words: z.string(),
  }),
)
