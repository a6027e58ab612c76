import { z } from 'zod'
import type { History, NativePost } from '../kit/network.ts'
import { type Asking, asking } from './client.ts'
import { countsOf } from './insights.ts'
import { byGroup, Cursor, isShared, type Topic, topicsById, topicsPage, topicUrl, wordsOf } from './topics.ts'

/** Where the next page begins, and pinned posts that have not had their turn yet. */
const Place = z.object({
  next: Cursor.nullable(),
  pinned: z.array(z.object({ id: z.string(), at: z.number() })),
})
type Place = z.infer<typeof Place>

/** So many pages that hold nothing of the group’s own are passed over at once. */
const mostPassed = 5

/**
 * What stands in the group's name, newest first; where OK does not list all posts, those that were seen by others. A pinned post may
 * stand first however old it is, and is given where it belongs.
 */
export const history: History = async (tools, account, cursor) => {
  const ask = asking(tools, account)
  let place: Place = cursor === null ? { next: null, pinned: [] } : Place.parse(JSON.parse(cursor))
  for (let passed = 0; ; passed++) {
    const page = await ownPage(ask, account.remoteId, place)
    const posts = page.topics.map((topic) => nativeOf(account.remoteId, topic))
    if (page.place === null) return { posts, cursor: null }
    if (posts.length > 0 || passed === mostPassed) return { posts, cursor: JSON.stringify(page.place) }
    place = page.place
  }
}

async function ownPage(
  ask: Asking,
  groupId: string,
  { next, pinned }: Place,
): Promise<{ topics: Topic[]; place: Place | null }> {
  const page = await topicsPage(ask, groupId, next)
  const own = page.topics.filter((topic) => byGroup(groupId, topic))
  const oldest = Math.min(...page.topics.filter((one) => !one.is_sticky).map((one) => one.created_ms))
  const isDue = (at: number) => page.next === null || at >= oldest
  const waiting = pinned.filter(({ at }) => isDue(at)).map(({ id }) => id)
  const topics = [
    ...own.filter((one) => !one.is_sticky || isDue(one.created_ms)),
    ...(await topicsById(ask, waiting)),
  ]
  const later = own.filter((one) => one.is_sticky && !isDue(one.created_ms))
  return {
    topics: topics.toSorted((a, b) => b.created_ms - a.created_ms),
    place: page.next && {
      next: page.next,
      pinned: [
        ...pinned.filter(({ at }) => !isDue(at)),
        ...later.map(({ id, created_ms }) => ({ id, at: created_ms })),
      ],
    },
  }
}

const nativeOf = (groupId: string, topic: Topic): NativePost => ({
  remoteId: topic.id,
  url: topicUrl(groupId, topic.id),
  text: wordsOf(topic),
  publishedAt: new Date(topic.created_ms),
  kind: isShared(topic) ? 'repost' : 'post',
  measured: countsOf(topic),
})
