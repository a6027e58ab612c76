import { z } from 'zod'
import type { SendCall, SentPart } from '../kit/network.ts'
import { absent, type Caller, call, pageOf } from './client.ts'
import { plainOf } from './little.ts'
import { namedIn } from './mentions.ts'
import { sameWords, sentPost, shownBy, shownWords } from './post.ts'
import type { Prepared } from './prepared.ts'
import { encoded } from './restli.ts'

const Media = z.object({ id: z.string() })
const Shown = z.object({
  media: Media.optional(),
  multiImage: z.object({ images: z.array(Media) }).optional(),
  poll: z.object({ question: z.string() }).optional(),
  article: z.object({ source: z.string().optional() }).optional(),
})
const instant = z.number().transform((ms) => new Date(ms))
export const Post = z.object({
  id: z.string(),
  author: z.string().optional(),
  commentary: z.string().catch(''),
  content: Shown.optional().catch(undefined),
  lifecycleState: z.string().catch('PUBLISHED'),
  createdAt: instant,
  publishedAt: instant.optional().catch(undefined),
  reshareContext: z.unknown().optional(),
})
export type Post = z.infer<typeof Post>
export const Posts = pageOf(Post)

export const postsAt = (author: string, start: number, count: number) =>
  ({
    method: 'GET',
    path: '/rest/posts',
    query: { q: 'author', author, sortBy: 'CREATED', start, count },
    does: 'FINDER',
  }) as const

/** A page may hold fewer than were asked for, or some that nobody can read: LinkedIn says whether another follows. */
export const leadsOn = ({ elements, paging }: z.infer<typeof Posts>, perPage: number): boolean =>
  elements.length === perPage || paging?.links?.some(({ rel }) => rel === 'next') === true

/** Null when it is gone. */
export const postBy = (caller: Caller, urn: string): Promise<Post | null> =>
  call(caller, Post, { method: 'GET', path: `/rest/posts/${encoded(urn)}` }).catch(absent)

/** How far LinkedIn's clock and ours may differ. */
export const skewMs = 10 * 60_000
const perPage = 50
/** Pages that are read back before we say that we cannot tell. */
const mostPages = 20

/** What the page has published since the first attempt could have arrived; null when that is too much to look through. */
async function wallSince(asked: SendCall): Promise<Post[] | null> {
  const since = asked.firstAttemptAt.getTime() - skewMs
  const posts: Post[] = []
  for (let n = 0; n < mostPages; n++) {
    const page = await call(asked, Posts, postsAt(asked.account.remoteId, n * perPage, perPage))
    const { elements } = page
    posts.push(...elements.filter(({ createdAt }) => createdAt.getTime() >= since))
    const last = elements.at(-1)
    if (!leadsOn(page, perPage) || !last || last.createdAt.getTime() < since) return posts
  }
  return null
}

export const filesIn = ({ content }: Post): string[] => [
  ...(content?.media ? [content.media.id] : []),
  ...(content?.multiImage?.images.map(({ id }) => id) ?? []),
]

export const questionIn = ({ content }: Post): string | null => content?.poll?.question ?? null

/** A file goes up for one delivery and into one post, so it tells for certain; words are looked for where there is none. */
function isSame(post: Post, asked: SendCall, files: Prepared | null, words: string): boolean {
  const own = files ? [...files.images, files.film, files.document].filter((id) => id !== null) : []
  const theirs = filesIn(post)
  if (own.length > 0) return own.some((id) => theirs.includes(id))
  const shown = shownBy(asked.content)
  if (theirs.length > 0 !== ['images', 'film', 'document'].includes(shown)) return false
  const question = shown === 'poll' ? (asked.content.parts[0]?.text ?? '') : null
  if ((questionIn(post) === null) !== (question === null)) return false
  if (question !== null && !sameWords(questionIn(post) ?? '', question)) return false
  return sameWords(plainOf(post.commentary), words)
}

export type FoundPost = { post: Post; part: SentPart }

/** The post of a delivery; `many` when several could be it, `far` when too much has been published since. */
export async function findPost(
  asked: SendCall,
  files: Prepared | null,
): Promise<FoundPost | 'many' | 'far' | null> {
  const posts = await wallSince(asked)
  if (posts === null) return 'far'
  const named = files?.named ?? (await namedIn(asked, asked.content))
  const words = shownWords(asked.content, named)
  const same = posts.filter(
    (post) => post.lifecycleState !== 'PUBLISH_FAILED' && isSame(post, asked, files, words),
  )
  const [post] = same
  if (!post) return null
  return same.length > 1 ? 'many' : { post, part: sentPost(post.id, asked.content) }
}
