import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const Day = z.iso.date()
const Instant = z.iso.datetime()
const count = z.int().min(0).max(1_000_000_000_000)
const Link = z
  .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)])
  .describe('An address with http or https, or empty')

export const mostCompetitors = 100
export const mostProfiles = 12
export const mostNotes = 300

/** How far back public posts are read, and how many of them at most. */
export const windowDays = 90
export const mostPosts = 1000

/** A bar of text shows so much of a post; the rest is at the network. */
export const excerptLength = 280

/** Where a figure is from. */
export const Source = z.enum(['network', 'import', 'manual'])
export type Source = z.infer<typeof Source>

export const formats = ['text', 'link', 'image', 'video', 'poll', 'quote', 'other', 'unknown'] as const
export const Format = z.enum(formats)
export type Format = z.infer<typeof Format>

// --- What goes in ----------------------------------------------------------------------------------

/** A profile of a network that is read, by handle or address; or one that people keep by hand. */
export const ProfileBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), address: z.string().trim().min(1).max(500) }),
  z.object({
    kind: z.literal('manual'),
    /** As people call it. */
    network: z.string().trim().min(1).max(60),
    handle: z.string().trim().min(1).max(200),
    url: Link.default(''),
  }),
])
export type ProfileBody = z.infer<typeof ProfileBody>

export const ProfileChange = z.object({
  network: z.string().trim().min(1).max(60).optional(),
  handle: z.string().trim().min(1).max(200).optional(),
  url: Link.optional(),
})
export type ProfileChange = z.infer<typeof ProfileChange>

const fields = { name: z.string().trim().min(1).max(120), website: Link.default('') }

export const CompetitorBody = z.object({ ...fields, profile: ProfileBody.nullable().default(null) })
export type CompetitorBody = z.infer<typeof CompetitorBody>

/** Over the version that was read. */
export const CompetitorChange = z.object({ ...fields, version: z.int().min(1) })
export type CompetitorChange = z.infer<typeof CompetitorChange>

export const NoteKind = z.enum(['works', 'fails'])
export type NoteKind = z.infer<typeof NoteKind>

export const NoteBody = z.object({
  kind: NoteKind,
  onDay: Day,
  words: z.string().trim().min(1).max(2000),
})
export type NoteBody = z.infer<typeof NoteBody>
/** The whole note, over the version that was read. */
export const NoteChange = NoteBody.extend({ version: z.int().min(1) })
export type NoteChange = z.infer<typeof NoteChange>

/** What a day counted; a figure that is left out stays as it is, null takes it away. */
export const DayBody = z
  .object({
    followers: count.nullable().optional(),
    following: count.nullable().optional(),
    posts: count.nullable().optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    error: 'Enter at least one figure.',
    params: { code: 'nothing_entered' },
    path: ['followers'],
  })
export type DayBody = z.infer<typeof DayBody>

export const LookUpBody = z.object({ address: z.string().trim().min(1).max(500) })

export const TableKind = z.enum(['days', 'posts'])
export type TableKind = z.infer<typeof TableKind>

export const TableBody = z.object({
  kind: TableKind,
  csv: z.string().min(1).max(1_048_576),
  /** Says what would be done, and does nothing. */
  dryRun: z.boolean().default(false),
})
export type TableBody = z.infer<typeof TableBody>

export const CompetitorId = z.object({ id: Id })
export const ProfileId = z.object({ id: Id })
export const NoteId = z.object({ id: Id })
export const ProfileDay = z.object({ id: Id, day: Day })

const shared = {
  /** So many days that end now. */
  days: z.coerce.number().int().min(7).max(windowDays).default(28),
  /** Only profiles of this network: an id, or a name as people gave it. Absent: all. */
  network: z.string().trim().max(60).optional(),
}

export const CompetitorsQuery = z.object({ archived: z.stringbool().default(false), ...shared })
export type CompetitorsQuery = z.infer<typeof CompetitorsQuery>

export const NumbersQuery = z.object(shared)
export type NumbersQuery = z.infer<typeof NumbersQuery>

export const mostCompared = 6
export const CompareQuery = z.object({
  ...shared,
  ids: z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(Id).min(1).max(mostCompared)),
})
export type CompareQuery = z.infer<typeof CompareQuery>

export const PostsQuery = z.object({
  ...shared,
  limit: z.coerce.number().int().min(1).max(50).default(10),
  cursor: z.string().max(4000).optional(),
})
export type PostsQuery = z.infer<typeof PostsQuery>

// --- What comes out --------------------------------------------------------------------------------

