import { sql } from 'kysely'
import { type Reach, sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, andWithin, holdsWords, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { CalendarEntry, CalendarQuery } from './contract.ts'

/** Most entries in one answer: more than a year of a busy agency's brand. */
export const mostEntries = 10_000

/**
 * What stands in the calendar between two instants. Two branches, each along an index of its own:
 * deliveries by the instant they are due, drafts and proposals by the wish of their author. Lists come as plain text:
 * to write a thousand small documents and to read them again costs more than the search.
 */
export async function findEntries(db: Db, viewer: Viewer, query: CalendarQuery): Promise<CalendarEntry[]> {
  const { workspaceId } = viewer
  const sight = sightOf(viewer)
  const { rows } = await sql<EntryRow>`
    with due as (
      select d.post_id, d.due_at as at,
        string_agg(d.id || ' ' || d.channel_id || ' ' || d.state, ',' order by d.channel_id) as deliveries,
        '' as channel_ids
      from deliveries d
      where d.workspace_id = ${workspaceId} and d.due_at >= ${query.from} and d.due_at < ${query.to}
        and d.state != 'cancelled' ${channelsOf(query, sql`d.channel_id`)} ${andWithin(sight, sql`d.channel_id`)}
      group by d.post_id, d.due_at
      ${statesOf(query)}
    ), wished as (
      select p.id as post_id, p.wish_at at time zone p.wish_zone as at, '' as deliveries,
        coalesce((select string_agg(v.channel_id::text, ',') from variants v
          where v.post_id = p.id ${andWithin(sight, sql`v.channel_id`)}), '') as channel_ids
      from posts p
      where p.workspace_id = ${workspaceId} and p.deleted_at is null and p.stage != 'scheduled'
        and p.wish_at >= (${query.from}::timestamptz at time zone 'UTC') - interval '1 day'
        and p.wish_at < (${query.to}::timestamptz at time zone 'UTC') + interval '1 day'
    ), entries as (
      select * from due union all select * from wished
      where at >= ${query.from} and at < ${query.to} ${wishedOnly(query)}
    )
    select p.id as "postId", extract(epoch from e.at)::float8 as at, p.stage,
      coalesce(left(p.content->'parts'->0->>'text', 140), '') as text,
      coalesce(jsonb_array_length(p.content->'parts'->0->'media'), 0) as media,
      p.category, p.campaign_id as "campaignId", p.goal_id as "goalId", p.version, e.channel_ids as "channelIds",
      e.deliveries, not exists (select 1 from deliveries o where o.workspace_id = ${workspaceId} and o.post_id = p.id
        and o.due_at != e.at and o.state != 'cancelled' ${andWithin(sight, sql`o.channel_id`)}) as alone
    from entries e cross join lateral (
      -- One by one along the key: a join would read every post of the workspace for one month of it.
      select * from posts p where p.id = e.post_id and p.workspace_id = ${workspaceId} and p.deleted_at is null
        ${andSeenPost(sight, 'p')} ${postsOf(query, sight)} offset 0) p
    order by e.at, p.id limit ${mostEntries + 1}`.execute(db)
  return rows.map((row) => ({
    ...row,
    at: new Date(Math.round(row.at * 1000)).toISOString(),
    channelIds: listed(row.channelIds),
    deliveries: listed(row.deliveries).map(readDelivery),
  }))
}

/** As the query answers: seconds since 1970, and lists of words parted by commas. */
type EntryRow = Omit<CalendarEntry, 'at' | 'channelIds' | 'deliveries'> & {
  at: number
  channelIds: string
  deliveries: string
}

const listed = (text: string): string[] => (text === '' ? [] : text.split(','))

function readDelivery(text: string): CalendarEntry['deliveries'][number] {
  const [id = '', channelId = '', state = ''] = text.split(' ')
  return { id, channelId, state }
}

const nothing = sql``

const channelsOf = ({ channels }: CalendarQuery, column: ReturnType<typeof sql>) =>
  channels ? sql`and ${column} = any(${channels}::uuid[])` : nothing

const statesOf = ({ states }: CalendarQuery) =>
  states ? sql`having bool_or(d.state = any(${states}::text[]))` : nothing

/** A draft has no delivery: it is there unless states are asked that no draft has. */
const wishedOnly = ({ states, channels }: CalendarQuery) => sql`
  ${states && !states.includes('draft') && !states.includes('proposed') ? sql`and false` : nothing}
  ${channels ? sql`and string_to_array(channel_ids, ',')::uuid[] && ${channels}::uuid[]` : nothing}`

const postsOf = ({ categories, campaign, goal, text }: CalendarQuery, sight: Reach) => sql`
  ${categories ? sql`and coalesce(p.category, 'none') = any(${categories}::text[])` : nothing}
  ${campaign ? sql`and p.campaign_id = ${campaign}` : nothing}
  ${goal ? sql`and p.goal_id = ${goal}` : nothing}
  ${text ? sql`and ${holdsWords(text, sight)}` : nothing}`
