import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Connection } from '../compliance/contract.ts'

/** Living ones of one workspace. */
export const mostInfluencers = 500

const Tie = Connection.refine(({ kind }) => kind !== 'none', {
  error: 'Say what ties them to you. Whom nothing ties needs no entry here.',
  params: { code: 'no_tie' },
  path: ['kind'],
}).refine(({ erid }) => erid === '', {
  error: 'An erid is given for one post. Write it there.',
  params: { code: 'erid_of_post' },
  path: ['erid'],
})

const fields = {
  name: z.string().trim().min(1).max(120),
  handle: z.string().trim().max(200).describe('Where people know them from, such as @anna'),
  note: z.string().trim().max(5000),
  connection: Tie.describe('What ties them to the brand; it holds for every post with them'),
}

export const InfluencerBody = z.object({
  name: fields.name,
  handle: fields.handle.default(''),
  note: fields.note.default(''),
  connection: fields.connection,
})
export type InfluencerBody = z.infer<typeof InfluencerBody>

/** The whole entry, over the version that was read. */
export const InfluencerChange = z.object({ ...fields, version: z.int().min(1) })
export type InfluencerChange = z.infer<typeof InfluencerChange>

export const Influencer = z.object({
  id: Id,
  ...fields,
  connection: Connection,
  posts: z.int().describe('How many posts are with them'),
  version: z.int(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
})
export type Influencer = z.infer<typeof Influencer>

export const InfluencerQuery = z.object({ archived: z.stringbool().default(false) })
export const InfluencerList = z.object({ items: z.array(Influencer).describe('At most 500, by name') })
export const InfluencerId = z.object({ id: Id })
