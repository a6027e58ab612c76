import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** What people are told of. The words for each kind are the screen's and the letter's own. */
export const notificationKinds = [
  'delivery.failed',
  'delivery.in_doubt',
  'delivery.missed',
  'delivery.lacks',
  'publication.change_refused',
  'delivery.handed',
  'delivery.overdue',
  'delivery.recalled',
  'channel.reconnect',
  'channel.expiring',
  'post.proposed',
  'approval.asked',
  'approval.approved',
  'approval.changes',
  'approval.mentioned',
  'approval.replied',
  'approval.reminder',
  'approval.overdue',
  'post.compliance',
  'series.stuck',
  'series.ended',
  'feed.failing',
  'film.failed',
  'task.assigned',
  'task.due',
  'strategy.review',
  'presence.suspects',
  'contractor.due',
  'hook.failing',
  'key.ended',
  'key.lessened',
  'backup.failed',
] as const
/** What cannot wait until somebody looks at their mail: told on devices unless they say otherwise. */
export const pushedByDefault: readonly (typeof notificationKinds)[number][] = [
  'delivery.failed',
  'delivery.in_doubt',
  'delivery.missed',
  'delivery.lacks',
  'delivery.handed',
  'delivery.overdue',
  'delivery.recalled',
  'channel.reconnect',
  'approval.asked',
  'approval.reminder',
  'approval.mentioned',
]

export const NotificationKind = z.enum(notificationKinds)
export type NotificationKind = z.infer<typeof NotificationKind>

/** What stands in the way of something that is done again and again, or why something is not done any more. */
export const TroubleCode = z.enum([
  'asker_gone',
  'may_not_write',
  'may_not_publish',
  'none_left',
  'repeat',
  'no_slot',
  'channel_gone',
  'refused',
  'unread',
  'unconverted',
  'held',
  'consent_withdrawn',
  'right_ended',
  'yes_missing',
  'called_back',
  'taken_over',
])
export type TroubleCode = z.infer<typeof TroubleCode>

export const Notification = z.object({
  id: Id,
  kind: NotificationKind,
  subject: z.object({ kind: z.string(), id: z.string() }),
  facts: z
    .record(z.string(), z.json())
    .describe('What fills the words: names, times, the sentence of a failure'),
  count: z.int().describe('How often it has happened since it was first told'),
  createdAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable().describe('When the trouble ended by itself or by somebody'),
  readAt: z.iso.datetime().nullable().describe('When the person who asks has read it'),
})
export type Notification = z.infer<typeof Notification>

export const NotificationQuery = z.object({
  open: z.stringbool().optional().describe('Only those whose trouble has not ended'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
})
export type NotificationQuery = z.infer<typeof NotificationQuery>

export const NotificationList = z.object({
  items: z.array(Notification),
  next: z.string().nullable(),
  unread: z.int().describe('Open ones that the person has not read'),
})

export const NotificationSettings = z.object({
  mailReady: z.boolean().describe('False when this Carillon has no mail server'),
  kinds: z.array(
    z.object({
      kind: NotificationKind,
      mail: z.boolean(),
      push: z.boolean().describe('On the devices that the person let be told'),
    }),
  ),
})
export const NotificationSettingsBody = z.object({
  kinds: z
    .array(z.object({ kind: NotificationKind, mail: z.boolean(), push: z.boolean().optional() }))
    .max(100),
})
export type NotificationSettingsBody = z.infer<typeof NotificationSettingsBody>
