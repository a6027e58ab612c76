import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Insights, Tools } from '../kit/network.ts'
import { analyticsApi, call } from './client.ts'
import { mayReadAnalytics, ownChannels } from './connect.ts'
import { type Video, videosBy } from './video.ts'

export const insights: Insights = {
  postsAtOnce: 50,

  async posts(tools, account, remoteIds) {
    if (remoteIds.length === 0) return new Map()
    const videos = await videosBy({ tools, account }, remoteIds, 'statistics')
    const spread = await spreadOf(
      tools,
      account,
      videos.map(({ id }) => id),
    )
    return new Map(videos.map((video) => [video.id, [...measuredOf(video), ...(spread.get(video.id) ?? [])]]))
  },

  async account(tools, account) {
    const own = (await ownChannels({ tools, account })).find(({ id }) => id === account.remoteId)
    const counts = own?.statistics
    return told({
      followers: counts?.hiddenSubscriberCount ? undefined : counts?.subscriberCount,
      views: counts?.viewCount,
      posts: counts?.videoCount,
    })
  },
}

/** What a film counts without Analytics. */
export const measuredOf = ({ statistics: counts }: Video): Measured[] =>
  told({ likes: counts?.likeCount, views: counts?.viewCount, replies: counts?.commentCount })

function told(counts: Partial<Record<Measured['metric'], number | undefined>>): Measured[] {
  const measured: Measured[] = []
  for (const [metric, value] of Object.entries(counts) as [Measured['metric'], number | undefined][])
    if (value !== undefined) measured.push({ metric, value })
  return measured
}

const Report = z.object({
  columnHeaders: z.array(z.object({ name: z.string() })).default([]),
  rows: z.array(z.array(z.unknown())).default([]),
})

/** Since before the first film of YouTube: reports ask for a beginning, and all of a film’s life is meant. */
const firstDay = '2005-02-01'
const names = { shares: 'reposts', videosAddedToPlaylists: 'saves' } as const

/** How far films were passed on, where the scope for it was allowed; what a report leaves out is left out. */
async function spreadOf(
  tools: Tools,
  account: Account,
  ids: readonly string[],
): Promise<Map<string, Measured[]>> {
  if (ids.length === 0 || !mayReadAnalytics(account.credential)) return new Map()
  const report = await call({ tools, account }, Report, {
    method: 'GET',
    at: `${analyticsApi}/v2/reports`,
    query: {
      ids: 'channel==MINE',
      startDate: firstDay,
      endDate: tools.now().toISOString().slice(0, 10),
      dimensions: 'video',
      filters: `video==${ids.join(',')}`,
      metrics: ['views', ...Object.keys(names)].join(','),
      sort: '-views',
      maxResults: 200,
    },
  }).catch((failure: unknown) => {
    // Not allowed, or not enabled in the project: the other numbers are there all the same.
    if (failure instanceof NetworkFailure && failure.status === 403 && failure.kind !== 'later') return null
    throw failure
  })
  const columns = report?.columnHeaders.map(({ name }) => name) ?? []
  const at = columns.indexOf('video')
  return new Map(
    (report?.rows ?? []).map((row) => [
      String(row[at]),
      Object.entries(names).flatMap(([name, metric]): Measured[] => {
        const value = row[columns.indexOf(name)]
        return typeof value === 'number' ? [{ metric, value }] : []
      }),
    ]),
  )
}
