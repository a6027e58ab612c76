import { z } from 'zod'
import { call, type Line } from './client.ts'

const Count = z.object({ count: z.number() })
const count = Count.nullish().catch(null)

const File = z.object({ id: z.number(), owner_id: z.number(), access_key: z.string().optional() })
const Attachment = z.object({
  type: z.string(),
  photo: File.nullish().catch(null),
  video: File.nullish().catch(null),
  poll: File.extend({ answers: z.array(z.object({ text: z.string() })) })
    .nullish()
    .catch(null),
})

/** A post of a wall, as far as we look at it. */
export const Post = z.object({
  id: z.number(),
  owner_id: z.number(),
  from_id: z.number(),
  date: z.number(),
  text: z.string().catch(''),
  is_deleted: z.boolean().nullish().catch(null),
  is_pinned: z.number().nullish().catch(null),
  attachments: z.array(Attachment).nullish().catch(null),
  copy_history: z
    .array(z.object({ text: z.string().catch('') }))
    .nullish()
    .catch(null),
  likes: count,
  reposts: count,
  comments: count,
  views: count,
})
export type Post = z.infer<typeof Post>

/** One strange post does not hide the others. */
const posts = z.array(z.unknown()).transform((all) => all.flatMap((one) => Post.safeParse(one).data ?? []))
const Page = z.object({ count: z.number(), items: posts })

/** The most that VK gives at once. */
export const pageMost = 100

/** What the owner of a wall wrote on it, newest first; but a pinned post always stands at the very top. */
export const wallPage = (line: Line, ownerId: number, offset: number, signal?: AbortSignal) =>
  call(line, 'wall.get', Page, {
    personal: true,
    fields: { owner_id: ownerId, filter: 'owner', count: pageMost, offset },
    signal,
  })

/** Posts by their ids (`-1_2`); what is gone is left out. */
export async function postsById(line: Line, ids: readonly string[]): Promise<Post[]> {
  const { items } = await call(line, 'wall.getById', z.object({ items: posts }), {
    personal: true,
    fields: { posts: ids },
  })
  return items.filter(({ is_deleted }) => is_deleted !== true)
}

/** `-1_2` for a post, `-1_2_r3` for a comment on it: by these we know them. */
export const postId = (ownerId: number, id: number): string => `${ownerId}_${id}`
export const commentId = (post: string, id: number): string => `${post}_r${id}`

/** Null for what was never an id of ours. */
export function placeIn(remoteId: string): { ownerId: number; post: number; comment: number | null } | null {
  const [, owner, post, comment] = /^(-?\d{1,18})_(\d{1,18})(?:_r(\d{1,18}))?$/.exec(remoteId) ?? []
  if (!owner || !post) return null
  return { ownerId: Number(owner), post: Number(post), comment: comment ? Number(comment) : null }
}

/** A file or poll as it is named among attachments. */
export const named = (
  type: 'photo' | 'video' | 'poll',
  { owner_id, id, access_key }: z.infer<typeof File>,
): string => `${type}${owner_id}_${id}${access_key ? `_${access_key}` : ''}`

/** Where people open it. */
export function urlOf(remoteId: string): string | null {
  const place = placeIn(remoteId)
  if (!place) return null
  const page = `https://vk.com/wall${place.ownerId}_${place.post}`
  return place.comment === null ? page : `${page}?reply=${place.comment}`
}
