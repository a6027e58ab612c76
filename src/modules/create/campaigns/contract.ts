import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** Names of colours; the screen has a light and a dark tone for each. */
export const CampaignColour = z.enum(['slate', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'])
export type CampaignColour = z.infer<typeof CampaignColour>

const fields = {
  name: z.string().trim().min(1).max(120),
  colour: CampaignColour,
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
}

export const CampaignBody = z.object({
  name: fields.name,
  colour: fields.colour.default('slate'),
  startsOn: fields.startsOn.default(null),
  endsOn: fields.endsOn.default(null),
})
export type CampaignBody = z.infer<typeof CampaignBody>

export const CampaignChange = z.object(fields).partial()
export type CampaignChange = z.infer<typeof CampaignChange>

export const Campaign = z.object({
  id: Id,
  ...fields,
  /** How many posts belong to it. */
  posts: z.int(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
})
export type Campaign = z.infer<typeof Campaign>

export const CampaignQuery = z.object({ archived: z.stringbool().default(false) })
export const CampaignList = z.object({ items: z.array(Campaign) })
export const CampaignId = z.object({ id: Id })
