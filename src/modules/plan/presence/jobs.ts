import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { defineJob } from '../../../app/job.ts'

/** One after the other in the whole house, so that networks are asked by one at a time. */
export const runPresenceAudit = defineJob('presence.audit', z.object({ workspaceId: Id, id: Id }), {
  queue: 'presence',
  tries: 4,
})

/** Looks each hour whose time has come. */
export const presenceRhythm = defineJob('presence.rhythm', z.unknown(), {
  cron: '23 * * * *',
  backfill: 3_600_000,
  tries: 3,
})
