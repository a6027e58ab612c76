import { z } from 'zod'
import type { Account, Reaction, Reactions, Tools } from '../kit/network.ts'
import { askBeside, shaped } from './client.ts'
import { Posts, parentOf, textOf, User, Users } from './entities.ts'
import { writtenAt } from './insights.ts'
import { chosenPicture } from './people.ts'

const paths = { like: 'liking_users', repost: 'retweeted_by' } as const
const userFields = 'created_at,profile_image_url,public_metrics'
/** The search for replies goes back so far; what is older is not shown. */
const searchedMs = 7 * 86_400_000

export const reactions: Reactions = async (tools, account, remoteId, way, cursor) => {
  if (way === 'comment') return replies(tools, account, remoteId, cursor)
  const answer = await askBeside(tools, account, {
    method: 'GET',
    path: `/2/tweets/${encodeURIComponent(remoteId)}/${paths[way]}`,
    query: { max_results: 100, pagination_token: cursor ?? undefined, 'user.fields': userFields },
  })
  const { data, meta } = shaped(Users, answer)
  const users = data.flatMap((one) => User.safeParse(one).data ?? [])
  return {
    reactions: others(users, account).map((user) => reactionOf(user, null, '')),
    cursor: meta?.next_token ?? null,
    // X lets people hide who they are behind a protected account, and shows only some of many.
    partial: true,
  }
}

const Included = z.object({ includes: z.object({ users: z.array(z.unknown()).default([]) }).optional() })

/** Direct replies, by the search of the last seven days. */
async function replies(tools: Tools, account: Account, remoteId: string, cursor: string | null) {
  const answer = await askBeside(tools, account, {
    method: 'GET',
    path: '/2/tweets/search/recent',
    query: {
      query: `in_reply_to_tweet_id:${remoteId}`,
      max_results: 100,
      next_token: cursor ?? undefined,
      'tweet.fields': 'author_id,created_at,entities,note_tweet,referenced_tweets',
      expansions: 'author_id',
      'user.fields': userFields,
    },
  })
  const { data, meta } = shaped(Posts, answer)
  const users = new Map(
    (shaped(Included, answer).includes?.users ?? []).flatMap((one) => {
      const user = User.safeParse(one).data
      return user ? [[user.id, user] as const] : []
    }),
  )
  return {
    reactions: data.flatMap((post) => {
      const [user] = others([users.get(post.author_id ?? '') ?? []].flat(), account)
      return user && parentOf(post) === remoteId ? [reactionOf(user, post.created_at, textOf(post))] : []
    }),
    cursor: meta?.next_token ?? null,
    partial: tools.now().getTime() - writtenAt(remoteId) > searchedMs,
  }
}

const others = (users: readonly User[], { remoteId }: Account): User[] =>
  users.filter(({ id }) => id !== remoteId)

const reactionOf = (user: User, at: Date | null, words: string): Reaction => ({
  account: user.id,
  handle: `@${user.username}`,
  name: user.name,
  url: `https://x.com/${user.username}`,
  createdAt: user.created_at ?? null,
  hasPicture: user.profile_image_url === undefined ? null : chosenPicture(user.profile_image_url) !== null,
  posts: user.public_metrics?.tweet_count ?? null,
  at,
  words,
})
