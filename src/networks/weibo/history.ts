import type { History, NativePost } from '../kit/network.ts'
import { ask } from './client.ts'
import { type Status, statusesOf, Timeline } from './entities.ts'
import { measured } from './insights.ts'
import { postUrl } from './post.ts'

/** Weibo shows an app the newest five. Whoever is shown more goes on before the last one that was read. */
export const history: History = async (tools, account, cursor) => {
  const timeline = await ask(tools, account, Timeline, {
    method: 'GET',
    path: '/2/statuses/user_timeline.json',
    values: {
      uid: account.remoteId,
      count: '100',
      trim_user: '1',
      ...(cursor !== null && { max_id: cursor }),
    },
  })
  const known = cursor === null ? null : BigInt(cursor)
  const posts = statusesOf(timeline).filter(({ id }) => known === null || BigInt(id) <= known)
  const last = posts.at(-1)
  return {
    posts: posts.map((status) => nativePost(account.remoteId, status)),
    cursor: last ? String(BigInt(last.id) - 1n) : null,
  }
}

const nativePost = (uid: string, status: Status): NativePost => ({
  remoteId: status.id,
  url: postUrl(uid, status.mid ?? status.id),
  text: status.text,
  publishedAt: status.created_at,
  kind: status.retweeted_status ? 'repost' : 'post',
  measured: measured({
    reposts: status.reposts_count,
    replies: status.comments_count,
    likes: status.attitudes_count,
  }),
})
