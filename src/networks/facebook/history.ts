import { z } from 'zod'
import type { History, NativePost } from '../kit/network.ts'
import { ask, lineOf } from './client.ts'
import { Counted, countFields, countsOf } from './insights.ts'
import { addressOf } from './post.ts'
import { pageOf } from './wall.ts'

const Written = Counted.extend({
  id: z.string(),
  message: z.string().catch(''),
  created_time: z.coerce.date(),
  permalink_url: z.string().nullish(),
  parent_id: z.string().nullish(),
})
const Posts = pageOf(Written)

/** All that the page has published, by whatever program; stories are not among it. */
export const history: History = async (tools, account, cursor) => {
  const line = await lineOf(tools, account)
  const { data, paging } = await ask(line, Posts, {
    method: 'GET',
    path: `${account.remoteId}/published_posts`,
    query: {
      fields: `id,message,created_time,permalink_url,parent_id,${countFields}`,
      limit: 50,
      ...(cursor !== null && { after: cursor }),
    },
  })
  const next = paging?.next ? (paging.cursors?.after ?? null) : null
  // A feed that repeats itself would never end.
  return { posts: data.map(nativeOf), cursor: next === cursor ? null : next }
}

const nativeOf = (post: z.infer<typeof Written>): NativePost => ({
  remoteId: post.id,
  url: addressOf(post.permalink_url, post.id),
  text: post.message,
  publishedAt: post.created_time,
  // What has a post above it passes that on; with words of its own it is a post.
  kind: post.parent_id && post.message === '' ? 'repost' : 'post',
  measured: countsOf(post),
})
