import type { AppBskyFeedDefs } from '@atproto/api'
import type { History, NativePost } from '../kit/network.ts'
import { answered } from './failures.ts'
import { countsOfPost } from './insights.ts'
import { postUrl } from './post.ts'
import { agentOf } from './session.ts'

/** The account's own feed with its replies and reposts, a hundred at a time. */
export const history = (async (tools, account, cursor) =>
  answered({ server: account.server, changes: false }, async () => {
    const agent = await agentOf(tools, account)
    const { data } = await agent.app.bsky.feed.getAuthorFeed({
      actor: account.remoteId,
      limit: 100,
      filter: 'posts_with_replies',
      ...(cursor !== null && { cursor }),
    })
    const posts = data.feed.flatMap((item) => nativeOf(item, account.remoteId) ?? [])
    // The feed ends with a page that names no further one, or with an empty one that does.
    return { posts, cursor: data.feed.length > 0 ? (data.cursor ?? null) : null }
  })) satisfies History

/** An entry of a feed, or null when it is not of the account. */
export function nativeOf({ post, reason }: AppBskyFeedDefs.FeedViewPost, did: string): NativePost | null {
  if (reason?.$type === 'app.bsky.feed.defs#reasonRepost')
    return repostOf(post, reason as AppBskyFeedDefs.ReasonRepost)
  if (post.author.did !== did) return null
  const { text, reply } = wordsOf(post.record)
  return {
    remoteId: post.uri,
    url: postUrl(post.uri),
    text,
    // A date the writer chose may lie in the future; then it counts from when the network saw it.
    publishedAt: earlier(wordsOf(post.record).createdAt, post.indexedAt),
    kind: reply ? 'reply' : 'post',
    measured: countsOfPost(post),
  }
}

/** Another's post: its numbers are not ours. */
function repostOf(post: AppBskyFeedDefs.PostView, reason: AppBskyFeedDefs.ReasonRepost): NativePost | null {
  if (!reason.uri) return null
  return {
    remoteId: reason.uri,
    url: postUrl(post.uri),
    text: wordsOf(post.record).text,
    publishedAt: new Date(reason.indexedAt),
    kind: 'repost',
    measured: [],
  }
}

/** Records are whatever their writer made them; only what looks right is read. */
function wordsOf(record: { [name: string]: unknown }) {
  const { text, createdAt, reply } = record
  return {
    text: typeof text === 'string' ? text : '',
    createdAt: typeof createdAt === 'string' ? createdAt : '',
    reply: reply !== undefined,
  }
}

/** When a post was written, which a writer can date as they like, but not after it was seen. */
export function earlier(written: string, seen: string): Date {
  const [own, indexed] = [Date.parse(written), Date.parse(seen)]
  return new Date(Number.isFinite(own) ? Math.min(own, indexed) : indexed)
}
