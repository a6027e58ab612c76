/** Which profiles are read next, and what is kept of a reading. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Trouble } from './contract.ts'

/** Profiles that may be asked: not archived, not of the demonstration, not of what is being deleted. */
const awake = sql`competitor_profiles p
  join competitors c on c.id = p.competitor_id and c.workspace_id = p.workspace_id and c.archived_at is null
  join workspaces w on w.id = p.workspace_id and not w.demo and w.erase_at is null`

export type Due = { id: string; network: string; server: string }

/** Those that are due, at most so many of each server; workspaces take turns, so that a large one does not hold up the others. */
export async function dueProfiles(db: Db, now: Date, most: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select id, network, server from (
      select id, network, server, next_at, row_number() over (partition by network, server order by turn, next_at) as place
      from (
        select p.id, p.network, p.server, p.next_at,
          row_number() over (partition by p.workspace_id, p.network, p.server order by p.next_at) as turn
        from ${awake} where p.is_read and p.next_at <= ${now}
      ) turns
    ) places where place <= ${most} order by place, next_at`.execute(db)
  return rows
}

export type Claimed = {
  id: string
  workspaceId: string
  competitorId: string
  network: string
  server: string
  remoteId: string
  handle: string
  failures: number
  zone: string
}

/** Takes one that is due, for as long as the lease; nobody else reads it meanwhile. */
export async function claimProfile(db: Db, id: string, now: Date, lease: Date): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    with due as (
      select p.id, w.time_zone as zone from ${awake}
      where p.id = ${id} and p.is_read and p.next_at <= ${now} for update of p skip locked
    )
    update competitor_profiles p set next_at = ${lease}, asked_at = ${now} from due where p.id = due.id
    returning p.id, p.workspace_id, p.competitor_id, p.network, p.server, p.remote_id, p.handle, p.failures, due.zone`.execute(
    db,
  )
  return rows[0]
}

export type Read = {
  handle: string
  name: string
  url: string
  avatarUrl: string | null
  movedTo: string | null
  readBackTo: Date
  readTo: Date
  nextAt: Date
}

