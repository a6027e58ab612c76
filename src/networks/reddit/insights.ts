import type { Measured } from '../kit/content.ts'
import type { RawMetric } from '../kit/manifest.ts'
import type { Insights } from '../kit/network.ts'
import { ask, listingOf } from './client.ts'
import { isDeleted, Post, Profile } from './entities.ts'

export const insights: Insights = {
  // More at once, and Reddit answers none.
  postsAtOnce: 100,

  async posts(tools, account, remoteIds) {
    const ids = remoteIds.filter((id) => /^t3_[a-z\d]+$/.test(id))
    if (ids.length === 0) return new Map()
    const query = { id: ids.join(',') }
    const { data } = await ask({ tools, account }, listingOf('t3', Post), {
      method: 'GET',
      path: '/api/info',
      query,
    })
    return new Map(
      data.children.filter((post) => !isDeleted(post)).map((post) => [post.name, measuredOf(post)]),
    )
  },

  async account(tools, account) {
    const { subreddit } = await ask({ tools, account }, Profile, { method: 'GET', path: '/api/v1/me' })
    return measured({ followers: subreddit?.subscribers })
  },
}

export const measuredOf = ({ score, num_comments, num_crossposts }: Post): Measured[] =>
  measured({ likes: score, replies: num_comments, reposts: num_crossposts })

/** What is not told is left out, never zero. */
function measured(counts: Partial<Record<RawMetric, number | null | undefined>>): Measured[] {
  const known: Measured[] = []
  for (const [metric, value] of Object.entries(counts) as [RawMetric, number | null | undefined][])
    if (typeof value === 'number') known.push({ metric, value })
  return known
}
