import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { MetricId, type metricIds, RawMetricName } from '../metrics/contract.ts'

const list = z.string().transform((text) => text.split(',').filter(Boolean))
const Day = z.iso.date()

/** Why there is no number. Each is told to people in words; none of them is a zero. */
export const Missing = z.enum([
  /** None of the networks keeps this count. */
  'not_told',
  /** It is kept, but nothing was told yet. */
  'no_data',
  /** Nothing was published, so there is nothing to divide by. */
  'no_posts',
  /** The number to divide by is zero. */
  'zero_base',
])
export type Missing = z.infer<typeof Missing>

export const Compare = z.enum(['previous', 'year', 'none'])
export type Compare = z.infer<typeof Compare>

/** Which posts and channels. Absent: all of the workspace. */
const filters = {
  channels: list.pipe(z.array(Id).max(200)).optional(),
  network: z.string().max(40).optional(),
  campaign: Id.optional(),
  goal: Id.optional(),
}

const window = {
  /** First day, by the workspace's zone. Default: 27 days before the last. */
  from: Day.optional(),
  /** Last day, included. Default: today. */
  to: Day.optional(),
}

const withPeriod = <S extends z.ZodRawShape>(shape: S) => z.object({ ...window, ...filters, ...shape })

export const OverviewQuery = withPeriod({
  compare: Compare.default('previous'),
  metrics: list.pipe(z.array(MetricId)).optional(),
})
export type OverviewQuery = z.infer<typeof OverviewQuery>

/** Civil days of the workspace's zone, both included. `partial`: the last day is not over. */
export const Period = z.object({
  from: Day,
  to: Day,
  days: z.number().int(),
  zone: z.string(),
  partial: z.boolean(),
})
export type Period = z.infer<typeof Period>

/** Of how much that is asked about something is known. */
export const Coverage = z.object({
  channels: z.object({ of: z.number().int(), have: z.number().int() }),
  /** Null for numbers that are not about posts. */
  posts: z.object({ of: z.number().int(), have: z.number().int() }).nullable(),
  lacking: z.array(z.object({ channelId: Id, reason: Missing })),
  /** Channels whose first value lies inside the period: their change counts from that day only. */
  since: z.array(z.object({ channelId: Id, at: z.iso.datetime() })),
})
export type Coverage = z.infer<typeof Coverage>

export const NumberValue = z.object({
  metric: MetricId,
  /** Of the formula. */
  version: z.number().int(),
  value: z.number().nullable(),
  missing: Missing.nullable(),
  /** What was divided by what. `denominator` null for plain sums. */
  base: z.object({ numerator: z.number().nullable(), denominator: z.number().nullable() }),
  /** The newest point that went into it. */
  asOf: z.iso.datetime().nullable(),
  coverage: Coverage,
  /** Null when no comparison was asked for. Both sides hold the same channels, those that have a number in both periods. */
  compare: z
    .object({
      value: z.number().nullable(),
      /** Now − then; for shares in parts of one. */
      difference: z.number().nullable(),
      /** (now − then) ÷ then. Null when then is zero or missing. */
      change: z.number().nullable(),
      channels: z.number().int(),
    })
    .nullable(),
})
export type NumberValue = z.infer<typeof NumberValue>

export const ChannelNumbers = z.object({
  channelId: Id,
  network: z.string(),
  handle: z.string(),
  name: z.string(),
  state: z.string(),
  /** What was brought in files, of the account and of its posts. */
  brought: z.array(RawMetricName),
  /** When the network was last asked about the account, and will be next. */
  collectedAt: z.iso.datetime().nullable(),
  nextAt: z.iso.datetime().nullable(),
  numbers: z.array(NumberValue),
})
export type ChannelNumbers = z.infer<typeof ChannelNumbers>

export const Overview = z.object({
  period: Period,
  compare: Period.nullable(),
  asOf: z.iso.datetime().nullable(),
  /** Posts of the period that are so young that their counts still grow. */
  settling: z.object({ posts: z.number().int(), hours: z.number().int() }),
  totals: z.array(NumberValue),
  channels: z.array(ChannelNumbers),
})
export type Overview = z.infer<typeof Overview>

