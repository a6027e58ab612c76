import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Writes one letter to each person about all that is new in a workspace. */
export const mailNotifications = defineJob('notifications.mail', z.object({ workspaceId: z.uuid() }))
