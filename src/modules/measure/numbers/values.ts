import { type RawBuilder, sql } from 'kysely'
import type { RawMetric } from '../../../networks/kit/manifest.ts'
import type { Metric, Term } from '../metrics/contract.ts'

/** The counts of posts, each a column of `v`. */
export const postCounts = [
  'likes',
  'reposts',
  'replies',
  'quotes',
  'saves',
  'clicks',
  'views',
  'impressions',
  'reach',
] as const satisfies readonly RawMetric[]

/** So many days back the followers of a day may stem from, when nothing was told on it. */
export const staleDays = 7

export type Which = {
  workspaceId: string
  zone: string
  channelIds: readonly string[]
  campaignId: string | null
  goalId: string | null
  /** First and last day, or null for one or some publications whatever their day. */
  days: { from: string; to: string } | null
  publicationIds?: readonly string[]
}

/** The table `p`: the posts that are meant. */
export const chosenPosts = (which: Which): RawBuilder<unknown> => sql`p as (
    select p.id, p.channel_id, p.published_at, (p.published_at at time zone ${which.zone})::date as day
    from publications p ${joinPosts(which)}
    where p.workspace_id = ${which.workspaceId} and p.kind = 'post' and p.channel_id = any(${which.channelIds}::uuid[])
    ${whereOf(which)}
  )`

/**
 * The table `v`: one row for each post with its newest counts and its followers on the day of publication.
 * Counts come from `metric_latest`; followers are looked up once for each channel and day, and only when asked for.
 */
export function postValues(which: Which, withFollowers = true): RawBuilder<unknown> {
  const { workspaceId } = which
  const counts = postCounts.map(
    (raw) => sql`max(value) filter (where metric = ${sql.lit(raw)}) as ${sql.ref(raw)}`,
  )
  return sql`${chosenPosts(which)}${withFollowers ? sql`, ${followersOnDays(which)}` : sql``}, v as (
    select p.id, p.channel_id, p.published_at, p.day, l.*,
      ${withFollowers ? sql`f.value` : sql`null::float8`} as followers
    from p ${withFollowers ? sql`left join f on f.channel_id = p.channel_id and f.day = p.day` : sql``}
    cross join lateral (
      select max(at) as as_of, ${sql.join(counts)},
        jsonb_object_agg(metric, wins) filter (where import_id is not null) as brought from metric_latest
      where workspace_id = ${workspaceId} and subject_kind = 'publication' and subject_id = p.id
    ) l
  )`
}

/** The table `f`: for each channel and day with posts the last followers told until its end. */
const followersOnDays = ({ workspaceId, zone }: Which): RawBuilder<unknown> => sql`f as materialized (
    select d.channel_id, d.day, x.value
    from (select distinct channel_id, day from p) d cross join lateral (
      select value from metric_points
      where workspace_id = ${workspaceId} and subject_kind = 'channel' and subject_id = d.channel_id
        and metric = 'followers'
        and at >= (d.day - ${staleDays}::int + 1)::timestamp at time zone ${zone}
        and at < (d.day + 1)::timestamp at time zone ${zone}
      order by at desc limit 1
    ) x
  )`

const joinPosts = ({ campaignId, goalId }: Which) =>
  campaignId || goalId ? sql`join posts o on o.id = p.post_id` : sql``

const whereOf = ({ campaignId, goalId, days, zone, publicationIds }: Which) => sql`
  ${campaignId ? sql`and o.campaign_id = ${campaignId}` : sql``}
  ${goalId ? sql`and o.goal_id = ${goalId}` : sql``}
  ${publicationIds ? sql`and p.id = any(${publicationIds}::uuid[])` : sql``}
  ${
    days
      ? sql`and p.published_at >= ${days.from}::date::timestamp at time zone ${zone}
        and p.published_at < (${days.to}::date + 1)::timestamp at time zone ${zone}`
      : sql``
  }`

/** One side of a metric for one row of `v`; null where nothing of it is known. */
function sideOf(term: Term): RawBuilder<unknown> {
  if (term.kind === 'posts') return sql`1::float8`
  if (term.kind === 'followers') return sql`v.followers`
  const columns = term.of.map((raw) => sql`v.${sql.ref(raw)}`)
  if (columns.length === 1) return sql`${columns[0]}`
  const known = columns.map((column) => sql`coalesce(${column}, 0)`)
  return sql`case when num_nonnulls(${sql.join(columns)}) > 0 then ${sql.join(known, sql` + `)} end`
}

/** A metric for one row of `v`, as a person sees it beside the post. */
export function postValueOf({ numerator, denominator }: Metric): RawBuilder<number | null> {
  const num = sideOf(numerator)
  return denominator ? sql`${num} / nullif(${sideOf(denominator)}, 0)` : sql`${num}`
}

/** For each metric `[Σ numerator, Σ denominator, posts]`, over the rows where both sides are known. */
export function sumsOf(metrics: readonly Metric[]): RawBuilder<unknown> {
  if (metrics.length === 0) return sql`'{}'::jsonb`
  return sql`jsonb_build_object(${sql.join(
    metrics.flatMap(({ id, numerator, denominator }) => {
      const num = sideOf(numerator)
      const den = denominator ? sideOf(denominator) : sql`0::float8`
      const known = sql`filter (where ${num} is not null and ${den} is not null)`
      return [
        sql`${sql.lit(id)}::text`,
        sql`jsonb_build_array(coalesce(sum(${num}) ${known}, 0), coalesce(sum(${den}) ${known}, 0), count(*) ${known})`,
      ]
    }),
  )})`
}

/** Whether a metric asks for followers on the day of publication. */
export const asksFollowers = ({ numerator, denominator }: Metric): boolean =>
  [numerator, denominator].some((term) => term?.kind === 'followers')