export const SeriesQuery = withPeriod({ metric: MetricId, compare: Compare.default('previous') })
export type SeriesQuery = z.infer<typeof SeriesQuery>

/** `have` of `of` channels have a value; a day that lacks one is a gap (null), not a dip. */
export const DayPoint = z.object({
  day: Day,
  value: z.number().nullable(),
  have: z.number().int(),
  of: z.number().int(),
})
export type DayPoint = z.infer<typeof DayPoint>

export const DaySeries = z.object({
  metric: MetricId,
  version: z.number().int(),
  period: Period,
  compare: Period.nullable(),
  points: z.array(DayPoint),
  /** The days of the other period in the same order; empty when no comparison was asked for. */
  comparePoints: z.array(DayPoint),
})
export type DaySeries = z.infer<typeof DaySeries>

/** The numbers of one post. Those that are about accounts are not among them. */
export const postMetrics = [
  'engagements',
  'er_followers',
  'er_views',
  'er_reach',
  'likes',
  'reposts',
  'replies',
  'quotes',
  'saves',
  'clicks',
  'views',
  'impressions',
  'reach',
] as const satisfies readonly (typeof metricIds)[number][]
export const PostMetric = z.enum(postMetrics)
export type PostMetric = z.infer<typeof PostMetric>

export const PostSort = z.enum(['published_at', ...postMetrics])
export type PostSort = z.infer<typeof PostSort>

export const PostsQuery = withPeriod({
  sort: PostSort.default('published_at'),
  order: z.enum(['desc', 'asc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type PostsQuery = z.infer<typeof PostsQuery>

/** Null: not known or not kept by the network. */
const PostValues = z.partialRecord(PostMetric, z.number().nullable())

export const PostNumbers = z.object({
  publicationId: Id,
  /** Null for a post that was written at the network itself. */
  postId: Id.nullable(),
  channelId: Id,
  network: z.string(),
  origin: z.enum(['ours', 'native']),
  text: z.string(),
  url: z.string().nullable(),
  publishedAt: z.iso.datetime(),
  /** When it was found to be no longer there; its last numbers stand. */
  goneAt: z.iso.datetime().nullable(),
  /** Followers on the day of publication, the base of `er_followers`. */
  followers: z.number().nullable(),
  values: PostValues,
  /** Metrics that the network does not keep, as against those not told yet. */
  notTold: z.array(PostMetric),
  asOf: z.iso.datetime().nullable(),
  /** Counts that stem from a file that was brought. `wins`: it stands before what the network itself tells. */
  brought: z.array(z.object({ metric: RawMetricName, wins: z.boolean() })),
  /** So young that its counts still grow. */
  settling: z.boolean(),
})
export type PostNumbers = z.infer<typeof PostNumbers>

export const PostNumbersPage = z.object({
  period: Period,
  items: z.array(PostNumbers),
  next: z.string().nullable(),
})
export type PostNumbersPage = z.infer<typeof PostNumbersPage>

export const PostLife = PostNumbers.extend({
  /** Every value that was told, oldest first. */
  life: z.array(
    z.object({
      metric: RawMetricName,
      points: z.array(
        z.object({
          at: z.iso.datetime(),
          value: z.number(),
          /** By which file it was brought; null: told by the network. */
          importId: Id.nullable(),
        }),
      ),
    }),
  ),
  /** The files, by whom and when. `by` is null for keys, for people who are gone, and for whom the team is not to be seen by. */
  imports: z.array(
    z.object({
      id: Id,
      fileName: z.string(),
      by: z.string().nullable(),
      at: z.iso.datetime().nullable(),
    }),
  ),
})
export type PostLife = z.infer<typeof PostLife>

/** What one of our posts brought, on all channels where it is out. */
export const PostTotals = z.object({ totals: z.array(NumberValue), items: z.array(PostNumbers) })
export type PostTotals = z.infer<typeof PostTotals>

export const ExportQuery = withPeriod({ of: z.enum(['days', 'posts']).default('days') })
export type ExportQuery = z.infer<typeof ExportQuery>
