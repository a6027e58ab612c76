import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const ids = z
  .string()
  .transform((list) => list.split(',').filter(Boolean))
  .pipe(z.array(Id).max(50))

/** Words that something published is to have instead, and that are not there yet. */
const Change = z.object({
  texts: z.array(z.string()),
  state: z.enum(['waiting', 'sending', 'refused']),
  words: z.string().nullable().describe('Why it was not taken'),
  by: z.string().nullable(),
  at: z.iso.datetime(),
})

/** What is there, at a network. */
export const Publication = z.object({
  id: Id,
  channelId: Id,
  network: z.string(),
  postId: Id.nullable(),
  deliveryId: Id.nullable(),
  remoteId: z.string(),
  url: z.string().nullable(),
  text: z.string(),
  kind: z.enum(['post', 'reply', 'repost']),
  origin: z.enum(['ours', 'native']).describe('`native`: found on the account, not published by Carillon'),
  publishedAt: z.iso.datetime(),
  goneAt: z.iso.datetime().nullable().describe('Since when it is no longer at the network'),
  change: Change.nullable().describe('Other words for it that wait for a yes, or were not taken'),
  can: z.object({ remove: z.boolean(), edit: z.boolean() }).describe('What the network lets us do with it'),
})
export type Publication = z.infer<typeof Publication>

export const PublicationQuery = z.object({
  channel: ids.optional(),
  post: Id.optional(),
  origin: z.enum(['ours', 'native']).optional(),
  kind: z.enum(['post', 'reply', 'repost']).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  gone: z.stringbool().optional().describe('Also those that are gone'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
})
export type PublicationQuery = z.infer<typeof PublicationQuery>

export const PublicationList = z.object({ items: z.array(Publication), next: z.string().nullable() })

export const PublicationEdit = z.object({
  texts: z.array(z.string().max(100_000)).min(1).max(50).describe('The new text of each part, in order'),
  ask: z
    .boolean()
    .default(false)
    .describe('Where a yes is missing, asks for it: the change goes out as soon as it is there'),
})
export type PublicationEdit = z.infer<typeof PublicationEdit>
