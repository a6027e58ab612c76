import type { AppBskyActorDefs, AppBskyFeedDefs } from '@atproto/api'
import type { Measured } from '../kit/content.ts'
import type { RawMetric } from '../kit/manifest.ts'
import type { Insights } from '../kit/network.ts'
import { answered } from './failures.ts'
import { agentOf } from './session.ts'

type Counts = Partial<Record<RawMetric, number | undefined>>

export const insights = {
  // The lexicon's limit on `uris`.
  postsAtOnce: 25,

  posts: async (tools, account, remoteIds) =>
    answered({ server: account.server, changes: false }, async () => {
      if (remoteIds.length === 0) return new Map()
      const agent = await agentOf(tools, account)
      const { data } = await agent.app.bsky.feed.getPosts({ uris: [...remoteIds] })
      return new Map(data.posts.map((post) => [post.uri, countsOfPost(post)]))
    }),

  account: async (tools, account) =>
    answered({ server: account.server, changes: false }, async () => {
      const agent = await agentOf(tools, account)
      const { data } = await agent.app.bsky.actor.getProfile({ actor: account.remoteId })
      return countsOfAccount(data)
    }),
} satisfies Insights

export const countsOfAccount = (profile: AppBskyActorDefs.ProfileViewDetailed): Measured[] =>
  told({ followers: profile.followersCount, following: profile.followsCount, posts: profile.postsCount })

export const countsOfPost = (post: AppBskyFeedDefs.PostView): Measured[] =>
  told({
    likes: post.likeCount,
    reposts: post.repostCount,
    replies: post.replyCount,
    quotes: post.quoteCount,
    saves: post.bookmarkCount,
  })

/** What the network left out stays out: missing is not zero. */
function told(counts: Counts): Measured[] {
  const measured: Measured[] = []
  for (const [metric, value] of Object.entries(counts))
    if (value !== undefined) measured.push({ metric: metric as RawMetric, value })
  return measured
}
