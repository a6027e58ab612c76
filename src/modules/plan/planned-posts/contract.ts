import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Appeal, PostCategory } from '../../create/posts/plain/words.ts'

const Civil = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
    'Write it as the clock on the wall shows it: 2030-01-31T09:30.',
  )

/** What one planned post says, whether it is kept already or only proposed. */
export const PlannedFields = z.object({
  channelId: Id,
  civil: Civil.describe('Civil time in the zone of the channel'),
  zone: z.string(),
  at: z.iso.datetime(),
  category: PostCategory,
  pillarId: Id.nullable(),
  rubricId: Id.nullable(),
  campaignId: Id.nullable(),
  goalId: Id.nullable(),
  personaId: Id.nullable(),
  appeal: Appeal.nullable(),
  /** The holiday or day of one's own that it falls on. */
  occasion: z.string().nullable(),
  hint: z.string(),
})
export type PlannedFields = z.infer<typeof PlannedFields>

export const PlannedPost = PlannedFields.extend({
  id: Id,
  rubric: z.string().nullable().describe('Its name'),
  /** A person made or changed it: planning anew leaves it alone. */
  fixed: z.boolean(),
  /** What was written for it. */
  postId: Id.nullable(),
})
export type PlannedPost = z.infer<typeof PlannedPost>

/** As it stands after somebody planned or moved it. */
export const PlacedPost = PlannedPost.extend({
  meets: z
    .int()
    .describe(
      'So many others are planned or scheduled on the same channel at the same time; told, not refused',
    ),
})
export type PlacedPost = z.infer<typeof PlacedPost>

const changeable = {
  civil: Civil,
  category: PostCategory,
  pillarId: Id.nullable(),
  campaignId: Id.nullable(),
  goalId: Id.nullable(),
  personaId: Id.nullable(),
  appeal: Appeal.nullable(),
  hint: z.string().trim().max(1000),
}

export const PlannedBody = z.object({
  channelId: Id,
  civil: Civil,
  category: PostCategory,
  pillarId: changeable.pillarId.default(null),
  campaignId: changeable.campaignId.default(null),
  goalId: changeable.goalId.default(null),
  personaId: changeable.personaId.default(null),
  appeal: changeable.appeal.default(null),
  hint: changeable.hint.default(''),
})
export type PlannedBody = z.infer<typeof PlannedBody>

/** Names only what changes; with it the post is fixed. `fixed: false` gives it back to planning. */
export const PlannedChange = z.object({ ...changeable, fixed: z.boolean() }).partial()
export type PlannedChange = z.infer<typeof PlannedChange>

export const PlannedQuery = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Those too for which something was written. */
  written: z.stringbool().default(false),
  campaign: Id.optional().describe('Only those of a campaign, which may be of any days'),
  limit: z.coerce.number().int().min(1).max(2000).default(500),
  cursor: z.string().max(500).optional(),
})
export type PlannedQuery = z.infer<typeof PlannedQuery>

export const PlannedList = z.object({ items: z.array(PlannedPost), next: z.string().nullable() })
export const PlannedId = z.object({ id: Id })
export const PlannedOfPost = z.object({ item: PlannedPost.nullable() })
export const DraftOf = z.object({ postId: Id })

export const ExportQuery = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  format: z.enum(['csv', 'xlsx', 'ics']),
})
export type ExportQuery = z.infer<typeof ExportQuery>

export const ImportBody = z.object({
  /** RFC 4180, the first line names the columns. */
  csv: z.string().min(1).max(1_000_000),
  /** Only says what would come of it. */
  dryRun: z.boolean().default(false),
})
export type ImportBody = z.infer<typeof ImportBody>

/** What is wrong with a line; nothing is brought in while there is one. */
export const ImportFault = z.object({
  line: z.int(),
  code: z.enum([
    'no_channel',
    'two_channels',
    'bad_time',
    'past',
    'bad_category',
    'no_pillar',
    'no_campaign',
    'no_goal',
    'no_persona',
    'bad_appeal',
    'long_hint',
    'twice',
  ]),
  /** What stands there. */
  value: z.string(),
  words: z.string(),
})
export type ImportFault = z.infer<typeof ImportFault>

export const Imported = z.object({
  /** How many are new, and how many were there at the same time on the same channel and are changed. */
  added: z.int(),
  changed: z.int(),
  faults: z.array(ImportFault),
})
export type Imported = z.infer<typeof Imported>