/** Why a profile was not read; the screen has words for each. */
export const troubles = [
  'account_unknown',
  'account_gone',
  'account_closed',
  'limited',
  'unreachable',
  'no_answer',
  'odd_answer',
  'not_read',
  'other',
] as const
export const Trouble = z.enum(troubles)
export type Trouble = z.infer<typeof Trouble>

export const Profile = z.object({
  id: Id,
  competitorId: Id,
  network: z.string().describe('Id of a network that is read, or a name as people gave it'),
  isRead: z.boolean().describe('The network is asked on a rhythm; otherwise people bring what they know'),
  handle: z.string(),
  name: z.string(),
  url: z.string(),
  avatarUrl: z.string().nullable(),
  collectedAt: Instant.nullable().describe('When it was last read to the end'),
  nextAt: Instant.nullable().describe('When it is read next; null when it is not'),
  trouble: z
    .object({ code: Trouble, words: z.string(), failures: z.int() })
    .nullable()
    .describe('Why it could not be read the last time'),
  movedTo: z.string().nullable().describe('Where its people say that they went'),
  readBackTo: Instant.nullable().describe('From then on all of its posts are known'),
  readTo: Instant.nullable().describe('Until then all of its posts are known'),
  latest: z
    .object({
      day: Day,
      followers: count.nullable(),
      following: count.nullable(),
      posts: count.nullable(),
      source: Source,
    })
    .nullable(),
})
export type Profile = z.infer<typeof Profile>

