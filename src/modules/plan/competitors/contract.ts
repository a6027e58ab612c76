import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { count, Day, Format, NoteBody, Source, type TableKind } from './plain/given.ts'
import { Figure, Numbers } from './plain/numbers.ts'

export {
  CompareQuery,
  CompetitorBody,
  CompetitorChange,
  CompetitorId,
  CompetitorsQuery,
  DayBody,
  excerptLength,
  Format,
  formats,
  LookUpBody,
  mostCompared,
  mostCompetitors,
  mostNotes,
  mostPosts,
  mostProfiles,
  NoteBody,
  NoteChange,
  NoteId,
  NoteKind,
  NumbersQuery,
  PostsQuery,
  ProfileBody,
  ProfileChange,
  ProfileDay,
  ProfileId,
  Source,
  TableBody,
  TableKind,
  windowDays,
} from './plain/given.ts'
export { Figure, Missing, Numbers, shareOfFormat } from './plain/numbers.ts'

const Instant = z.iso.datetime()

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
