import { z } from 'zod'

/** What X answers instead of what was asked (RFC 7807), and what it says beside an answer that is not whole. */
export const Problem = z.looseObject({
  title: z.string(),
  type: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ message: z.string().optional() })).optional(),
})
export type Problem = z.infer<typeof Problem>

const count = z.number().nullish()

export const Metrics = z.object({
  like_count: count,
  retweet_count: count,
  reply_count: count,
  quote_count: count,
  bookmark_count: count,
  impression_count: count,
})

const Link = z.object({
  url: z.string(),
  expanded_url: z.string().optional(),
  media_key: z.string().optional(),
})

export const Post = z.object({
  id: z.string(),
  text: z.string(),
  created_at: z.coerce.date(),
  author_id: z.string().optional(),
  entities: z.object({ urls: z.array(Link).optional() }).optional(),
  /** Posts of more than 280 are cut in `text`. */
  note_tweet: z
    .object({
      text: z.string().optional(),
      entities: z.object({ urls: z.array(Link).optional() }).optional(),
    })
    .optional(),
  attachments: z
    .object({ media_keys: z.array(z.string()).optional(), poll_ids: z.array(z.string()).optional() })
    .optional(),
  referenced_tweets: z.array(z.object({ type: z.string(), id: z.string() })).optional(),
  public_metrics: Metrics.optional(),
  non_public_metrics: z.object({ url_link_clicks: count }).optional(),
})
export type Post = z.infer<typeof Post>

/** What is asked of posts that are read back. */
export const postFields = 'created_at,entities,note_tweet,attachments,referenced_tweets,public_metrics'

export const User = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  description: z.string().optional(),
  created_at: z.coerce.date().optional(),
  url: z.string().optional(),
  profile_image_url: z.string().optional(),
  profile_banner_url: z.string().optional(),
  pinned_tweet_id: z.string().optional(),
  subscription_type: z.string().optional(),
  verified: z.boolean().optional(),
  entities: z
    .object({
      url: z.object({ urls: z.array(Link).optional() }).optional(),
      description: z.object({ urls: z.array(Link).optional() }).optional(),
    })
    .optional(),
  public_metrics: z.object({ followers_count: count, following_count: count, tweet_count: count }).optional(),
})
export type User = z.infer<typeof User>

const UploadState = z.object({ state: z.string().optional(), check_after_secs: z.number().optional() })
export type UploadState = z.infer<typeof UploadState>
/** What was uploaded, and whether X still works on it. */
export const Upload = z.object({
  data: z.object({ id: z.string(), processing_info: UploadState.optional() }),
})

const Meta = z.object({ next_token: z.string().optional() }).optional()

/** Nothing found is an answer without `data`. */
export const Posts = z.object({ data: z.array(Post).default([]), meta: Meta })
export const Users = z.object({ data: z.array(z.unknown()).default([]), meta: Meta })

/** Addresses stand in texts as X's own short ones, and three letters as HTML has them. */
export function textOf(post: Post): string {
  const { text = post.text, entities = post.entities } = post.note_tweet ?? {}
  let whole = text
  for (const { url, expanded_url, media_key } of entities?.urls ?? [])
    whole = media_key
      ? whole.replaceAll(` ${url}`, '').replaceAll(url, '')
      : whole.replaceAll(url, () => expanded_url ?? url)
  return whole.replace(/&(lt|gt|amp);/g, (_, name: keyof typeof letters) => letters[name])
}

const letters = { lt: '<', gt: '>', amp: '&' }

export const parentOf = ({ referenced_tweets }: Post): string | null =>
  referenced_tweets?.find(({ type }) => type === 'replied_to')?.id ?? null

export const pageOf = (handle: string, id: string): string =>
  `https://x.com/${handle.replace(/^@/, '')}/status/${id}`