export const Note = NoteBody.extend({
  id: Id,
  competitorId: Id,
  author: z.string().nullable(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Note = z.infer<typeof Note>

/** Why there is no number: nothing of it was told, nothing was published, or there is nothing to divide by. */
export const Missing = z.enum(['not_told', 'no_data', 'no_posts', 'zero_base', 'not_read'])
export type Missing = z.infer<typeof Missing>

export const Figure = z.object({
  value: z.number().nullable(),
  missing: Missing.nullable(),
  partial: z.boolean().describe('Some of what it is reckoned from could not be read'),
})
export type Figure = z.infer<typeof Figure>

/**
 * What is reckoned of one competitor, or of us, over a window. Every formula has one home, `reckon.ts`, and is the
 * catalogue's (`measure/metrics`) where that has one.
 */
export const Numbers = z.object({
  followers: Figure.describe('The newest known, profiles added up; at most 7 days older than today'),
  growth: Figure.describe('(followers now − followers at the start) ÷ followers at the start'),
  posts: Figure.describe('Posts published in the window, without replies and reposts'),
  perWeek: Figure.describe('Posts ÷ days of the window that are known × 7, profiles added up'),
  engagements: Figure.describe('Likes, reposts, replies, quotes and saves of these posts, as far as told'),
  perPost: Figure.describe('Engagements ÷ posts of which they are told'),
  erFollowers: Figure.describe(
    'Engagement rate by followers: Σ engagements ÷ Σ followers on the day of each post',
  ),
  answered: Figure.describe(
    'Comments of others that they answered ÷ comments of others, of the posts looked at',
  ),
  answerMinutes: Figure.describe(
    'Median minutes from such a comment to their first answer, of those answered',
  ),
  formats: z
    .array(z.object({ format: Format, posts: z.int(), share: z.number().min(0).max(1) }))
    .describe('Of the posts, largest first'),
  base: z.object({
    profiles: z.int(),
    networks: z.array(z.string()),
    sources: z.array(Source),
    counts: z.array(z.string()).describe('Which counts are told at all'),
    counted: z.int().describe('Posts of which engagements are told'),
    assumed: z
      .int()
      .describe('Posts for whose day no followers are known, and for which the next known ones were taken'),
    comments: z.int(),
    commentPosts: z.int().describe('Posts whose comments were read'),
    threads: z.int().describe('Posts beneath which somebody spoke, as far as they were asked for'),
    threadsUnread: z.int().describe('Those of them that could not be read the last time'),
    commentsWhole: z.boolean().describe('The network showed all of them'),
    days: z.number().describe('Days of the window of which all posts are known, the fewest of the profiles'),
    followersOn: Day.nullable().describe('The day of the oldest of the followers that were added up'),
    asOf: Instant.nullable(),
  }),
})
export type Numbers = z.infer<typeof Numbers>

/** Who publishes and never so shows none of it; where the format of some posts is not known, nobody can say so. */
export function shareOfFormat({ formats: shares }: Numbers, format: Format): number | null {
  const found = shares.find((one) => one.format === format)
  if (found) return found.share
  return shares.length > 0 && !shares.some((one) => one.format === 'unknown') ? 0 : null
}

export const Competitor = z.object({
  id: Id,
  name: z.string(),
  website: z.string(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  archivedAt: Instant.nullable(),
  notes: z.object({ works: z.int(), fails: z.int() }),
  profiles: z.array(Profile),
})
export type Competitor = z.infer<typeof Competitor>

export const Listed = Competitor.extend({ numbers: Numbers })
export type Listed = z.infer<typeof Listed>
export const CompetitorList = z.object({
  items: z.array(Listed),
  days: z.int(),
  most: z.int(),
})
export type CompetitorList = z.infer<typeof CompetitorList>

export const NoteList = z.object({ items: z.array(Note) })

/** Hour 0–23 of weekday 1 (Monday) – 7, in the zone named. */
export const HeatCell = z.object({
  weekday: z.int().min(1).max(7),
  hour: z.int().min(0).max(23),
  posts: z.int(),
  perPost: z.number().nullable().describe('Engagements per post; null when none are told'),
})
export type HeatCell = z.infer<typeof HeatCell>

export const DayPoint = z.object({
  profileId: Id,
  day: Day,
  followers: count.nullable(),
  following: count.nullable(),
  posts: count.nullable(),
  source: Source,
})
export type DayPoint = z.infer<typeof DayPoint>

export const Report = z.object({
  numbers: Numbers,
  byProfile: z.array(z.object({ profileId: Id, numbers: Numbers })),
  heat: z.object({ zone: z.string(), cells: z.array(HeatCell) }),
  daily: z.array(DayPoint).describe('What each day counted, oldest first'),
  from: Instant,
  to: Instant,
})
export type Report = z.infer<typeof Report>

export const Post = z.object({
  profileId: Id,
  remoteId: z.string(),
  publishedAt: Instant,
  format: Format,
  words: z.string(),
  url: z.string().nullable(),
  likes: count.nullable(),
  reposts: count.nullable(),
  replies: count.nullable(),
  quotes: count.nullable(),
  saves: count.nullable(),
  engagements: count.nullable(),
  source: Source,
  seenAt: Instant,
})
export type Post = z.infer<typeof Post>
export const PostList = z.object({ items: z.array(Post), next: z.string().nullable() })
export type PostList = z.infer<typeof PostList>

/** Somebody as the network shows them, before they are added. */
export const Face = z.object({
  network: z.string(),
  handle: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  url: z.string(),
  followers: count.nullable(),
  following: count.nullable(),
  posts: count.nullable(),
  movedTo: z.string().nullable(),
  /** The competitor that has this profile already. */
  competitorId: Id.nullable(),
})
export type Face = z.infer<typeof Face>

export const Column = z.object({
  /** Null for us. */
  competitorId: Id.nullable(),
  name: z.string(),
  numbers: Numbers,
  /** Engagements ÷ those of all columns; null when those of one are not told. */
  shareOfEngagement: Figure,
})
export type Column = z.infer<typeof Column>

/** What makes columns not quite comparable. */
export const caveats = [
  'other_networks',
  'other_counts',
  'short_window',
  'assumed_followers',
  'unread_threads',
  'not_read',
] as const
export const Comparison = z.object({
  columns: z.array(Column),
  caveats: z.array(z.enum(caveats)),
  networks: z.array(z.string()).describe('What it can be narrowed by'),
  from: Instant,
  to: Instant,
  days: z.int(),
})
export type Comparison = z.infer<typeof Comparison>

export const tableFaults = [
  'no_columns',
  'unclosed',
  'no_rows',
  'many_rows',
  'bad_day',
  'bad_time',
  'in_the_future',
  'not_a_number',
  'too_much',
  'no_figure',
  'bad_format',
  'bad_kind',
  'bad_url',
  'twice',
] as const
export const TableFault = z.object({
  line: z.int().describe('In the file; 1 is its first'),
  code: z.enum(tableFaults),
  detail: z.string(),
  /** What stands there. */
  found: z.string(),
})
export type TableFault = z.infer<typeof TableFault>

/** All of it or nothing: while a line is wrong nothing is done. */
export const Imported = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  skipped: z.int().describe('Days that the network told itself, and posts older than is kept'),
  faults: z.array(TableFault).describe('At most the first hundred'),
})
export type Imported = z.infer<typeof Imported>

/** The columns of the two tables, the needed ones first; what stands in their templates. */
export const tableColumns = {
  days: ['day', 'followers', 'following', 'posts'],
  posts: ['published_at', 'format', 'kind', 'text', 'url', 'likes', 'reposts', 'replies', 'quotes', 'saves'],
} as const satisfies Record<TableKind, readonly string[]>