/** It went well. */
export const settleRead = (tx: Tx, { id, workspaceId }: Claimed, read: Read, now: Date) =>
  tx
    .updateTable('competitorProfiles')
    .set({ ...read, collectedAt: now, failures: 0, troubleCode: null, troubleWords: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export type Failed = { code: Trouble; words: string; failures: number; nextAt: Date | null }

export const settleFailed = (
  tx: Tx,
  { id, workspaceId }: Claimed,
  { code, words, failures, nextAt }: Failed,
) =>
  tx
    .updateTable('competitorProfiles')
    .set({ troubleCode: code, troubleWords: words, failures, nextAt })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Nothing of this server is asked before `until`, whoever watches it. */
export const postpone = (db: Db, { network, server }: Pick<Due, 'network' | 'server'>, until: Date) =>
  db
    .updateTable('competitorProfiles')
    .set({ nextAt: until })
    .where('isRead', '=', true)
    .where('network', '=', network)
    .where('server', '=', server)
    .where('nextAt', '<', until)
    .execute()

/** When a server that asked for a pause may be asked again; null when none did. */
export async function pausedUntil(
  db: Db,
  { network, server }: Pick<Due, 'network' | 'server'>,
  now: Date,
): Promise<Date | null> {
  const row = await db
    .selectFrom('competitorProfiles')
    .select(({ fn }) => fn.min<Date | null>('nextAt').as('until'))
    .where('isRead', '=', true)
    .where('network', '=', network)
    .where('server', '=', server)
    .where('troubleCode', '=', 'limited')
    .where('nextAt', '>', now)
    .executeTakeFirst()
  return row?.until ?? null
}

/** Makes it due now, unless it was asked after `notSince`. */
export async function hasten(
  tx: Tx,
  workspaceId: string,
  id: string,
  now: Date,
  notSince: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('competitorProfiles')
    .set({ nextAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('isRead', '=', true)
    .where(({ eb, or }) => or([eb('askedAt', 'is', null), eb('askedAt', '<', notSince)]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export type Kept = {
  remoteId: string
  publishedAt: Date
  /** Whether the hour is known, and not only the day. */
  timed: boolean
  kind: string
  format: string
  answers: string | null
  words: string
  url: string | null
  likes: number | null
  reposts: number | null
  replies: number | null
  quotes: number | null
  saves: number | null
}

/** Posts as they are now. Answers how many were not there before. */
export async function keepPosts(
  db: Db,
  { workspaceId, id }: { workspaceId: string; id: string },
  posts: readonly Kept[],
  { source, at }: { source: 'network' | 'import'; at: Date },
): Promise<{ added: number; changed: number }> {
  if (posts.length === 0) return { added: 0, changed: 0 }
  const texts = (of: (post: Kept) => string | null) => sql`${posts.map(of)}::text[]`
  const numbers = (of: (post: Kept) => number | null) => sql`${posts.map(of)}::bigint[]`
  const { rows } = await sql<{ added: boolean }>`
    insert into competitor_posts as p (workspace_id, profile_id, remote_id, published_at, timed, kind, format, answers, words, url,
      likes, reposts, replies, quotes, saves, source, seen_at)
    select ${workspaceId}, ${id}, n.*, ${source}, ${at}
    from unnest(${texts((one) => one.remoteId)}, ${posts.map((one) => one.publishedAt)}::timestamptz[], ${posts.map((one) => one.timed)}::boolean[],
      ${texts((one) => one.kind)}, ${texts((one) => one.format)}, ${texts((one) => one.answers)},
      ${texts((one) => one.words)}, ${texts((one) => one.url)}, ${numbers((one) => one.likes)},
      ${numbers((one) => one.reposts)}, ${numbers((one) => one.replies)}, ${numbers((one) => one.quotes)},
      ${numbers((one) => one.saves)}) as n
    on conflict (workspace_id, profile_id, remote_id) do update set
      published_at = excluded.published_at, timed = excluded.timed, kind = excluded.kind, format = excluded.format, answers = excluded.answers,
      words = excluded.words, url = excluded.url, likes = excluded.likes, reposts = excluded.reposts,
      replies = excluded.replies, quotes = excluded.quotes, saves = excluded.saves, source = excluded.source,
      seen_at = excluded.seen_at
    returning (xmax = 0) as added`.execute(db)
  const added = rows.filter((row) => row.added).length
  return { added, changed: rows.length - added }
}

/** What is no longer at the network, although all since then was read. */
export const dropGone = (db: Db, { workspaceId, id }: Claimed, since: Date, seenBefore: Date) =>
  db
    .deleteFrom('competitorPosts')
    .where('workspaceId', '=', workspaceId)
    .where('profileId', '=', id)
    .where('source', '=', 'network')
    .where('publishedAt', '>=', since)
    .where('seenAt', '<', seenBefore)
    .execute()

/** What could not be read so often is not asked for any more; it is told as unread. */
const mostFailures = 5

/** Threads that could not be read: the others go before them the next time. */
export async function noteUnheard(
  db: Db,
  { workspaceId, id }: Claimed,
  remoteIds: readonly string[],
): Promise<void> {
  if (remoteIds.length === 0) return
  await db
    .updateTable('competitorPosts')
    .set(({ eb }) => ({ commentsFailures: eb('commentsFailures', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('profileId', '=', id)
    .where('remoteId', 'in', [...remoteIds])
    .execute()
}

/**
 * Posts whose comments are read next: young ones again and again, older ones once. That nobody spoke beneath a post is
 * known without asking.
 */
export async function postsToHear(
  db: Db,
  { workspaceId, id }: Claimed,
  { young, most }: { young: Date; most: number },
): Promise<string[]> {
  const { rows } = await sql<{ remoteId: string }>`
    select remote_id from competitor_posts
    where workspace_id = ${workspaceId} and profile_id = ${id} and kind = 'post' and source = 'network' and replies > 0
      and (comments_at is null or published_at > ${young}) and comments_failures < ${mostFailures}
    order by comments_failures > 0, comments_at nulls first, published_at desc limit ${most}`.execute(db)
  return rows.map((row) => row.remoteId)
}

export type Heard = { remoteId: string; comments: number; answerSeconds: number[]; whole: boolean }

export async function keepComments(
  db: Db,
  { workspaceId, id }: Claimed,
  heard: readonly Heard[],
  at: Date,
): Promise<void> {
  for (const { remoteId, comments, answerSeconds, whole } of heard)
    await db
      .updateTable('competitorPosts')
      .set({
        comments,
        answered: answerSeconds.length,
        answerSeconds,
        commentsWhole: whole,
        commentsAt: at,
        commentsFailures: 0,
      })
      .where('workspaceId', '=', workspaceId)
      .where('profileId', '=', id)
      .where('remoteId', '=', remoteId)
      .execute()
  await db
    .updateTable('competitorPosts')
    .set({
      comments: 0,
      answered: 0,
      answerSeconds: [],
      commentsWhole: true,
      commentsAt: at,
      commentsFailures: 0,
    })
    .where('workspaceId', '=', workspaceId)
    .where('profileId', '=', id)
    .where('source', '=', 'network')
    .where('kind', '=', 'post')
    .where('replies', '=', 0)
    .execute()
}

/** Posts outside of every window, and days that are long ago. */
export async function dropOld(db: Db, posts: Date, day: string): Promise<void> {
  await db.deleteFrom('competitorPosts').where('publishedAt', '<', posts).execute()
  await db.deleteFrom('competitorDays').where('day', '<', day).execute()
}
