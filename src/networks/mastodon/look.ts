import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Find, SendCall, SentPart } from '../kit/network.ts'
import { ask, hostOf, type Line, lineOf, shaped } from './client.ts'
import { Status, StatusSource } from './entities.ts'
import { folded, textOf } from './html.ts'
import { type Piece, piecesOf } from './pieces.ts'

/** How far the server's clock and ours may differ. */
const skew = 10 * 60_000
/** Pages of 40 that are read back before we say that we cannot tell. */
const mostPages = 25
/** Posts whose source is asked for when their rendering does not tell. */
const mostSources = 20

export const find: Find = async (call) => {
  const line = lineOf(call.tools, call.account)
  const pieces = piecesOf(call.content)
  const recent = await recentPosts(line, call)
  const parts = [...call.done]
  while (parts.length < pieces.length) {
    const piece = pieces[parts.length]
    const part = piece && (await findPiece(line, recent, piece, parts))
    if (!part) break
    parts.push(part)
  }
  if (parts.length === call.done.length && parts.length < pieces.length) return { found: 'no' }
  return { found: parts.length === pieces.length ? 'yes' : 'some', parts }
}

/** What the account has posted since the first attempt could have arrived, oldest first. */
export async function recentPosts(line: Line, call: Pick<SendCall, 'account' | 'firstAttemptAt' | 'signal'>) {
  const since = call.firstAttemptAt.getTime() - skew
  const posts = new Map<string, Status>()
  let before: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const found: Status[] = await postsBefore(line, call.account, before, {
      reblogs: false,
      signal: call.signal,
    })
    const fresh = found.filter(({ id }) => !posts.has(id))
    for (const post of fresh) if (post.created_at.getTime() >= since) posts.set(post.id, post)
    const last = fresh.at(-1)
    if (!last || last.created_at.getTime() < since) return [...posts.values()].reverse()
    before = last.id
  }
  throw new NetworkFailure(
    'unknown',
    `${hostOf(line.server)} lists more posts of this account since then than can be looked through. Look there whether this one is out.`,
    { code: 'too_many_to_look' },
  )
}

/** One page of the account's own posts, newest first. */
export async function postsBefore(
  line: Line,
  account: Pick<Account, 'remoteId'>,
  before: string | null,
  { reblogs, signal }: { reblogs: boolean; signal?: AbortSignal },
): Promise<Status[]> {
  const query = { limit: '40', exclude_reblogs: String(!reblogs), ...(before && { max_id: before }) }
  const path = `/api/v1/accounts/${account.remoteId}/statuses`
  const answer = await ask(line, { method: 'GET', path, query, signal })
  return shaped(z.array(Status), answer, line)
}

/** The post that this piece became, if it is among `posts` and hangs where it should. */
export async function findPiece(
  line: Line,
  posts: readonly Status[],
  piece: Piece,
  sent: readonly SentPart[],
): Promise<SentPart | null> {
  const parent = sent.at(-1)?.remoteId ?? null
  const like = posts.filter((post) => looksLike(post, piece, parent))
  const plain = like.find((post) => folded(textOf(post)) === folded(piece.text))
  const post = plain ?? (await bySource(line, like, piece))
  return post ? sentPartOf(post, piece) : null
}

function looksLike(post: Status, piece: Piece, parent: string | null): boolean {
  const titles = post.poll?.options.map(({ title }) => folded(title)) ?? []
  const options = piece.poll?.options.map(folded) ?? []
  return (
    !post.reblog &&
    (post.in_reply_to_id ?? null) === parent &&
    post.media_attachments.length === piece.media.length &&
    folded(post.spoiler_text) === folded(piece.spoiler) &&
    titles.join('\n') === options.join('\n')
  )
}

// A server that renders Markdown or the like shows other words than were written; its source does not.
async function bySource(line: Line, posts: readonly Status[], piece: Piece): Promise<Status | null> {
  for (const post of posts.slice(0, mostSources)) {
    const path = `/api/v1/statuses/${post.id}/source`
    const answer = await ask(line, { method: 'GET', path }).catch((failure: unknown) => {
      if (failure instanceof NetworkFailure && failure.kind === 'rejected') return null
      throw failure
    })
    const source = StatusSource.safeParse(answer?.body)
    if (source.success && folded(source.data.text) === folded(piece.text)) return post
  }
  return null
}

/** A status as the delivery keeps it; which of our media became which of theirs is kept for edits. */
export function sentPartOf(post: Status, piece: Piece): SentPart {
  const media = piece.media.flatMap(({ digest }, n) => {
    const id = post.media_attachments[n]?.id
    return id === undefined ? [] : [{ digest, id }]
  })
  return {
    remoteId: post.id,
    url: post.url ?? post.uri ?? null,
    extra: { media, quote: piece.quote },
  }
}
