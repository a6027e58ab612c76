import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Find, SendCall, SentPart, Tools } from '../kit/network.ts'
import { urlsIn } from '../kit/text.ts'
import { ask, shaped } from './client.ts'
import { type Post, Posts, pageOf, parentOf, postFields, textOf } from './entities.ts'
import { manifest } from './manifest.ts'
import { communityOf, type Piece, piecesOf } from './pieces.ts'

/** How far X's clock and ours may differ. */
export const skew = 10 * 60_000
/** Pages of 100 that are read back before we say that we cannot tell: each post that is read costs money. */
const mostPages = 5

/** Looks through the account's own posts since the first attempt could have arrived. */
export const find: Find = async (call) => {
  const pieces = piecesOf(call.content)
  const recent = await postsSince(call)
  const parts = [...call.done]
  while (parts.length < pieces.length) {
    const piece = pieces[parts.length]
    const part = piece && findPiece(call.account, recent, piece, parts)
    if (!part) break
    parts.push(part)
  }
  // Whether an account's timeline holds what it wrote in communities is written nowhere: only what is seen there is sure.
  const nothingNew = parts.length === call.done.length && parts.length < pieces.length
  if (nothingNew && communityOf(call.content) !== null)
    return {
      found: 'unsure',
      words: 'X may not list what is posted in a community. Look there whether it is out.',
    }
  if (nothingNew) return { found: 'no' }
  return { found: parts.length === pieces.length ? 'yes' : 'some', parts }
}

/** Oldest first. */
async function postsSince({ tools, account, firstAttemptAt, signal }: SendCall): Promise<Post[]> {
  const since = new Date(firstAttemptAt.getTime() - skew)
  const posts: Post[] = []
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const found: Awaited<ReturnType<typeof ownPosts>> = await ownPosts(tools, account, {
      cursor,
      since,
      signal,
    })
    posts.push(...found.posts)
    cursor = found.cursor
    if (cursor === null) return posts.reverse()
  }
  throw new NetworkFailure(
    'unknown',
    'X lists more posts of this account since then than can be looked through. Look there whether this one is out.',
    { code: 'too_many_to_look' },
  )
}

/** One page of the account's own posts, newest first. */
export async function ownPosts(
  tools: Tools,
  account: Account,
  {
    cursor,
    since,
    most = 100,
    signal,
  }: { cursor: string | null; since?: Date; most?: number; signal?: AbortSignal },
): Promise<{ posts: Post[]; cursor: string | null }> {
  const answer = await ask(tools, account, {
    method: 'GET',
    path: `/2/users/${account.remoteId}/tweets`,
    query: {
      max_results: most,
      'tweet.fields': postFields,
      pagination_token: cursor ?? undefined,
      // To the second: what X takes.
      start_time: since && `${since.toISOString().slice(0, 19)}Z`,
      exclude: since && 'retweets',
    },
    signal,
  })
  const { data, meta } = shaped(Posts, answer)
  return { posts: data, cursor: meta?.next_token ?? null }
}

/** The post that this piece became, if it is among `posts` and hangs where it should. */
function findPiece(
  { handle }: Account,
  posts: readonly Post[],
  piece: Piece,
  sent: readonly SentPart[],
): SentPart | null {
  const parent = sent.at(-1)?.remoteId ?? null
  const words = folded(piece.text)
  const post = posts.find(
    (one) =>
      parentOf(one) === parent &&
      (one.attachments?.media_keys?.length ?? 0) === piece.media.length &&
      (one.attachments?.poll_ids?.length ?? 0) === (piece.poll ? 1 : 0) &&
      folded(textOf(one)) === words,
  )
  return post ? { remoteId: post.id, url: pageOf(handle, post.id) } : null
}

/** What of a text stays the same on its way through X, which writes addresses and letters in its own form. */
function folded(text: string): string {
  let plain = ''
  let at = 0
  for (const { url, start, end } of urlsIn(text, manifest.text)) {
    plain += text.slice(at, start) + addressOf(url)
    at = end
  }
  return (plain + text.slice(at)).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** The same address, whether it stands with its scheme, in its own letters, or in those that machines read. */
const addressOf = (url: string): string =>
  (URL.parse(/^https?:/i.test(url) ? url : `http://${url}`)?.href ?? url).replace(/^https?:|\/$/g, '')
