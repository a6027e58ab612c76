/** What is counted of profiles and of our own channels, in the same shape, so that both are reckoned alike. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Format, Source } from './contract.ts'

/** Whose posts of which instants, by whose calendar. */
export type Window = { workspaceId: string; zone: string; from: Date; to: Date; ids: readonly string[] }

/** So many days back the followers of a day may stem from, when nothing was told on it; as in `measure/numbers`. */
const staleDays = 7

const counts = ['likes', 'reposts', 'replies', 'quotes', 'saves'] as const

/** The columns of `t`, the posts of profiles. */
const theirs = ({ workspaceId, zone, from, to, ids }: Window): RawBuilder<unknown> => sql`t as (
    select profile_id as subject, remote_id, published_at, (published_at at time zone ${zone})::date as day, kind, format,
      answers, words, url, likes, reposts, replies, quotes, saves, source, seen_at, comments, answered, answer_seconds,
      comments_whole
    from competitor_posts
    where workspace_id = ${workspaceId} and profile_id = any(${ids}::uuid[])
      and published_at >= ${from} and published_at <= ${to}
  ), f as materialized (
    select d.subject, d.day, coalesce(e.followers, l.followers) as followers, e.followers is null as assumed
    from (select distinct subject, day from t where kind = 'post') d
    left join lateral (select followers from competitor_days
      where workspace_id = ${workspaceId} and profile_id = d.subject and followers is not null
        and day <= d.day and day > d.day - ${staleDays}::int
      order by day desc limit 1) e on true
    left join lateral (select followers from competitor_days
      where workspace_id = ${workspaceId} and profile_id = d.subject and followers is not null and day > d.day
      order by day limit 1) l on true
  )`

/** The same columns, of what our channels published. What we answer beneath is not read yet. */
const ours = ({ workspaceId, zone, from, to, ids }: Window): RawBuilder<unknown> => sql`t as (
    select p.channel_id as subject, p.id::text as remote_id, p.published_at, (p.published_at at time zone ${zone})::date as day,
      p.kind, ${ownFormat} as format, null::text as answers, p.text as words, p.url, l.*, 'network' as source,
      coalesce(l.at, p.published_at) as seen_at, null::int as comments, null::int as answered, null::int[] as answer_seconds,
      null::boolean as comments_whole
    from publications p left join deliveries d on d.workspace_id = p.workspace_id and d.id = p.delivery_id
    cross join lateral (
      select ${sql.join(counts.map((name) => sql`max(value) filter (where metric = ${sql.lit(name)}) as ${sql.ref(name)}`))}, max(at) as at
      from metric_latest
      where workspace_id = ${workspaceId} and subject_kind = 'publication' and subject_id = p.id
    ) l
    where p.workspace_id = ${workspaceId} and p.channel_id = any(${ids}::uuid[])
      and p.published_at >= ${from} and p.published_at <= ${to}
  ), f as materialized (
    select d.subject, d.day, coalesce(e.value, l.value) as followers, e.value is null as assumed
    from (select distinct subject, day from t where kind = 'post') d
    left join lateral (select value from metric_points
      where workspace_id = ${workspaceId} and subject_kind = 'channel' and subject_id = d.subject and metric = 'followers'
        and at >= (d.day - ${staleDays}::int + 1)::timestamp at time zone ${zone}
        and at < (d.day + 1)::timestamp at time zone ${zone}
      order by at desc limit 1) e on true
    left join lateral (select value from metric_points
      where workspace_id = ${workspaceId} and subject_kind = 'channel' and subject_id = d.subject and metric = 'followers'
        and at >= (d.day + 1)::timestamp at time zone ${zone}
      order by at limit 1) l on true
  )`

/** Of what we sent we know what it showed; of what was written elsewhere on the account we do not. */
const ownFormat = sql`case
  when d.content is null then 'unknown'
  when d.content #> '{parts,0,poll}' is distinct from 'null'::jsonb and d.content #> '{parts,0,poll}' is not null then 'poll'
  when d.content #>> '{parts,0,media,0,kind}' = 'video' then 'video'
  when d.content #>> '{parts,0,media,0,kind}' = 'image' then 'image'
  when d.content #>> '{parts,0,quote}' is not null then 'quote'
  when d.content #>> '{parts,0,link,url}' is not null or d.content #>> '{parts,0,text}' ~ 'https?://' then 'link'
  else 'text' end`

const posts = (whose: Whose, window: Window): RawBuilder<unknown> => sql`
  ${whose === 'ours' ? ours(window) : theirs(window)}, x as (
    select t.*, f.followers, f.assumed,
      case when num_nonnulls(likes, reposts, replies, quotes, saves) > 0 then
        coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) + coalesce(quotes, 0) + coalesce(saves, 0)
      end as engagements
    from t left join f on f.subject = t.subject and f.day = t.day
  )`

export type Whose = 'ours' | 'theirs'

/** What one profile or channel brings to the numbers of a window. */
export type Counted = {
  subject: string
  posts: number
  /** Posts of which at least one count is told. */
  counted: number
  engagements: number
  /** Over the posts of which both engagements and followers are known. */
  erNum: number
  erDen: number
  assumed: number
  counts: string[]
  sources: Source[]
  formats: Partial<Record<Format, number>>
  comments: number
  answered: number
  commentPosts: number
  commentsWhole: boolean
  answerSeconds: number[]
  asOf: Date | null
}

