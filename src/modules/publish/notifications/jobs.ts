import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Writes one letter to each person about all that is new in a workspace. */
export const mailNotifications = defineJob('notifications.mail', z.object({ workspaceId: z.uuid() }))

/** Gives what is new to the devices of those whom it concerns. */
export const pushNotifications = defineJob('notifications.push', z.object({ workspaceId: z.uuid() }))

/** Tells one device of one thing, unless it has ended meanwhile. */
export const pushOne = defineJob(
  'notifications.push-one',
  z.object({ deviceId: z.uuid(), notificationId: z.uuid(), language: z.string() }),
  { tries: 4 },
)

/** What was solved long ago is not kept. */
export const purgeNotifications = defineJob('notifications.purge', z.unknown(), {
  cron: '27 3 * * *',
  tries: 3,
})
