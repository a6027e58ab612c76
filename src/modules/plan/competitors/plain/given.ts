/** What people and programs say of competitors, and how much of it. */
import { z } from 'zod'
import { Id } from '../../../../app/id.ts'

export const Day = z.iso.date()
export const count = z.int().min(0).max(1_000_000_000_000)
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