export async function countPosts(db: Db, whose: Whose, window: Window): Promise<Counted[]> {
  if (window.ids.length === 0) return []
  const told = counts.map(
    (name) => sql`case when bool_or(${sql.ref(name)} is not null) then ${sql.lit(name)} end`,
  )
  const { rows } = await sql<Counted>`
    with ${posts(whose, window)}, own as (select * from x where kind = 'post'),
    shown as (
      select subject, jsonb_object_agg(format, n) as formats
      from (select subject, format, count(*)::int as n from own group by subject, format) g group by subject
    ),
    told as (
      select subject, array_agg(s) as seconds from own cross join unnest(answer_seconds) s group by subject
    )
    select own.subject, count(*)::int as posts, count(engagements)::int as counted,
      coalesce(sum(engagements), 0)::float8 as engagements,
      coalesce(sum(engagements) filter (where followers is not null), 0)::float8 as er_num,
      coalesce(sum(followers) filter (where engagements is not null), 0)::float8 as er_den,
      count(*) filter (where engagements is not null and followers is not null and assumed)::int as assumed,
      array_remove(array[${sql.join(told)}], null) as counts,
      array_agg(distinct source) as sources,
      (select formats from shown where shown.subject = own.subject) as formats,
      coalesce(sum(comments), 0)::int as comments, coalesce(sum(answered), 0)::int as answered,
      count(comments)::int as comment_posts, coalesce(bool_and(comments_whole), false) as comments_whole,
      coalesce((select seconds from told where told.subject = own.subject), '{}') as answer_seconds,
      max(seen_at) as as_of
    from own group by own.subject`.execute(db)
  return rows
}

export type Followers = {
  subject: string
  now: number | null
  nowDay: string | null
  before: number | null
  beforeDay: string | null
  source: Source | null
}

const firstKnown = (
  points: RawBuilder<unknown>,
  { workspaceId, zone, from, to, ids }: Window,
): RawBuilder<Followers> => sql<Followers>`
  with c as (
    select u.id, (${from}::timestamptz at time zone ${zone})::date as first, (${to}::timestamptz at time zone ${zone})::date as last
    from unnest(${ids}::uuid[]) as u (id)
  ), k as (${points})
  select c.id as subject, n.value as now, n.day as now_day, n.source,
    coalesce(b.value, i.value) as before, coalesce(b.day, i.day) as before_day
  from c
  left join lateral (select * from k where subject = c.id and day <= c.last and day > c.last - ${staleDays}::int
    order by day desc limit 1) n on true
  left join lateral (select * from k where subject = c.id and day <= c.first and day > c.first - ${staleDays}::int
    order by day desc limit 1) b on true
  left join lateral (select * from k where subject = c.id and day > c.first and day < n.day order by day limit 1) i on true
  where ${workspaceId}::uuid is not null`

/** The newest followers, and those of the window's start, or the first inside it. */
export async function followersOf(db: Db, whose: Whose, window: Window): Promise<Followers[]> {
  const { workspaceId, zone, from, to, ids } = window
  if (ids.length === 0) return []
  const since = sql`${new Date(from.getTime() - staleDays * 86_400_000)}::timestamptz`
  const points =
    whose === 'theirs'
      ? sql`select profile_id as subject, day, followers as value, source from competitor_days
          where workspace_id = ${workspaceId} and profile_id = any(${ids}::uuid[]) and followers is not null
            and day >= (${since} at time zone ${zone})::date`
      : sql`select distinct on (subject, day) subject, day, value, 'network' as source
          from (
            select subject_id as subject, (at at time zone ${zone})::date as day, value, at from metric_points
            where workspace_id = ${workspaceId} and subject_kind = 'channel' and subject_id = any(${ids}::uuid[])
              and metric = 'followers' and at >= ${since} and at <= ${to}
          ) told order by subject, day, at desc`
  return (await firstKnown(points, window).execute(db)).rows
}

export type Cell = { weekday: number; hour: number; posts: number; counted: number; engagements: number }

/** When posts come out, by weekday and hour of the clocks of a zone. */
export async function hoursOf(db: Db, window: Window): Promise<Cell[]> {
  if (window.ids.length === 0) return []
  const local = sql`published_at at time zone ${window.zone}`
  const { rows } = await sql<Cell>`
    with ${posts('theirs', window)}
    select extract(isodow from ${local})::int as weekday, extract(hour from ${local})::int as hour,
      count(*)::int as posts, count(engagements)::int as counted, coalesce(sum(engagements), 0)::float8 as engagements
    from x where kind = 'post' group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export type PostRow = {
  profileId: string
  remoteId: string
  publishedAt: Date
  format: Format
  words: string
  url: string | null
  likes: number | null
  reposts: number | null
  replies: number | null
  quotes: number | null
  saves: number | null
  engagements: number | null
  source: Source
  seenAt: Date
}

/** Those with most engagements first; those of which none are told last. `after` is the last of the page before. */
export async function bestPosts(
  db: Db,
  window: Window,
  limit: number,
  after: { engagements: number; profileId: string; remoteId: string } | null,
): Promise<PostRow[]> {
  if (window.ids.length === 0) return []
  const place = sql`(coalesce(engagements, -1), subject, remote_id)`
  const { rows } = await sql<PostRow>`
    with ${posts('theirs', window)}
    select subject as profile_id, remote_id, published_at, format, words, url, likes, reposts, replies, quotes, saves,
      engagements, source, seen_at
    from x where kind = 'post'
      ${after ? sql`and ${place} < (${after.engagements}::bigint, ${after.profileId}::uuid, ${after.remoteId}::text)` : sql``}
    order by coalesce(engagements, -1) desc, subject desc, remote_id desc limit ${limit}`.execute(db)
  return rows
}
