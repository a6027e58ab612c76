import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Insights } from '../kit/network.ts'
import { count } from './call.ts'
import { type Asking, asking } from './client.ts'
import { type Topic, topicsById } from './topics.ts'

export const insights: Insights = {
  // The statistics of each are a request of their own.
  postsAtOnce: 20,
  requestsAtOnce: 21,

  async posts(tools, account, remoteIds) {
    const ask = asking(tools, account)
    const topics = await topicsById(ask, remoteIds)
    const measured = new Map<string, Measured[]>()
    let told = true
    for (const topic of topics) {
      const stats: Stats | null = told ? await statsOf(ask, topic.id) : null
      told &&= stats !== null
      measured.set(topic.id, [...countsOf(topic), ...(stats?.measured ?? [])])
    }
    return measured
  },

  async account(tools, account) {
    const fields = { group_id: account.remoteId, counterTypes: ['MEMBERS', 'THEMES'] }
    const Counters = z.object({ members: count, themes: count })
    const Told = z.object({ counters: Counters })
    const { counters } = await asking(tools, account)('group.getCounters', Told, { fields })
    return numbers({ followers: counters.members, posts: counters.themes })
  },
}

type Stats = { measured: Measured[] }
const Stat = z.object({ topic: z.object({ reach: count, link_clicks: count }).nullish().catch(null) })

/** Null where the person may not see them at all. A post that its author alone has seen has none yet. */
async function statsOf(ask: Asking, id: string): Promise<Stats | null> {
  try {
    const fields = { topic_id: id, fields: 'REACH,LINK_CLICKS' }
    const { topic } = await ask('group.getStatTopic', Stat, { fields })
    return { measured: numbers({ reach: topic?.reach, clicks: topic?.link_clicks }) }
  } catch (failure) {
    if (!(failure instanceof NetworkFailure)) throw failure
    if (['forbidden', 'not_editor', 'group_shut', 'not_offered'].includes(failure.code)) return null
    if (failure.kind === 'rejected') return { measured: [] }
    throw failure
  }
}

export const countsOf = (topic: Topic): Measured[] =>
  numbers({
    likes: topic.like_summary?.count,
    reposts: topic.reshare_summary?.count,
    replies: topic.discussion_summary?.comments_count,
    views: topic.views_count,
  })

function numbers(told: Partial<Record<Measured['metric'], number | null | undefined>>): Measured[] {
  const measured: Measured[] = []
  for (const [metric, value] of Object.entries(told) as [Measured['metric'], number | null | undefined][])
    if (typeof value === 'number') measured.push({ metric, value })
  return measured
}
