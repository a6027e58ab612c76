import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** An open page says every quarter of a minute that it is still there; silent for so long, it is gone. */
export const silenceSeconds = 40

export const PostId = z.object({ id: Id })
export const TabOf = z.object({ id: Id, tab: Id })

/** Where somebody is in a post, in one tab of their browser. */
export const PresenceBody = z.object({
  channelId: Id.nullable().default(null).describe('Whose words they look at; null: the idea'),
  writes: z.boolean().default(false).describe('Whether they write; else they read'),
})
export type PresenceBody = z.infer<typeof PresenceBody>

export const Companion = z.object({
  id: z.string(),
  name: z.string(),
  channelId: Id.nullable(),
  elsewhere: z.boolean().describe('On a channel that you do not see'),
  writes: z.boolean(),
  since: z.iso.datetime(),
})
export type Companion = z.infer<typeof Companion>
export const Company = z.object({ items: z.array(Companion) })
export type Company = z.infer<typeof Company>

export const ColleagueQuery = z.object({ post: Id.optional() })
export type ColleagueQuery = z.infer<typeof ColleagueQuery>

/** Somebody who can be called upon. */
export const Colleague = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  sees: z.boolean().describe('Whether they see the post that was asked about'),
})
export type Colleague = z.infer<typeof Colleague>
export const ColleagueList = z.object({ items: z.array(Colleague) })
