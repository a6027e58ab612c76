import type { Measured } from '../kit/content.ts'
import type { RawMetric } from '../kit/manifest.ts'
import type { Insights } from '../kit/network.ts'
import { ask } from './client.ts'
import { Counts, User } from './entities.ts'

export const insights: Insights = {
  postsAtOnce: 100,

  async posts(tools, account, remoteIds) {
    if (remoteIds.length === 0) return new Map()
    const counts = await ask(tools, account, Counts, {
      method: 'GET',
      path: '/2/statuses/count.json',
      values: { ids: remoteIds.join(',') },
    })
    return new Map(
      counts.map(({ id, reposts, comments, attitudes }) => [
        id,
        measured({ reposts, replies: comments, likes: attitudes }),
      ]),
    )
  },

  async account(tools, account) {
    const user = await ask(tools, account, User, {
      method: 'GET',
      path: '/2/users/show.json',
      values: { uid: account.remoteId },
    })
    return measured({
      followers: user.followers_count,
      following: user.friends_count,
      posts: user.statuses_count,
    })
  },
}

/** What is not told is left out, never zero. */
export function measured(counts: Partial<Record<RawMetric, number | null | undefined>>): Measured[] {
  const known: Measured[] = []
  for (const [metric, value] of Object.entries(counts) as [RawMetric, number | null | undefined][])
    if (typeof value === 'number') known.push({ metric, value })
  return known
}
