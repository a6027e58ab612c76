import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { History, Insights, NativePost } from '../kit/network.ts'
import { call, type Line, lineOf } from './client.ts'
import { ownerOf } from './publish.ts'
import { statsOf, storyIn } from './story.ts'
import { type Post, pageMost, placeIn, postId, postsById, urlOf, wallPage } from './wall.ts'

/** Each story is asked for by itself; the others have their turn later. */
const storiesAtOnce = 8

export const insights: Insights = {
  // As many as one question for reach may name.
  postsAtOnce: 30,
  requestsAtOnce: 2 + storiesAtOnce,

  async posts(tools, account, remoteIds) {
    const line = lineOf(tools, account)
    // VK tells the key of a community no numbers of posts: they are unknown, not gone.
    if (line.by === 'community') return new Map(remoteIds.map((id) => [id, []]))
    const isPost = (id: string) => placeIn(id)?.comment === null
    const asked = remoteIds.filter(isPost)
    const posts = asked.length > 0 ? await postsById(line, asked) : []
    const reach = await reachOf(line, ownerOf(account), posts)
    const stories = new Map<string, Measured[]>()
    for (const id of remoteIds.filter(storyIn).slice(0, storiesAtOnce)) {
      const stats = await statsOf(line, id)
      if (!stats) continue
      const { views, likes, replies, shares: reposts, open_link: clicks } = stats
      stories.set(id, told({ views, likes, replies, reposts, clicks }))
    }
    return new Map([
      ...remoteIds.filter((id) => !isPost(id)).map((id): [string, Measured[]] => [id, stories.get(id) ?? []]),
      ...posts.map((post): [string, Measured[]] => [
        postId(post.owner_id, post.id),
        [...countsOf(post), ...(reach.get(post.id) ?? [])],
      ]),
    ])
  },

  async account(tools, account) {
    const line = lineOf(tools, account)
    const Group = z.object({ members_count: z.number().nullish().catch(null) })
    const { groups } = await call(line, 'groups.getById', z.object({ groups: z.array(Group) }), {
      fields: { group_id: String(-ownerOf(account)), fields: ['members_count'] },
    })
    const posts = line.by === 'person' ? await postsIn(line, ownerOf(account)) : null
    return told({ followers: groups[0]?.members_count, posts })
  },
}

async function postsIn(line: Line, ownerId: number): Promise<number | null> {
  const Count = z.object({ count: z.number().nullish().catch(null) })
  const fields = { owner_id: ownerId, filter: 'owner', count: 1 }
  return (await call(line, 'wall.get', Count, { personal: true, fields })).count ?? null
}

const Reach = z.array(
  z.object({
    post_id: z.number(),
    reach_total: z.number().nullish().catch(null),
    links: z.number().nullish().catch(null),
  }),
)

/** Told to editors whose key has the right `stats`; to others it stays unknown. */
async function reachOf(
  line: Line,
  ownerId: number,
  posts: readonly Post[],
): Promise<Map<number, Measured[]>> {
  const ids = posts.filter((post) => post.owner_id === ownerId).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const reach = await call(line, 'stats.getPostReach', Reach, {
    personal: true,
    fields: { owner_id: ownerId, post_ids: ids },
  }).catch((failure: unknown): z.infer<typeof Reach> => {
    const denied = failure instanceof NetworkFailure && ['forbidden', 'message_closed'].includes(failure.code)
    if (denied) return []
    throw failure
  })
  return new Map(
    reach.map(({ post_id, reach_total, links }) => [post_id, told({ reach: reach_total, clicks: links })]),
  )
}

const countsOf = ({ views, likes, reposts, comments }: Post): Measured[] =>
  told({
    views: views?.count,
    likes: likes?.count,
    reposts: reposts?.count,
    replies: comments?.count,
  })

function told(counts: Partial<Record<Measured['metric'], number | null | undefined>>): Measured[] {
  const measured: Measured[] = []
  for (const [metric, value] of Object.entries(counts) as [Measured['metric'], number | null | undefined][])
    if (typeof value === 'number') measured.push({ metric, value })
  return measured
}

/** Where the next page begins, and the pinned post that has not had its turn yet. */
const Cursor = z.object({
  offset: z.number(),
  pinned: z.object({ id: z.string(), date: z.number() }).nullable(),
})
type Cursor = z.infer<typeof Cursor>

/** Newest first. VK puts the pinned post at the top; it is given where it belongs by its date. */
export const history: History = async (tools, account, cursor) => {
  const line = lineOf(tools, account)
  const ownerId = ownerOf(account)
  const { offset, pinned } = readCursor(cursor)
  const { items } = await wallPage(line, ownerId, offset)
  const top = items.find(({ is_pinned }) => is_pinned === 1)
  const waiting = top ? { id: postId(ownerId, top.id), date: top.date } : pinned
  const posts = items.filter((post) => post !== top)
  const last = posts.at(-1)
  const isEnd = items.length < pageMost
  const due = waiting !== null && (isEnd || !last || last.date <= waiting.date)
  if (due) posts.push(...(top ? [top] : await postsById(line, [waiting.id])))
  const next: Cursor = { offset: offset + items.length, pinned: due ? null : waiting }
  return {
    posts: posts.toSorted((a, b) => b.date - a.date || b.id - a.id).map(nativeOf),
    cursor: isEnd ? null : JSON.stringify(next),
  }
}

function readCursor(cursor: string | null): Cursor {
  if (cursor === null) return { offset: 0, pinned: null }
  return Cursor.parse(JSON.parse(cursor))
}

function nativeOf(post: Post): NativePost {
  const remoteId = postId(post.owner_id, post.id)
  const [shared] = post.copy_history ?? []
  return {
    remoteId,
    url: urlOf(remoteId),
    text: post.text || (shared?.text ?? ''),
    publishedAt: new Date(post.date * 1000),
    kind: shared ? 'repost' : 'post',
    measured: shared ? [] : countsOf(post),
  }
}
