import { z } from 'zod'
import type { RawMetric } from '../../../networks/kit/manifest.ts'

/** What networks count, in the order in which people look at it. */
export const rawMetrics = [
  'likes',
  'reposts',
  'replies',
  'quotes',
  'saves',
  'clicks',
  'views',
  'impressions',
  'reach',
  'followers',
  'following',
  'posts',
] as const satisfies readonly RawMetric[]

export const RawMetricName = z.enum(rawMetrics)

export const metricIds = [
  'followers',
  'followers_gained',
  'audience_growth_rate',
  'posts',
  'engagements',
  'engagements_per_post',
  'er_followers',
  'er_views',
  'er_reach',
  'applause',
  'amplification',
  'conversation',
  'likes',
  'reposts',
  'replies',
  'quotes',
  'saves',
  'clicks',
  'views',
  'impressions',
  'reach',
] as const

export const MetricId = z.enum(metricIds)
export type MetricId = z.infer<typeof MetricId>

/**
 * One side of a fraction.
 * `counts`: what the networks count on the posts published in the period, added up. A count that a network does not
 * keep is left out; a post of which none is known takes no part.
 * `posts`: how many posts were published in the period.
 * `followers`: at the end of the period, at its start, what was gained between, or on the day of each post.
 */
export const Term = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('counts'), of: z.array(RawMetricName) }),
  z.object({ kind: z.literal('posts') }),
  z.object({ kind: z.literal('followers'), when: z.enum(['end', 'start', 'gained', 'publication']) }),
])
export type Term = z.infer<typeof Term>

export const Metric = z.object({
  id: MetricId,
  /** Grows when the formula changes; numbers of different versions are not compared. */
  version: z.number().int(),
  /** Told of an account as it stands, or of the posts published in a period. */
  subject: z.enum(['channel', 'posts']),
  /** `share` is 0–1 and shown in percent. */
  unit: z.enum(['count', 'share', 'perPost']),
  /** In words; the screen has them in every language. */
  formula: z.string(),
  numerator: Term,
  denominator: Term.nullable(),
  /** How channels and posts become one number: added up, or sums divided. Ratios are never averaged. */
  pooling: z.enum(['sum', 'ratio']),
  /** Where the definition comes from. */
  source: z.string(),
  /** Days until a post's counts have mostly settled; a forecast leaves the youngest days out. */
  settleDays: z.number().int(),
  /** How a goal reads it: the level of one day, the 28 days that end on it, or not at all. */
  goal: z.enum(['level', 'window']).nullable(),
})
export type Metric = z.infer<typeof Metric>

/** The counts that are an engagement, version 1: what people do in public and on purpose. Views and clicks are none. */
export const engagementCounts = [
  'likes',
  'reposts',
  'replies',
  'quotes',
  'saves',
] as const satisfies RawMetric[]

/** Days that a windowed goal looks back over. */
export const windowDays = 28

const engagements: Term = { kind: 'counts', of: [...engagementCounts] }
const posts: Term = { kind: 'posts' }
const followers = (when: 'end' | 'start' | 'gained' | 'publication'): Term => ({ kind: 'followers', when })
const counts = (...of: RawMetric[]): Term => ({ kind: 'counts', of })

type Said = Pick<Metric, 'id' | 'numerator' | 'denominator' | 'formula' | 'source'>

const ofChannel = (said: Said & Pick<Metric, 'unit' | 'goal'>): Metric => ({
  version: 1,
  subject: 'channel',
  pooling: said.denominator ? 'ratio' : 'sum',
  settleDays: 0,
  ...said,
})

const ofPosts = (said: Said): Metric => ({
  version: 1,
  subject: 'posts',
  unit: said.denominator === null ? 'count' : said.denominator.kind === 'posts' ? 'perPost' : 'share',
  pooling: said.denominator ? 'ratio' : 'sum',
  settleDays: 2,
  goal: 'window',
  ...said,
})

const hootsuite = 'https://blog.hootsuite.com/calculate-engagement-rate/'
const napoleoncat = 'https://brain.napoleoncat.com/en/articles/1096078'
const kaushik =
  'https://www.kaushik.net/avinash/best-social-media-metrics-conversation-amplification-applause-economic-value/'
const network = 'The networks’ own count.'

const plain = (id: MetricId & RawMetric, what: string): Metric =>
  ofPosts({
    id,
    numerator: counts(id),
    denominator: null,
    formula: `${what} of all posts published in the period`,
    source: network,
  })

