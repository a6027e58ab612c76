import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { RawMetric } from '../kit/manifest.ts'
import type { Insights } from '../kit/network.ts'
import { absent, ask, credentialOf, type Line, lineOf } from './client.ts'

const Summary = z
  .object({ summary: z.object({ total_count: z.number().optional() }).optional() })
  .optional()
  .catch(undefined)
/** What a post counts for everybody. */
export const Counted = z.object({
  reactions: Summary,
  comments: Summary,
  shares: z.object({ count: z.number() }).optional().catch(undefined),
})
export const countFields = 'shares,comments.summary(true).limit(0),reactions.summary(true).limit(0)'

const Told = z
  .object({
    data: z.array(
      z.object({ name: z.string(), values: z.array(z.object({ value: z.unknown() })).catch([]) }),
    ),
  })
  .optional()
  .catch(undefined)
const Post = Counted.extend({ id: z.string(), insights: Told })
type Post = z.infer<typeof Post>

/** Meta's names for what it still counts (2026-09: impressions are gone, views stand in their place). */
const names: Readonly<Record<string, RawMetric>> = {
  post_media_view: 'views',
  post_total_media_view_unique: 'reach',
  post_clicks: 'clicks',
}
const insightFields = `insights.metric(${Object.keys(names).join()})`

export const insights: Insights = {
  postsAtOnce: 20,
  requestsAtOnce: 20,

  async posts(tools, account, remoteIds) {
    const line = await lineOf(tools, account)
    const allowed = credentialOf(account).scopes.includes('read_insights')
    const posts = new Map<string, Measured[]>()
    for (const id of remoteIds) {
      const post = await postBy(line, id, allowed)
      if (post) posts.set(id, [...countsOf(post), ...toldOf(post)])
    }
    return posts
  },

  async account(tools, account) {
    const line = await lineOf(tools, account)
    const Page = z.object({ followers_count: z.number().optional() })
    const query = { fields: 'followers_count' }
    const page = await ask(line, Page, { method: 'GET', path: account.remoteId, query })
    return page.followers_count === undefined ? [] : [{ metric: 'followers', value: page.followers_count }]
  },
}

/**
 * A name that Meta takes away one day is refused for the whole request, and so is all of it where the right to insights was taken
 * back, which the page can do without: the counts that everybody sees are read all the same.
 */
async function postBy(line: Line, id: string, allowed: boolean): Promise<Post | null> {
  const read = (fields: string) =>
    ask(line, Post, { method: 'GET', path: id, query: { fields } }).catch(absent)
  const plain = `id,${countFields}`
  if (!allowed) return read(plain)
  return read(`${plain},${insightFields}`).catch((failure: unknown) => {
    const refused =
      failure instanceof NetworkFailure && (failure.kind === 'rejected' || failure.code === 'forbidden')
    if (refused) return read(plain)
    throw failure
  })
}

export const countsOf = ({ reactions, comments, shares }: z.infer<typeof Counted>): Measured[] => [
  ...measured('likes', reactions?.summary?.total_count),
  ...measured('replies', comments?.summary?.total_count),
  ...measured('reposts', shares?.count),
]

/** An empty answer means that Facebook does not tell, which is not zero. */
const toldOf = ({ insights: told }: Post): Measured[] =>
  (told?.data ?? []).flatMap(({ name, values }) => {
    const metric = Object.hasOwn(names, name) ? names[name] : undefined
    return metric ? measured(metric, values.at(-1)?.value) : []
  })

const measured = (metric: RawMetric, value: unknown): Measured[] =>
  typeof value === 'number' ? [{ metric, value }] : []
