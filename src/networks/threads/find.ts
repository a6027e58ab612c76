import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Find, SendCall, SentPart } from '../kit/network.ts'
import { call, type Line } from './client.ts'
import { isFresh, Making, stateOf } from './containers.ts'
import { afterOf, Page, type Post, postsOf } from './entities.ts'
import { answersIn, isGhost, type Piece, piecesOf } from './pieces.ts'

/** How far the clock of Threads and ours may differ. */
const skewMs = 10 * 60_000
/** Pages of 100 that are read back before we say that we cannot tell. */
const mostPages = 25

export const listed =
  'id,media_type,text,timestamp,permalink,username,is_quote_post,children,poll_attachment,replied_to'

const Prepared = z.object({ makings: z.array(Making) })

export const find: Find = async (sought) => {
  const pieces = piecesOf(sought.content)
  const parts = [...sought.done]
  const posts = parts.length === 0 ? await recentOf(sought, false) : []
  let replies: Post[] | null = null
  while (parts.length < pieces.length) {
    const piece = pieces[parts.length]
    const parent = parts.at(-1)?.remoteId ?? null
    if (parent !== null) replies ??= await recentOf(sought, true)
    const part = piece && findPiece(parent === null ? posts : (replies ?? []), piece, parent)
    if (!part) break
    parts.push(part)
  }
  if (parts.length === pieces.length) return { found: 'yes', parts }
  if (parts.length > sought.done.length) return { found: 'some', parts }
  const making = Prepared.safeParse(sought.prepared).data?.makings[0]
  const state = parts.length === 0 ? await stateOfMade(sought, making) : null
  // In the place of a container that is old or gone, another may have been published.
  const known = isFresh(making, sought.tools.now()) && (state === 'ready' || state === 'working')
  if (parts.length === 0 && pieces.some(isGhost) && !known)
    return {
      found: 'unsure',
      words: 'Threads may not list ghost posts with the others. Look there whether it is out.',
    }
  if (state === 'published')
    return {
      found: 'unsure',
      words: 'Threads says that it has published this post, but does not list it yet.',
    }
  return { found: 'no' }
}

/** What became of the container that was made ahead; null where none was. */
async function stateOfMade(line: Line, making: Making | undefined) {
  if (!making || making.container === null) return null
  return stateOf(line, making.container).catch((failure: unknown) => {
    // It came to nothing, so it is not out.
    if (failure instanceof NetworkFailure && failure.kind === 'rejected') return 'gone' as const
    throw failure
  })
}

/** What the account has published since the first attempt could have arrived, oldest first; replies are listed apart. */
export async function recentOf(
  { firstAttemptAt, ...line }: Line & Pick<SendCall, 'firstAttemptAt'>,
  replies: boolean,
): Promise<Post[]> {
  const from = firstAttemptAt.getTime() - skewMs
  const since = String(Math.floor(from / 1000))
  const posts = new Map<string, Post>()
  let after: string | null = null
  for (let pages = 0; pages < mostPages; pages++) {
    const page: Page = await call(
      line,
      {
        method: 'GET',
        path: replies ? 'me/replies' : 'me/threads',
        values: { fields: listed, since, limit: '100', ...(after && { after }) },
      },
      Page,
    )
    for (const post of postsOf(page)) if (post.timestamp.getTime() >= from) posts.set(post.id, post)
    const next = afterOf(page)
    if (page.data.length === 0 || next === null || next === after) return oldestFirst([...posts.values()])
    after = next
  }
  throw new NetworkFailure(
    'unknown',
    'Threads lists more posts of this account since then than can be looked through. Look there whether this one is out.',
    { code: 'too_many_to_look' },
  )
}

const oldestFirst = (posts: Post[]) => posts.sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime())

/** The post that this piece became, if it is among `posts` and hangs where it should. */
export function findPiece(posts: readonly Post[], piece: Piece, parent: string | null): SentPart | null {
  const post = posts.find((one) => isLike(one, piece, parent))
  return post ? { remoteId: post.id, url: post.permalink ?? null } : null
}

function isLike(post: Post, { text, media, poll, quote }: Piece, parent: string | null): boolean {
  const answers = post.poll_attachment ? answersIn(post.poll_attachment) : []
  return (
    post.media_type !== 'REPOST_FACADE' &&
    (post.replied_to?.id ?? null) === parent &&
    folded(post.text) === folded(text) &&
    filesOf(post) === media.length &&
    (post.is_quote_post ?? false) === (quote !== null) &&
    answers.map(folded).join('\n') === (poll?.options ?? []).map(folded).join('\n')
  )
}

const filesOf = ({ media_type: type, children }: Post): number =>
  children ? children.data.length : /^(IMAGE|VIDEO|AUDIO)$/.test(type) ? 1 : 0

/** What survives a network's own handling: no space, one Unicode form, and a topic with or without its mark. */
const folded = (text: string): string => text.normalize('NFC').replace(/[\s#]+/gu, '')
