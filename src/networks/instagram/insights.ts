import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { History, Insights, NativePost } from '../kit/network.ts'
import { ask, type Line, lineOf } from './client.ts'
import { IgMedia, instantOf, mediaFields, mediaPage, told } from './media.ts'

/** By the names of Instagram. What a kind of post does not tell is not asked for: one wrong name spoils the whole answer. */
const asked = {
  story: ['views', 'reach', 'replies'],
  post: ['views', 'reach', 'saved', 'reposts'],
  /** Where the fourth is not told yet. */
  fewer: ['views', 'reach', 'saved'],
} as const

export const insights: Insights = {
  postsAtOnce: 20,
  // Two for each.
  requestsAtOnce: 40,

  async posts(tools, account, remoteIds) {
    const line = lineOf(tools, account)
    const measured = new Map<string, Measured[]>()
    for (const id of remoteIds) {
      const post = await postBy(line, id)
      if (post) measured.set(id, await measuredOf(line, post))
    }
    return measured
  },

  async account(tools, account) {
    const own = await ask(lineOf(tools, account), Own, {
      method: 'GET',
      path: 'me',
      query: { fields: 'followers_count,follows_count,media_count' },
    })
    return told({ followers: own.followers_count, following: own.follows_count, posts: own.media_count })
  },
}

export const history: History = async (tools, account, cursor) => {
  const { items, after } = await mediaPage(lineOf(tools, account), 'media', cursor)
  return { posts: items.map(nativeOf), cursor: after === cursor ? null : after }
}

const nativeOf = (post: IgMedia): NativePost => ({
  remoteId: post.id,
  url: post.permalink ?? null,
  text: post.caption ?? '',
  publishedAt: instantOf(post.timestamp),
  kind: 'post',
  measured: told({ likes: post.like_count, replies: post.comments_count }),
})

const Own = z.object({
  followers_count: z.number().optional(),
  follows_count: z.number().optional(),
  media_count: z.number().optional(),
})

/** Null for a post that is gone. */
export const postBy = (line: Line, id: string): Promise<IgMedia | null> =>
  ask(line, IgMedia, { method: 'GET', path: id, query: { fields: mediaFields } }).catch(
    (failure: unknown) => {
      if (failure instanceof NetworkFailure && (failure.code === 'message_gone' || failure.status === 404))
        return null
      throw failure
    },
  )

const Value = z.object({
  name: z.string(),
  values: z.array(z.object({ value: z.number() })).optional(),
  total_value: z.object({ value: z.number() }).optional(),
})
const Values = z
  .object({ data: z.array(z.unknown()) })
  .transform(({ data }) => data.flatMap((one) => Value.safeParse(one).data ?? []))

async function measuredOf(line: Line, post: IgMedia): Promise<Measured[]> {
  const story = post.media_product_type === 'STORY'
  const seen = await valuesOf(line, post.id, story ? 'story' : 'post')
  return told({
    likes: post.like_count,
    replies: story ? seen.replies : post.comments_count,
    saves: seen.saved,
    reposts: seen.reposts,
    views: seen.views,
    reach: seen.reach,
  })
}

/** An empty list means that Instagram does not know, and not that there are none. */
async function valuesOf(
  line: Line,
  id: string,
  set: keyof typeof asked,
): Promise<Partial<Record<string, number>>> {
  try {
    const values = await ask(line, Values, {
      method: 'GET',
      path: `${id}/insights`,
      query: { metric: asked[set].join(',') },
    })
    return Object.fromEntries(
      values.flatMap(({ name, values: each, total_value }) => {
        const value = each?.[0]?.value ?? total_value?.value
        return value === undefined ? [] : [[name, value]]
      }),
    )
  } catch (failure) {
    if (!(failure instanceof NetworkFailure)) throw failure
    if (failure.code === 'bad_request' && set === 'post') return await valuesOf(line, id, 'fewer')
    // Too few viewers, a post older than the account's change to a professional one, or no right to insights: counts remain.
    if (['bad_request', 'too_few_viewers', 'forbidden', 'message_gone'].includes(failure.code)) return {}
    throw failure
  }
}
