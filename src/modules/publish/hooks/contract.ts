import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** What a webhook can be told of: everything that people are, and each post that went out. */
export const hookEvents = [
  'delivery.published',
  'delivery.failed',
  'delivery.in_doubt',
  'delivery.missed',
  'delivery.lacks',
  'delivery.handed',
  'delivery.overdue',
  'delivery.recalled',
  'channel.reconnect',
  'channel.expiring',
  'post.proposed',
  'approval.asked',
  'approval.approved',
  'approval.changes',
  'approval.reminder',
  'approval.overdue',
] as const
/** The event of a call that a person asks for to try a webhook. It is made once. */
export const testEvent = 'test'

export const HookEvent = z.enum(hookEvents)

export const HookBody = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  events: z.array(HookEvent).min(1).max(hookEvents.length),
})
export type HookBody = z.infer<typeof HookBody>

export const HookPatch = HookBody.partial().extend({ state: z.enum(['active', 'paused']).optional() })
export type HookPatch = z.infer<typeof HookPatch>

export const Hook = HookBody.extend({
  id: Id,
  state: z.enum(['active', 'paused']),
  createdAt: z.iso.datetime(),
})
export type Hook = z.infer<typeof Hook>

export const NewHook = Hook.extend({
  secret: z
    .string()
    .describe(
      'Shown this once. Carillon-Signature is v1= and the HMAC-SHA256, in hexadecimal, of Carillon-Timestamp, a dot and the body',
    ),
})

export const HookCall = z.object({
  id: Id,
  event: z.string(),
  state: z.enum(['waiting', 'done', 'failed']),
  tries: z.int(),
  status: z.int().nullable(),
  words: z.string().nullable(),
  createdAt: z.iso.datetime(),
  nextAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  body: z.json(),
})
export type HookCall = z.infer<typeof HookCall>

export const HookList = z.object({ items: z.array(Hook) })
export const HookCallList = z.object({ items: z.array(HookCall) })
