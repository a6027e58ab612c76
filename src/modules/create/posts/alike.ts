import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Likeness } from './contract.ts'
import { bandsOf, likenessOf, piecesOf, plainWords } from './words.ts'

const sameWithinMs = 48 * 3_600_000
const nearWithinMs = 90 * 86_400_000
/** From this share of common pieces on, a reader takes two texts for one. */
const nearFrom = 0.6
/** Posts found by each hash on either side of its time, the nearest first. */
const perHash = 4
/** Posts whose words are read for each channel: those that have most hashes in common, then those nearest in time. */
const perChannel = 8

export type Said = { channelId: string; text: string; at: Date }

/** By what the words of a post on a channel are found again. */
export type Word = { channelId: string; hash: number; at: Date }

export const wordsOf = (said: readonly Said[]): Word[] =>
  said.flatMap(({ channelId, text, at }) => bandsOf(piecesOf(text)).map((hash) => ({ channelId, hash, at })))

/** Keeps by what the words of a post on its channels are found again, instead of what was kept for it before. */
export async function keepWords(db: Db, postId: string, said: readonly Said[]): Promise<void> {
  await forgetWords(db, postId)
  await wordRows(postId, wordsOf(said)).execute(db)
}

/** The same for a post that is new. */
export const wordRows = (postId: string, words: readonly Word[]) => sql`
  insert into post_words (channel_id, hash, at, post_id)
  select w.*, ${postId}::uuid from ${tableOf(words)} w on conflict do nothing`

/** `(channel_id, hash, at)` for a statement. */
const tableOf = (words: readonly Word[]) => sql`(
  select * from unnest(${words.map((word) => word.channelId)}::uuid[], ${words.map((word) => word.hash)}::int[],
    ${words.map((word) => word.at)}::timestamptz[]) as word (channel_id, hash, at))`

export async function forgetWords(db: Db, postId: string): Promise<void> {
  await sql`delete from post_words where post_id = ${postId}`.execute(db)
}

type Candidate = { postId: string; channelId: string; at: Date; text: string }

/**
 * Posts on the same channels that say the same within two days, or nearly the same within 90, before or after.
 * The likest of each channel first, then the nearest in time; at most three per channel.
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
      .sort((a, b) => b.likeness - a.likeness || distance(mine, a.at) - distance(mine, b.at))
      .slice(0, 3)
  })
}

const distance = (mine: Said, at: string): number => Math.abs(Date.parse(at) - mine.at.getTime())

function judge(mine: Said, pieces: ReadonlySet<number>, other: Candidate): Likeness[] {
  const apart = Math.abs(other.at.getTime() - mine.at.getTime())
  const same = plainWords(other.text) === plainWords(mine.text)
  const likeness = same ? 1 : likenessOf(pieces, piecesOf(other.text))
  if (likeness < nearFrom || apart > nearWithinMs) return []
  const { postId, channelId } = other
  return [
    {
      postId,
      channelId,
      at: other.at.toISOString(),
      text: other.text.slice(0, 280),
      likeness: Math.round(likeness * 100) / 100,
      kind: same && apart <= sameWithinMs ? 'same' : 'near',
    },
  ]
}

async function findCandidates(
  db: Db,
  workspaceId: string,
  postId: string | null,
  said: readonly Said[],
): Promise<Candidate[]> {
  const words = wordsOf(said)
  if (words.length === 0) return []
  const span = sql`${nearWithinMs / 86_400_000} * interval '1 day'`
  const { rows } = await sql<Candidate>`
    with found as (
      select a.channel_id, w.post_id, row_number() over (
        partition by a.channel_id order by count(*) desc, min(greatest(w.at - a.at, a.at - w.at))) as place
      from ${tableOf(words)} a cross join lateral (
        (select w.post_id, w.at from post_words w
        where w.channel_id = a.channel_id and w.hash = a.hash and w.post_id is distinct from ${postId}::uuid
          and w.at between a.at - ${span} and a.at
        order by w.at desc limit ${perHash})
        union all
        (select w.post_id, w.at from post_words w
        where w.channel_id = a.channel_id and w.hash = a.hash and w.post_id is distinct from ${postId}::uuid
          and w.at > a.at and w.at <= a.at + ${span}
        order by w.at limit ${perHash})
      ) w
      group by a.channel_id, w.post_id
    )
    select f.post_id, f.channel_id, d.at, d.text
    from found f cross join lateral (
      -- One by one along the key: a join may read every delivery of the workspace for these few.
      select coalesce(d.published_at, d.due_at) as at,
        (select string_agg(part ->> 'text', E'\\n') from jsonb_array_elements(d.content -> 'parts') part) as text
      from deliveries d
      where d.workspace_id = ${workspaceId} and d.post_id = f.post_id and d.channel_id = f.channel_id and d.state <> 'cancelled'
        and exists (select from posts p where p.id = d.post_id and p.deleted_at is null)
      offset 0) d
    where f.place <= ${perChannel}`.execute(db)
  return rows.map((row) => ({ ...row, text: row.text ?? '' }))
}
