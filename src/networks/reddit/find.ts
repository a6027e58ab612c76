import { z } from 'zod'
import type { Find, SendCall } from '../kit/network.ts'
import { ask, listingOf } from './client.ts'
import { nameOf, placeOf } from './communities.ts'
import { Comment, isDeleted, isRemoved, Post } from './entities.ts'
import { commentPart, isWorkedOn, Prepared, sentPart } from './parts.ts'
import { type Wish, wishOf } from './post.ts'

/** How far Reddit's clock and ours may differ. */
const skewMs = 10 * 60_000
/** Reddit lists a thousand posts of an account, and no more. */
const mostPages = 10
const pageSize = 100

/** A post and what stands directly beneath it. */
export const Thread = z.tuple([z.unknown(), listingOf('t1', Comment)])

/** Looks through the account's posts since the first attempt for one that shows the same files or says the same. Makes nothing. */
export const find: Find = async (call) => {
  const { content, done } = call
  const [out, outReply] = done
  const wish = wishOf(content)
  const found = out ? null : await findOwn(call, wish)
  if (found?.is === 'many')
    return unsure('Several posts of the account say the very same. Look at Reddit which is this one.')
  if (found?.is === 'far')
    return unsure(
      'The account has more posts since then than can be looked through. Look at Reddit whether this one is out.',
    )
  if (found?.is === 'none')
    return isWorkedOn(wish)
      ? unsure(
          'Reddit works on pictures and films before it shows them, and nothing tells whether it has this one. Look at Reddit whether it is out.',
        )
      : { found: 'no' }
  const own = found?.is === 'post' ? found.post : null
  const known = out ? await postBy(call, out.remoteId) : own
  if (known && isRemoved(known))
    return unsure(
      'Reddit has the post, but the community’s moderators or a filter took it away: nobody else sees it. Ask the moderators to let it in.',
    )
  const post = out ?? (own ? sentPart(own, wish) : null)
  if (!post) return { found: 'no' }
  if (content.firstReply === null) return { found: 'yes', parts: [post] }
  if (outReply) return { found: 'yes', parts: [post, outReply] }
  const reply = await findComment(call, post.remoteId, content.firstReply)
  if (reply) return { found: 'yes', parts: [post, commentPart(reply, content.firstReply)] }
  return out ? { found: 'no' } : { found: 'some', parts: [post] }
}

const unsure = (words: string) => ({ found: 'unsure', words }) as const

type Own = { is: 'post'; post: Post } | { is: 'none' | 'many' | 'far' }

/** The account's own post that a content became. */
export async function findOwn(call: SendCall, wish: Wish): Promise<Own> {
  const recent = await ownSince(call)
  if (!recent) return { is: 'far' }
  const settled = Prepared.safeParse(call.prepared)
  const assets = settled.data?.assets ?? []
  const place = settled.data ?? placeOf(call.content, call.account)
  const there = recent.filter((post) => !isDeleted(post) && same(post.subreddit, place.community))
  // A file goes up for one post alone, and keeps its id there: what shows it is that post, whatever else says the same.
  const alike = there.filter((post) => (assets.length > 0 ? shows(post, assets) : isLike(post, wish)))
  const [post] = alike
  if (alike.length > 1) return { is: 'many' }
  return post ? { is: 'post', post } : { is: 'none' }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Newest first; null when there are too many to look through. */
async function ownSince(call: SendCall): Promise<Post[] | null> {
  const since = call.firstAttemptAt.getTime() - skewMs
  const path = `/user/${encodeURIComponent(nameOf(call.account.handle))}/submitted`
  const posts = new Map<string, Post>()
  let after: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const query: Record<string, string | number> = {
      sort: 'new',
      limit: pageSize,
      ...(after !== null && { after }),
    }
    const { data }: { data: { after?: string | null | undefined; children: Post[] } } = await ask(
      call,
      listingOf('t3', Post),
      { method: 'GET', path, query },
    )
    for (const post of data.children) if (post.created_utc.getTime() >= since) posts.set(post.name, post)
    // What is pinned to the profile stands at the top however old it is, so the last tells how far the page reaches.
    const last = data.children.at(-1)
    if (!data.after || data.after === after || !last || last.created_utc.getTime() < since)
      return [...posts.values()]
    after = data.after
  }
  return null
}

type Assets = readonly { id: string }[]

function shows(post: Post, assets: Assets): boolean {
  const ids = shownIds(post)
  return assets.every(({ id }) => ids.some((shown) => shown.includes(id)))
}

/** What a post shows: ids, and addresses that have the id of the upload in them. */
function shownIds({ gallery_data, media, url_overridden_by_dest: address }: Post): string[] {
  const film = media?.reddit_video?.fallback_url ?? ''
  const items = gallery_data?.items.map(({ media_id: id }) => id) ?? []
  const own = /^https:\/\/(i|v|preview)\.redd\.it\//.test(address) ? [address] : []
  return [...items, ...own, ...(film ? [film] : [])]
}

/** Links are left out: Reddit may write an address otherwise than it was sent. */
const isLike = (post: Post, { title, text, shape }: Wish): boolean =>
  kindOf(post) === (shape.kind === 'image' ? 'link' : shape.kind) &&
  folded(post.title) === folded(title) &&
  folded(bodyOf(post)) === folded(text) &&
  answersOf(post) === (shape.kind === 'poll' ? shape.poll.options.map(folded).join('\n') : '') &&
  (shape.kind !== 'crosspost' || post.crosspost_parent === shape.of)

function kindOf(post: Post): string {
  if (post.crosspost_parent) return 'crosspost'
  if (post.poll_data) return 'poll'
  if (post.is_gallery) return 'gallery'
  if (post.is_video) return 'video'
  return post.is_self ? 'self' : 'link'
}

const answersOf = ({ poll_data: poll }: Post): string =>
  (poll?.options ?? []).map(({ text }) => folded(text)).join('\n')

/** Beneath the text of a poll, Reddit writes where it is. */
export const bodyOf = ({ selftext, poll_data: poll }: Pick<Post, 'selftext' | 'poll_data'>): string =>
  poll ? selftext.replace(/\s*\[View Poll\]\(https:\/\/www\.reddit\.com\/poll\/\w+\)\s*$/, '') : selftext

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** A comment of the account directly beneath a post. */
export async function findComment(call: SendCall, under: string, text: string): Promise<Comment | null> {
  const id = under.replace(/^t3_/, '')
  const query = { limit: 500, depth: 1, sort: 'new' }
  const [, comments] = await ask(call, Thread, {
    method: 'GET',
    path: `/comments/${encodeURIComponent(id)}`,
    query,
  })
  const own = nameOf(call.account.handle)
  return (
    comments.data.children.find(
      (one) => one.parent_id === under && same(one.author, own) && folded(one.body) === folded(text),
    ) ?? null
  )
}

/** A post by the name that Reddit gave it; null where it is shown nowhere. */
export async function postBy(call: SendCall, name: string): Promise<Post | null> {
  const query = { id: name }
  const listing = await ask(call, listingOf('t3', Post), { method: 'GET', path: '/api/info', query })
  return listing.data.children.find((one) => one.name === name) ?? null
}
