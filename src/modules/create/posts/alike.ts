import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Likeness } from './contract.ts'
import { bandsOf, likenessOf, piecesOf, plainWords } from './words.ts'

const sameWithinMs = 48 * 3_600_000
const nearWithinMs = 90 * 86_400_000
/** From this share of common pieces on, a reader takes two texts for one. */
const nearFrom = 0.6
/** Posts looked at for each hash, newest first. */
const perHash = 8

export type Said = { channelId: string; text: string; at: Date }

/** Keeps by what the words of a post on its channels are found again, instead of what was kept for it before. */
export async function keepWords(db: Db, postId: string, said: readonly Said[]): Promise<void> {
  await forgetWords(db, postId)
  await keepFirstWords(db, postId, said)
}

/** The same for a post that is new. */
export async function keepFirstWords(db: Db, postId: string, said: readonly Said[]): Promise<void> {
  const rows = said.flatMap(({ channelId, text, at }) =>
    bandsOf(piecesOf(text)).map((hash) => ({ channelId, hash, at, postId })),
  )
  if (rows.length === 0) return
  await sql`
    insert into post_words (channel_id, hash, at, post_id)
    select * from unnest(${rows.map((row) => row.channelId)}::uuid[], ${rows.map((row) => row.hash)}::int[],
      ${rows.map((row) => row.at)}::timestamptz[], ${rows.map((row) => row.postId)}::uuid[])
    on conflict do nothing`.execute(db)
}

export async function forgetWords(db: Db, postId: string): Promise<void> {
  await sql`delete from post_words where post_id = ${postId}`.execute(db)
}

type Candidate = { postId: string; channelId: string; at: Date; text: string }

/**
 * Posts on the same channels that say the same within two days, or nearly the same within 90, before or after.
 * The likest of each channel first; at most three per channel.
 */
export async function findAlike(
  db: Db,
  workspaceId: string,
  postId: string | null,
  said: readonly Said[],
): Promise<Likeness[]> {
  const worded = said.filter(({ text }) => plainWords(text) !== '')
  const candidates = await findCandidates(db, workspaceId, postId, worded)
  return worded.flatMap((mine) => {
    const pieces = piecesOf(mine.text)
    return candidates
      .filter((other) => other.channelId === mine.channelId)
      .flatMap((other) => judge(mine, pieces, other))
      .sort((a, b) => b.likeness - a.likeness || (a.at < b.at ? 1 : -1))
      .slice(0, 3)
  })
}

function judge(mine: Said, pieces: ReadonlySet<number>, other: Candidate): Likeness[] {
  const distance = Math.abs(other.at.getTime() - mine.at.getTime())
  const same = plainWords(other.text) === plainWords(mine.text)
  const likeness = same ? 1 : likenessOf(pieces, piecesOf(other.text))
  if (likeness < nearFrom || distance > nearWithinMs) return []
  const { postId, channelId } = other
  return [
    {
      postId,
      channelId,
      at: other.at.toISOString(),
      text: other.text.slice(0, 280),
      likeness: Math.round(likeness * 100) / 100,
      kind: same && distance <= sameWithinMs ? 'same' : 'near',
    },
  ]
}

async function findCandidates(
  db: Db,
  workspaceId: string,
  postId: string | null,
  said: readonly Said[],
): Promise<Candidate[]> {
  const asked = said.flatMap(({ channelId, text, at }) =>
    bandsOf(piecesOf(text)).map((hash) => ({ channelId, hash, at })),
  )
  if (asked.length === 0) return []
  const newest = (span: string) => sql`
    select w.post_id from post_words w
    where w.channel_id = a.channel_id and w.hash = a.hash and w.post_id is distinct from ${postId}::uuid
      and w.at between a.at - ${span}::interval and a.at + ${span}::interval
    order by w.at desc limit ${perHash}`
  const { rows } = await sql<Candidate>`
    with asked as (
      select * from unnest(${asked.map((one) => one.channelId)}::uuid[], ${asked.map((one) => one.hash)}::int[],
        ${asked.map((one) => one.at)}::timestamptz[]) as a (channel_id, hash, at)
    ), found as (
      select distinct a.channel_id, w.post_id
      from asked a cross join lateral (
        (${newest('48 hours')}) union all (${newest('90 days')})
      ) w
    )
    select f.post_id, f.channel_id, d.at, d.text
    from found f cross join lateral (
      -- One by one along the key: a join may read every delivery of the workspace for these few.
      select coalesce(d.published_at, d.due_at) as at,
        (select string_agg(part ->> 'text', E'\\n') from jsonb_array_elements(d.content -> 'parts') part) as text
      from deliveries d
      where d.workspace_id = ${workspaceId} and d.post_id = f.post_id and d.channel_id = f.channel_id and d.state <> 'cancelled'
        and exists (select from posts p where p.id = d.post_id and p.deleted_at is null)
      offset 0) d`.execute(db)
  return rows.map((row) => ({ ...row, text: row.text ?? '' }))
}
