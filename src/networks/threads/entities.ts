import { z } from 'zod'

export const Id = z.object({ id: z.string() })

/** A post, or a reply, as Threads lists it. */
export const Post = z.object({
  id: z.string(),
  media_type: z.string().catch('TEXT_POST'),
  text: z.string().catch(''),
  timestamp: z.string().transform((text) => new Date(text)),
  permalink: z.string().nullish().catch(null),
  username: z.string().nullish().catch(null),
  is_quote_post: z.boolean().nullish().catch(null),
  children: z
    .object({ data: z.array(Id) })
    .nullish()
    .catch(null),
  poll_attachment: z.record(z.string(), z.unknown()).nullish().catch(null),
  replied_to: Id.nullish().catch(null),
  is_reply_owned_by_me: z.boolean().nullish().catch(null),
})
export type Post = z.infer<typeof Post>

export type Page = z.infer<typeof Page>
export const Page = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional() })
    .nullish()
    .catch(null),
})

/** One strange entry does not hide the others. */
export const postsOf = ({ data }: Page): Post[] =>
  data.flatMap((one) => {
    const post = Post.safeParse(one)
    return post.success && !Number.isNaN(post.data.timestamp.getTime()) ? [post.data] : []
  })

export const afterOf = ({ paging }: Page): string | null => paging?.cursors?.after ?? null
