import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Writes one letter to each person about all that is new in a workspace. */
export const mailNotifications = defineJob('notifications.mail', z.object({ workspaceId: z.uuid() }))

/** What was solved long ago is not kept. */
export const purgeNotifications = defineJob('notifications.purge', z.unknown(), {
  cron: '27 3 * * *',
  tries: 3,
})
