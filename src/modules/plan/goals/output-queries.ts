import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Day } from '../../measure/numbers/index.ts'

/** Which posts: of these channels, and perhaps of one campaign, on these days of the workspace's zone. */
export type Counted = {
  workspaceId: string
  channelIds: readonly string[]
  campaignId: string | null
  zone: string
  from: Day
  to: Day
}

const startOf = (day: Day, zone: string) => sql`(${day}::date)::timestamp at time zone ${zone}`
const endOf = (day: Day, zone: string) => sql`(${day}::date + 1)::timestamp at time zone ${zone}`

const dayIn = (instant: string, zone: string) =>
  sql`to_char(${sql.ref(instant)} at time zone ${zone}, 'YYYY-MM-DD')`

async function byDay(rows: Promise<{ rows: { day: Day; count: number }[] }>): Promise<Map<Day, number>> {
  return new Map((await rows).rows.map(({ day, count }) => [day, count]))
}

const inCampaign = (postId: string, workspaceId: string, campaignId: string | null) =>
  campaignId === null
    ? sql``
    : sql`and exists (select from posts o where o.workspace_id = ${workspaceId} and o.id = ${sql.ref(postId)}
        and o.campaign_id = ${campaignId})`

/** Posts that are out, also those written at the network itself. One that went to several channels counts once, on its first day. */
export const countOut = (
  db: Db,
  { workspaceId, channelIds, campaignId, zone, from, to }: Counted,
): Promise<Map<Day, number>> =>
  byDay(
    sql<{ day: Day; count: number }>`
      select day, count(*)::int as count from (
        select min(day) as day from (
          select ${dayIn('p.published_at', zone)} as day, coalesce(p.post_id, p.id) as post from publications p
          where p.workspace_id = ${workspaceId} and p.channel_id = any(${channelIds}::uuid[])
            and p.kind = 'post' and p.gone_at is null
            and p.published_at >= ${startOf(from, zone)} and p.published_at < ${endOf(to, zone)}
            ${inCampaign('p.post_id', workspaceId, campaignId)}
          union all
          select ${dayIn('d.published_at', zone)}, d.post_id from deliveries d
          where d.workspace_id = ${workspaceId} and d.channel_id = any(${channelIds}::uuid[]) and ${isOutUnlisted}
            and d.due_at >= ${startOf(from, zone)} - ${mostLate} and d.due_at < ${endOf(to, zone)} + ${mostLate}
            and d.published_at >= ${startOf(from, zone)} and d.published_at < ${endOf(to, zone)}
            ${inCampaign('d.post_id', workspaceId, campaignId)}) as each
        group by post) as posts
      group by day`.execute(db),
  )

/**
 * A person put it there and named no address, as on a noticeboard: nothing else tells that it is out. Where the account's own list
 * is read, it stands in that by itself.
 */
const isOutUnlisted = sql`d.state = 'published' and d.parts = '[]'
  and not exists (select from publications n where n.channel_id = d.channel_id and n.origin = 'native')`

/** So long before or after its time somebody may have put it there. */
const mostLate = sql`interval '31 days'`

const willBe = sql`('scheduled', 'claimed', 'sending', 'sent', 'waiting', 'handed', 'in_doubt')`

/** Posts that are scheduled or out on these days, by the day on which they were planned. */
export const countPlanned = (
  db: Db,
  { workspaceId, channelIds, campaignId, zone, from, to }: Counted,
): Promise<Map<Day, number>> =>
  byDay(
    sql<{ day: Day; count: number }>`
      select day, count(*)::int as count from (
        select min(${dayIn('d.created_at', zone)}) as day from deliveries d
        where d.workspace_id = ${workspaceId} and d.channel_id = any(${channelIds}::uuid[])
          and (d.state in ${willBe} or d.state = 'published')
          and d.due_at >= ${startOf(from, zone)} and d.due_at < ${endOf(to, zone)}
          ${inCampaign('d.post_id', workspaceId, campaignId)}
        group by d.post_id) as posts
      group by day`.execute(db),
  )

/** Posts that will go out on these days and none of which is out yet, by the first day of each. */
export const countScheduled = (
  db: Db,
  { workspaceId, channelIds, campaignId, zone, from, to }: Counted,
): Promise<Map<Day, number>> =>
  byDay(
    sql<{ day: Day; count: number }>`
      select day, count(*)::int as count from (
        select min(${dayIn('d.due_at', zone)}) as day from deliveries d
        where d.workspace_id = ${workspaceId} and d.channel_id = any(${channelIds}::uuid[]) and d.state in ${willBe}
          and d.due_at >= ${startOf(from, zone)} and d.due_at < ${endOf(to, zone)}
          ${inCampaign('d.post_id', workspaceId, campaignId)}
          and not exists (select from publications p where p.workspace_id = d.workspace_id and p.post_id = d.post_id
            and p.channel_id = any(${channelIds}::uuid[]) and p.gone_at is null)
          and not exists (select from deliveries o where o.workspace_id = d.workspace_id and o.post_id = d.post_id
            and o.channel_id = any(${channelIds}::uuid[]) and o.state = 'published' and o.parts = '[]')
        group by d.post_id) as posts
      group by day`.execute(db),
  )

/** Posts by the day on which somebody scheduled them first, whenever they are due. */
export const countMade = (
  db: Db,
  { workspaceId, channelIds, campaignId, zone, from, to }: Counted,
): Promise<Map<Day, number>> =>
  byDay(
    sql<{ day: Day; count: number }>`
      select day, count(*)::int as count from (
        select min(${dayIn('d.created_at', zone)}) as day from deliveries d
        where d.workspace_id = ${workspaceId} and d.channel_id = any(${channelIds}::uuid[])
          and (d.state in ${willBe} or d.state = 'published')
          and d.created_at >= ${startOf(from, zone)} and d.created_at < ${endOf(to, zone)}
          ${inCampaign('d.post_id', workspaceId, campaignId)}
        group by d.post_id) as posts
      group by day`.execute(db),
  )

/** Of what was due on these days: how much went out. What somebody took back does not count. */
export async function countKept(
  db: Db,
  { workspaceId, channelIds, zone, from, to }: Counted,
): Promise<{ out: number; of: number }> {
  const { rows } = await sql<{ out: number; of: number }>`
    select count(*) filter (where d.state = 'published')::int as out, count(*)::int as of from deliveries d
    where d.workspace_id = ${workspaceId} and d.channel_id = any(${channelIds}::uuid[])
      and d.state in ('published', 'failed', 'missed')
      and d.due_at >= ${startOf(from, zone)} and d.due_at < ${endOf(to, zone)}`.execute(db)
  return rows[0] ?? { out: 0, of: 0 }
}
