/** What is counted of profiles and of our own channels, in the same shape, so that both are reckoned alike. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { type Format, formats, type Source } from './contract.ts'

/** Whose posts of which instants, by whose calendar. */
export type Window = { workspaceId: string; zone: string; from: Date; to: Date; ids: readonly string[] }

/** So many days back the followers of a day may stem from, when nothing was told on it; as in `measure/numbers`. */
const staleDays = 7

const counts = ['likes', 'reposts', 'replies', 'quotes', 'saves'] as const

/** The columns of `t`, the posts of profiles. Words are long, and only brought where they are shown. */
const theirs = (
  { workspaceId, zone, from, to, ids }: Window,
  shown: boolean,
): RawBuilder<unknown> => sql`t as (
    select profile_id as subject, remote_id, published_at, timed, (published_at at time zone ${zone})::date as day, kind, format,
      ${shown ? sql`words, url,` : sql``} likes, reposts, replies, quotes, saves, source, seen_at, comments, answered,
      answer_seconds, comments_whole, comments_failures
    from competitor_posts
    where workspace_id = ${workspaceId} and profile_id = any(${ids}::uuid[]) and kind = 'post'
      and published_at >= ${from} and published_at <= ${to}
  )`

/** The same columns, of what our channels published. What we answer beneath is not read yet. */
const ours = ({ workspaceId, zone, from, to, ids }: Window): RawBuilder<unknown> => sql`t as (
    select p.channel_id as subject, p.id::text as remote_id, p.published_at, true as timed, (p.published_at at time zone ${zone})::date as day,
      p.kind, ${ownFormat} as format, l.*, 'network' as source,
      coalesce(l.at, p.published_at) as seen_at, null::int as comments, null::int as answered, null::int[] as answer_seconds,
      null::boolean as comments_whole, 0 as comments_failures
    from publications p left join deliveries d on d.workspace_id = p.workspace_id and d.id = p.delivery_id
    cross join lateral (
      select ${sql.join(counts.map((name) => sql`max(value) filter (where metric = ${sql.lit(name)}) as ${sql.ref(name)}`))}, max(at) as at
      from metric_latest
      where workspace_id = ${workspaceId} and subject_kind = 'publication' and subject_id = p.id
    ) l
    where p.workspace_id = ${workspaceId} and p.channel_id = any(${ids}::uuid[]) and p.kind = 'post'
      and p.published_at >= ${from} and p.published_at <= ${to}
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

/** The table `x`: posts with their engagements, null where nothing of them is told. */
const posts = (whose: Whose, window: Window, shown = false): RawBuilder<unknown> => sql`
  ${whose === 'ours' ? ours(window) : theirs(window, shown)}, x as (
    select t.*, case when num_nonnulls(likes, reposts, replies, quotes, saves) > 0 then
        coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) + coalesce(quotes, 0) + coalesce(saves, 0)
      end as engagements
    from t
  )`

/** For a row of `g`, its followers on its day (`e`), and if nobody told them the next that are known (`l`). */
const followersOnDay = (whose: Whose, { workspaceId, zone }: Window): RawBuilder<unknown> => {
  const [told, value] =
    whose === 'theirs'
      ? [
          sql`competitor_days where workspace_id = ${workspaceId} and profile_id = g.subject and followers is not null`,
          sql`followers`,
        ]
      : [
          sql`metric_points where workspace_id = ${workspaceId} and subject_kind = 'channel' and subject_id = g.subject
            and metric = 'followers'`,
          sql`value`,
        ]
  const [within, beyond, order] =
    whose === 'theirs'
      ? [sql`day <= g.day and day > g.day - ${staleDays}::int`, sql`day > g.day`, sql`day`]
      : [
          sql`at >= (g.day - ${staleDays}::int + 1)::timestamp at time zone ${zone}
            and at < (g.day + 1)::timestamp at time zone ${zone}`,
          sql`at >= (g.day + 1)::timestamp at time zone ${zone}`,
          sql`at`,
        ]
  return sql`
    left join lateral (select ${value} as followers from ${told} and ${within} order by ${order} desc limit 1) e on true
    left join lateral (
      select ${value} as followers from ${told} and ${beyond} and e.followers is null order by ${order} limit 1
    ) l on true`
}

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
  /** Posts with comments that were asked for, and those of them that could not be read the last time. */
  threads: number
  threadsUnread: number
  answerSeconds: number[]
  asOf: Date | null
}

/** Counted by day first: followers are those of a day, and there are far fewer days than posts. */
export async function countPosts(db: Db, whose: Whose, window: Window): Promise<Counted[]> {
  if (window.ids.length === 0) return []
  const told = counts.map(
    (name) => sql`case when sum(${sql.ref(`told_${name}`)}) > 0 then ${sql.lit(name)} end`,
  )
  const { rows } = await sql<Counted>`
    with ${posts(whose, window)}, g as (
      select subject, day, count(*)::int as posts, count(engagements)::int as counted,
        coalesce(sum(engagements), 0)::float8 as engagements,
        ${sql.join(counts.map((name) => sql`count(${sql.ref(name)}) as ${sql.ref(`told_${name}`)}`))},
        ${sql.join(formats.map((format) => sql`count(*) filter (where format = ${sql.lit(format)})::int as ${sql.ref(`as_${format}`)}`))},
        bool_or(source = 'network') as by_network, bool_or(source = 'import') as by_import,
        sum(comments) as comments, sum(answered) as answered, count(comments) as comment_posts,
        bool_and(comments_whole) as comments_whole, max(seen_at) as as_of,
        count(*) filter (where comments_failures > 0 or (comments is not null and replies > 0)) as threads,
        count(*) filter (where comments_failures > 0) as threads_unread
      from x group by subject, day
    ), f as (
      select g.*, coalesce(e.followers, l.followers) as followers, e.followers is null as assumed
      from g ${followersOnDay(whose, window)}
    ), answers as (
      select subject, array_agg(s) as seconds from x cross join unnest(answer_seconds) s group by subject
    )
    select f.subject, sum(posts)::int as posts, sum(counted)::int as counted, sum(engagements) as engagements,
      coalesce(sum(engagements) filter (where followers is not null), 0)::float8 as er_num,
      coalesce(sum(followers * counted), 0)::float8 as er_den,
      coalesce(sum(counted) filter (where followers is not null and assumed), 0)::int as assumed,
      array_remove(array[${sql.join(told)}], null) as counts,
      array_remove(array[case when bool_or(by_import) then 'import' end, case when bool_or(by_network) then 'network' end], null)
        as sources,
      jsonb_strip_nulls(jsonb_build_object(${sql.join(
        formats.flatMap((format) => [
          sql`${sql.lit(format)}::text`,
          sql`nullif(sum(${sql.ref(`as_${format}`)}), 0)`,
        ]),
      )})) as formats,
      coalesce(sum(comments), 0)::int as comments, coalesce(sum(answered), 0)::int as answered,
      sum(threads)::int as threads, sum(threads_unread)::int as threads_unread,
      sum(comment_posts)::int as comment_posts, coalesce(bool_and(comments_whole), false) as comments_whole,
      coalesce(min(answers.seconds), '{}') as answer_seconds, max(as_of) as as_of
    from f left join answers on answers.subject = f.subject group by f.subject`.execute(db)
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
      ? sql`select profile_id as subject, day, followers as value, coalesce(followers_source, source) as source from competitor_days
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

/** When posts come out, by weekday and hour of the clocks of a zone. Those of which only the day is known have no hour. */
export async function hoursOf(db: Db, window: Window): Promise<Cell[]> {
  if (window.ids.length === 0) return []
  const local = sql`published_at at time zone ${window.zone}`
  const { rows } = await sql<Cell>`
    with ${posts('theirs', window)}
    select extract(isodow from ${local})::int as weekday, extract(hour from ${local})::int as hour,
      count(*)::int as posts, count(engagements)::int as counted, coalesce(sum(engagements), 0)::float8 as engagements
    from x where timed group by 1, 2 order by 1, 2`.execute(db)
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
    with ${posts('theirs', window, true)}
    select subject as profile_id, remote_id, published_at, format, words, url, likes, reposts, replies, quotes, saves,
      engagements, source, seen_at
    from x
      ${after ? sql`where ${place} < (${after.engagements}::bigint, ${after.profileId}::uuid, ${after.remoteId}::text)` : sql``}
    order by coalesce(engagements, -1) desc, subject desc, remote_id desc limit ${limit}`.execute(db)
  return rows
}
