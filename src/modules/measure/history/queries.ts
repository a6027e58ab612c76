import { sql } from 'kysely'
import { addressKey } from '../../../networks/kit/address.ts'
import type { NativePost } from '../../../networks/kit/network.ts'
import type { Db } from '../../../platform/db/index.ts'

/** Publications of these remote ids, by remote id. */
export async function knownPublications(
  db: Db,
  channelId: string,
  remoteIds: readonly string[],
): Promise<Map<string, string>> {
  if (remoteIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('publications')
    .select(['remoteId', 'id'])
    .where('channelId', '=', channelId)
    .where('remoteId', 'in', [...remoteIds])
    .execute()
  return new Map(rows.map(({ remoteId, id }) => [remoteId, id]))
}

/** Which of these remote ids are parts of our own deliveries: second posts of a thread, first replies. */
export async function ownParts(
  db: Db,
  channelId: string,
  remoteIds: readonly string[],
  since: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ remoteId: string }>`
    select distinct part->>'remoteId' as remote_id
    from deliveries d cross join lateral jsonb_array_elements(d.parts) as part
    where d.channel_id = ${channelId} and d.due_at >= ${since}::timestamptz - interval '8 days'
      and part->>'remoteId' = any(${remoteIds}::text[])`.execute(db)
  return new Set(rows.map((row) => row.remoteId))
}

/**
 * What a person marked as published by its address alone gets the id and the instant that the list tells, in the
 * publication and in its delivery; otherwise the same post would stand there twice.
 */
export async function nameMarked(db: Db, channelId: string, posts: readonly NativePost[]): Promise<void> {
  const { rows: marked } = await sql<{ url: string }>`
    select url from publications
    where channel_id = ${channelId} and remote_id = url and delivery_id is not null and remote_id like 'http%'`.execute(
    db,
  )
  // As a person wrote it; lists write the same address in their own way.
  const written = new Map(marked.map(({ url }) => [addressKey(url) ?? url, url]))
  const told = posts.flatMap((post) => {
    const url = post.url !== null && written.get(addressKey(post.url) ?? post.url)
    return url && url !== post.remoteId ? [{ ...post, written: url }] : []
  })
  if (told.length === 0) return
  await sql`
    with named as (
      update publications p set remote_id = n.remote_id, url = n.url, published_at = n.published_at, gone_at = null
      from unnest(${told.map((post) => post.written)}::text[], ${told.map((post) => post.url)}::text[],
        ${told.map((post) => post.remoteId)}::text[], ${told.map((post) => post.publishedAt)}::timestamptz[])
        n (written, url, remote_id, published_at)
      where p.channel_id = ${channelId} and p.remote_id = n.written
        and not exists (select from publications o where o.channel_id = p.channel_id and o.remote_id = n.remote_id)
      returning p.delivery_id, n.written, n.url, n.remote_id
    )
    update deliveries d set parts = jsonb_set(jsonb_set(d.parts, '{0,remoteId}', to_jsonb(named.remote_id)), '{0,url}', to_jsonb(named.url))
    from named where d.id = named.delivery_id and d.parts -> 0 ->> 'remoteId' = named.written`.execute(db)
}

export type Span = { from: Date; to: Date }

/** When deliveries of this channel may have reached the network without our knowing it yet. */
export async function openSpans(db: Db, channelId: string): Promise<Span[]> {
  const { rows } = await sql<Span>`
    select first_attempt_at - interval '2 minutes' as "from", updated_at + interval '10 minutes' as "to"
    from deliveries
    where channel_id = ${channelId} and state in ('claimed', 'sending', 'sent', 'in_doubt')
      and first_attempt_at is not null`.execute(db)
  return rows
}

/** Takes native posts over. One that came in by another way meanwhile is passed over; answers those that are new. */
export async function insertNatives(
  db: Db,
  channel: { id: string; workspaceId: string },
  posts: readonly NativePost[],
): Promise<Map<string, string>> {
  if (posts.length === 0) return new Map()
  const rows = await db
    .insertInto('publications')
    .values(
      posts.map((post) => ({
        workspaceId: channel.workspaceId,
        channelId: channel.id,
        remoteId: post.remoteId,
        url: post.url,
        text: post.text,
        kind: post.kind,
        origin: 'native',
        publishedAt: post.publishedAt,
      })),
    )
    .onConflict((on) => on.columns(['channelId', 'remoteId']).doNothing())
    .returning(['remoteId', 'id'])
    .execute()
  return new Map(rows.map(({ remoteId, id }) => [remoteId, id]))
}
