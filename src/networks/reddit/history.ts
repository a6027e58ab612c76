import type { History, NativePost } from '../kit/network.ts'
import { ask, listingOf, site } from './client.ts'
import { nameOf } from './communities.ts'
import { isDeleted, Post } from './entities.ts'
import { bodyOf } from './find.ts'
import { measuredOf } from './insights.ts'

export const history: History = async (tools, account, cursor) => {
  const query = { sort: 'new', limit: 100, ...(cursor !== null && { after: cursor }) }
  const path = `/user/${encodeURIComponent(nameOf(account.handle))}/submitted`
  const { data } = await ask({ tools, account }, listingOf('t3', Post), { method: 'GET', path, query })
  const posts = data.children.filter((post) => !isDeleted(post)).map(nativePost)
  const next = data.after ?? null
  // What is pinned to the profile stands at the top of the first page, however old it is.
  return { posts: posts.toSorted(newestFirst), cursor: next === cursor ? null : next }
}

const newestFirst = (a: NativePost, b: NativePost) => b.publishedAt.getTime() - a.publishedAt.getTime()

/** A title tells what a post is about, so it stands before its words. */
const nativePost = (post: Post): NativePost => ({
  remoteId: post.name,
  url: site + post.permalink,
  text: [post.title, bodyOf(post)].filter(Boolean).join('\n\n'),
  publishedAt: post.created_utc,
  kind: post.crosspost_parent ? 'repost' : 'post',
  measured: measuredOf(post),
})
