import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { History, NativePost } from '../kit/network.ts'
import { call, isGone, listOf, server } from './client.ts'
import { measuredOf } from './insights.ts'
import { type Video, videosBy } from './video.ts'

const Item = z.object({
  contentDetails: z.object({ videoId: z.string(), videoPublishedAt: z.coerce.date().optional() }),
})
type Item = z.infer<typeof Item>

/** All uploads of a channel are a playlist, whose id is that of the channel with another beginning. */
const uploadsOf = (channelId: string): string => channelId.replace(/^UC/, 'UU')

export const history: History = async (tools, account, cursor) => {
  const line = { tools, account }
  const page = await call(line, listOf(Item), {
    method: 'GET',
    at: '/youtube/v3/playlistItems',
    query: {
      part: 'contentDetails',
      playlistId: uploadsOf(account.remoteId),
      maxResults: 50,
      pageToken: cursor ?? undefined,
    },
  }).catch((failure: unknown) => {
    // A channel without a film has no such playlist yet.
    if (failure instanceof NetworkFailure && isGone(failure)) return { items: [], nextPageToken: undefined }
    throw failure
  })
  const ids = page.items.map(({ contentDetails }) => contentDetails.videoId)
  const videos = ids.length > 0 ? await videosBy(line, ids, 'snippet,status,statistics') : []
  const posts = page.items.flatMap((item) => {
    const video = videos.find(({ id }) => id === item.contentDetails.videoId)
    return video ? nativePostOf(video, item) : []
  })
  const next = page.nextPageToken ?? null
  return { posts: posts.toSorted(newestFirst), cursor: next === cursor ? null : next }
}

const newestFirst = (a: NativePost, b: NativePost) => b.publishedAt.getTime() - a.publishedAt.getTime()

/** What is private is out for nobody: those are films that wait for their time. */
function nativePostOf(video: Video, { contentDetails }: Item): NativePost[] {
  const publishedAt = contentDetails.videoPublishedAt ?? video.snippet?.publishedAt
  if (!publishedAt || video.status?.privacyStatus === 'private') return []
  const { title = '', description = '' } = video.snippet ?? {}
  return [
    {
      remoteId: video.id,
      url: `${server}/watch?v=${video.id}`,
      text: description === '' ? title : description,
      publishedAt,
      kind: 'post',
      measured: measuredOf(video),
    },
  ]
}
