import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Connection } from '../compliance/plain/tie.ts'
import { Hashtag, hasTwins } from '../hashtags/contract.ts'

/** Names of colours; the screen has a light and a dark tone for each. */
export const CampaignColour = z.enum(['slate', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'])
export type CampaignColour = z.infer<typeof CampaignColour>

export const CampaignLink = z.object({
  name: z.string().trim().max(120).default(''),
  url: z.url({ protocol: /^https?$/ }).max(2000),
})
export type CampaignLink = z.infer<typeof CampaignLink>

const fields = {
  name: z.string().trim().min(1).max(120),
  colour: CampaignColour,
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  /** What it is for, whom it speaks to and what its posts must say; for those who write them. */
  brief: z.string().trim().max(20_000),
  /** What its posts carry, without `#`. */
  hashtags: z
    .array(Hashtag)
    .max(30)
    .refine((tags) => !hasTwins(tags), { error: 'A hashtag stands here twice.' }),
  /** Where its posts lead. */
  links: z.array(CampaignLink).max(30),
  /** Who pays for its posts; holds for those that say nothing of their own. */
  connection: Connection.nullable(),
}

export const CampaignBody = z.object({
  name: fields.name,
  colour: fields.colour.default('slate'),
  startsOn: fields.startsOn.default(null),
  endsOn: fields.endsOn.default(null),
  brief: fields.brief.default(''),
  hashtags: fields.hashtags.default([]),
  links: fields.links.default([]),
  connection: fields.connection.default(null),
})
export type CampaignBody = z.infer<typeof CampaignBody>

/** `version`: only if nobody changed it since. */
export const CampaignChange = z.object({ ...z.object(fields).partial().shape, version: z.int().optional() })
export type CampaignChange = z.infer<typeof CampaignChange>

export const Campaign = z.object({
  id: Id,
  ...fields,
  version: z.int(),
  /** How many posts belong to it. */
  posts: z.int(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
})
export type Campaign = z.infer<typeof Campaign>

export const CampaignQuery = z.object({ archived: z.stringbool().default(false) })
export const CampaignList = z.object({ items: z.array(Campaign) })
export const CampaignId = z.object({ id: Id })

/**
 * How far a campaign is. A post is counted once for each channel that it goes to, as soon as it is scheduled; before that
 * once.
 */
export const CampaignStanding = z.object({
  /** Planned, not yet written. */
  planned: z.int(),
  drafts: z.int(),
  proposed: z.int(),
  /** Scheduled or on their way. */
  toCome: z.int(),
  out: z.int(),
  /** Failed, missed or in doubt: somebody must look. */
  trouble: z.int(),
  nextAt: z.iso.datetime().nullable(),
  firstOutAt: z.iso.datetime().nullable(),
  lastOutAt: z.iso.datetime().nullable(),
  /** Goals whose scope it is. */
  goals: z.array(Id),
})
export type CampaignStanding = z.infer<typeof CampaignStanding>
