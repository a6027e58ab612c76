import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import type { Account, History, Insights, NativePost, Tools } from '../kit/network.ts'
import { ask, shaped } from './client.ts'
import { type Post, Posts, pageOf, parentOf, textOf, User } from './entities.ts'
import { ownPosts } from './find.ts'

/** For so long X tells the account itself what it tells nobody else; a day is left for clocks that differ. */
const tellsMs = 29 * 86_400_000

export const insights: Insights = {
  postsAtOnce: 100,

  async posts(tools, account, remoteIds) {
    const fresh = (id: string) => tools.now().getTime() - writtenAt(id) < tellsMs
    const posts = [
      ...(await postsById(tools, account, remoteIds.filter(fresh), 'public_metrics,non_public_metrics')),
      ...(await postsById(
        tools,
        account,
        remoteIds.filter((id) => !fresh(id)),
        'public_metrics',
      )),
    ]
    return new Map(posts.map((post) => [post.id, measuredOf(post)]))
  },

  async account(tools, account) {
    const query = { 'user.fields': 'public_metrics' }
    const answer = await ask(tools, account, { method: 'GET', path: '/2/users/me', query })
    const { public_metrics: counts } = shaped(z.object({ data: User }), answer).data
    return told({
      followers: counts?.followers_count,
      following: counts?.following_count,
      posts: counts?.tweet_count,
    })
  },
}

/** Each post that is read costs, and most times the newest ones are all that is wanted. */
const perPage = 20

export const history: History = async (tools, account, cursor) => {
  const page = await ownPosts(tools, account, { cursor, most: perPage })
  return {
    posts: page.posts.map((post) => nativePostOf(post, account)),
    cursor: page.cursor === cursor ? null : page.cursor,
  }
}

/** Posts that are gone are left out of the answer. */
async function postsById(
  tools: Tools,
  account: Account,
  ids: readonly string[],
  fields: string,
): Promise<Post[]> {
  if (ids.length === 0) return []
  const query = { ids: ids.join(','), 'tweet.fields': `created_at,${fields}` }
  return shaped(Posts, await ask(tools, account, { method: 'GET', path: '/2/tweets', query })).data
}

/** The instant lies in the id itself, above its lowest 22 bits. */
export const writtenAt = (id: string): number =>
  /^\d{1,19}$/.test(id) ? Number(BigInt(id) >> 22n) + 1_288_834_974_657 : 0

function measuredOf({ public_metrics: open, non_public_metrics: own }: Post): Measured[] {
  return told({
    likes: open?.like_count,
    reposts: open?.retweet_count,
    replies: open?.reply_count,
    quotes: open?.quote_count,
    saves: open?.bookmark_count,
    impressions: open?.impression_count,
    clicks: own?.url_link_clicks,
  })
}

function told(counts: Partial<Record<Measured['metric'], number | null | undefined>>): Measured[] {
  return (Object.entries(counts) as [Measured['metric'], number | null | undefined][]).flatMap(
    ([metric, value]) => (typeof value === 'number' ? [{ metric, value }] : []),
  )
}

function nativePostOf(post: Post, { handle }: Account): NativePost {
  const repost = post.referenced_tweets?.some(({ type }) => type === 'retweeted') ?? false
  return {
    remoteId: post.id,
    url: pageOf(handle, post.id),
    text: textOf(post),
    publishedAt: post.created_at,
    kind: repost ? 'repost' : parentOf(post) === null ? 'post' : 'reply',
    measured: repost ? [] : measuredOf(post),
  }
}