/** Every number of the house, each with one definition that server, screen, export and manual read. */
export const catalogue: readonly Metric[] = [
  ofChannel({
    id: 'followers',
    unit: 'count',
    goal: 'level',
    numerator: followers('end'),
    denominator: null,
    formula:
      'followers at the end of the period, channels added up; a person who follows two channels counts twice',
    source: network,
  }),
  ofChannel({
    id: 'followers_gained',
    unit: 'count',
    goal: null,
    numerator: followers('gained'),
    denominator: null,
    formula: 'followers at the end of the period − followers at its start',
    source: 'https://simplymeasured.com/blog/beyond-the-buzz-41-social-media-metrics-defined/',
  }),
  ofChannel({
    id: 'audience_growth_rate',
    unit: 'share',
    goal: null,
    numerator: followers('gained'),
    denominator: followers('start'),
    formula: '(followers at the end − followers at the start) ÷ followers at the start',
    source: 'https://simplymeasured.com/blog/beyond-the-buzz-41-social-media-metrics-defined/',
  }),
  ofPosts({
    id: 'posts',
    numerator: posts,
    denominator: null,
    formula: 'posts published in the period, replies and reposts not counted',
    source: 'Our own record and the networks’ lists of posts.',
  }),
  ofPosts({
    id: 'engagements',
    numerator: engagements,
    denominator: null,
    formula:
      'likes + reposts + replies + quotes + saves, as far as a network counts them; no views, no clicks',
    source: hootsuite,
  }),
  ofPosts({
    id: 'engagements_per_post',
    numerator: engagements,
    denominator: posts,
    formula: 'engagements ÷ posts',
    source: hootsuite,
  }),
  ofPosts({
    id: 'er_followers',
    numerator: engagements,
    denominator: followers('publication'),
    formula: 'engagements ÷ followers on the day of publication; several posts: sum ÷ sum',
    source: napoleoncat,
  }),
  ofPosts({
    id: 'er_views',
    numerator: engagements,
    denominator: counts('views'),
    formula: 'engagements ÷ views, on networks that tell views',
    source: hootsuite,
  }),
  ofPosts({
    id: 'er_reach',
    numerator: engagements,
    denominator: counts('reach'),
    formula: 'engagements ÷ reach, on networks that tell reach; several posts: sum ÷ sum',
    source: hootsuite,
  }),
  ofPosts({
    id: 'applause',
    numerator: counts('likes'),
    denominator: posts,
    formula: 'likes ÷ posts',
    source: kaushik,
  }),
  ofPosts({
    id: 'amplification',
    numerator: counts('reposts', 'quotes'),
    denominator: posts,
    formula: '(reposts + quotes) ÷ posts',
    source: kaushik,
  }),
  ofPosts({
    id: 'conversation',
    numerator: counts('replies'),
    denominator: posts,
    formula: 'replies ÷ posts',
    source: kaushik,
  }),
  plain('likes', 'likes'),
  plain('reposts', 'reposts without words of their own'),
  plain('replies', 'replies'),
  plain('quotes', 'reposts with words of their own'),
  plain('saves', 'saves and bookmarks'),
  plain('clicks', 'clicks'),
  plain('views', 'views'),
  plain('impressions', 'impressions'),
  plain('reach', 'people reached, counted once per post'),
]

const byId = new Map(catalogue.map((metric) => [metric.id, metric]))

export function metricOf(id: MetricId): Metric {
  const metric = byId.get(id)
  if (!metric) throw new Error(`There is no metric ${id} in the catalogue`)
  return metric
}

/** The raw counts that a metric is made of. */
export function needsOf({ numerator, denominator }: Metric): RawMetric[] {
  const of = (term: Term | null): RawMetric[] =>
    term === null || term.kind === 'posts' ? [] : term.kind === 'followers' ? ['followers'] : term.of
  return [...new Set([...of(numerator), ...of(denominator)])]
}

/** What one network tells of a metric, and what it means by it. */
export const ToldMetric = z.object({
  metric: RawMetricName,
  of: z.enum(['post', 'account']),
  meaning: z.string(),
  lagMinutes: z.number(),
  source: z.string(),
})

export const Catalogue = z.object({
  metrics: z.array(Metric.extend({ needs: z.array(RawMetricName) })),
  networks: z.array(z.object({ network: z.string(), name: z.string(), tells: z.array(ToldMetric) })),
})
export type Catalogue = z.infer<typeof Catalogue>
