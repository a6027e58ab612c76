import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'

export type StatusRow = {
  id: string
  published: number
  median: number | null
  p99: number | null
  most: number | null
  failedAt: Date | null
  deliveryId: string | null
  code: string | null
  words: string | null
  /** What went out, or may have, in the last 24 hours. */
  sent: number
}

/**
 * How the deliveries of each channel fared since an instant, in one question. What left before its channel could leave at all
 * (it was planned for a time that was over) counts from when it was planned. Nothing leaves before it is due, so what is planned
 * for later, a year perhaps, is not read.
 */
export async function findFared(
  db: Db,
  workspaceId: string,
  channelIds: readonly string[],
  { since, now }: { since: Date; now: Date },
): Promise<StatusRow[]> {
  const { rows } = await sql<StatusRow>`
    select c.id, day.sent, out.published, out.median, out.p99, out.most, bad.failed_at, bad.delivery_id, bad.code, bad.words
    from channels c
    cross join lateral (
      select count(*)::int as published,
        percentile_cont(0.5) within group (order by late) as median,
        percentile_cont(0.99) within group (order by late) as p99, max(late) as most
      from (
        select greatest(0, extract(epoch from d.published_at - greatest(d.due_at, d.created_at)) * 1000)::float8 as late
        from deliveries d
        where d.channel_id = c.id and d.due_at >= ${since} and d.state = 'published' and d.published_at is not null) l) out
    cross join lateral (
      select count(*)::int as sent from deliveries d
      where d.channel_id = c.id
        and d.due_at > ${now}::timestamptz - interval '8 days' and d.due_at < ${now}::timestamptz + interval '1 minute'
        and d.first_attempt_at > ${now}::timestamptz - interval '24 hours'
        and d.state in ('sending', 'sent', 'published', 'in_doubt')) day
    left join lateral (
      select a.started_at as failed_at, a.delivery_id, coalesce(a.code, '') as code, coalesce(a.words, '') as words
      from deliveries d join attempts a on a.workspace_id = d.workspace_id and a.delivery_id = d.id
      where d.channel_id = c.id and d.due_at >= ${since} and a.outcome in ('later', 'reconnect', 'rejected', 'unknown')
      order by a.started_at desc limit 1) bad on true
    where c.workspace_id = ${workspaceId} and c.id = any(${[...channelIds]}::uuid[])`.execute(db)
  return rows
}

/** What is known of limits under some names. */
export const findLimitsOf = (db: Db, scopes: readonly string[]) =>
  scopes.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('limits')
        .selectAll()
        .where('scope', 'in', [...scopes])
        .execute()
