import type { Reply, Request } from '../frame.ts'
import { notFound, refused, write, wrongIn } from './rules.ts'
import { told, type Video, type YoutubeState } from './state.ts'

export const partsOf = (query: URLSearchParams): string[] =>
  query.getAll('part').flatMap((one) => one.split(','))

/** Films as they are listed, changed and taken away. */
export function createVideos(state: YoutubeState) {
  const own = (channelId: string, id: unknown): Video | undefined => {
    const video = state.videos.get(String(id))
    return video?.channelId === channelId ? video : undefined
  }

  function list({ query }: Request, channelId: string): Reply {
    const ids = query.getAll('id').flatMap((one) => one.split(','))
    const found = ids.flatMap((id) => {
      const video = state.videos.get(id)
      const seen = video && (video.channelId === channelId || video.status.privacyStatus !== 'private')
      return video && seen ? [video] : []
    })
    const items = found.map((video) => shown(state, video, partsOf(query)))
    return { status: 200, body: { kind: 'youtube#videoListResponse', items } }
  }

  function update({ query, fields }: Request, channelId: string): Reply {
    const video = own(channelId, fields.id)
    if (!video) return notFound
    const parts = partsOf(query)
    const wrong = wrongIn(fields, parts)
    if (wrong) return wrong
    write(state, video, fields, parts)
    return { status: 200, body: shown(state, video, parts) }
  }

  function remove({ query }: Request, channelId: string): Reply {
    const video = own(channelId, query.get('id'))
    if (!video) return notFound
    state.videos.delete(video.id)
    return { status: 204 }
  }

  function cover({ query, bytes, headers }: Request, channelId: string): Reply {
    const video = own(channelId, query.get('videoId'))
    if (!video) return notFound
    if (!state.channels.get(channelId)?.phoneProven) return refused(403, 'forbidden')
    if (bytes.length > 2_097_152 || headers['content-type'] !== 'image/jpeg')
      return refused(400, 'invalidImage')
    video.cover = bytes
    return {
      status: 200,
      body: {
        kind: 'youtube#thumbnailSetResponse',
        items: [{ default: { url: 'https://i.ytimg.com/a.jpg' } }],
      },
    }
  }

  return { list, update, remove, cover }
}

/** A film by the parts that are asked for. */
export function shown(state: YoutubeState, video: Video, parts: readonly string[]) {
  const { counts, verdict } = video
  const count = (name: string, value: number | null | undefined) =>
    value === null ? {} : { [name]: String(value ?? 0) }
  const all: Record<string, object> = {
    snippet: {
      ...video.snippet,
      channelId: video.channelId,
      publishedAt: told(video.shownAt ?? video.uploadedAt),
      liveBroadcastContent: 'none',
    },
    status: {
      ...video.status,
      madeForKids: video.status.selfDeclaredMadeForKids,
      uploadStatus: state.uploadStatusOf(video),
      ...(verdict?.uploadStatus === 'failed' && { failureReason: verdict.reason }),
      ...(verdict?.uploadStatus === 'rejected' && { rejectionReason: verdict.reason }),
    },
    statistics: {
      ...count('likeCount', counts.likes),
      ...count('viewCount', counts.views),
      ...count(
        'commentCount',
        counts.replies ?? (counts.replies === null ? null : state.commentsOf(video.id).length),
      ),
    },
    paidProductPlacementDetails: { hasPaidProductPlacement: video.paid },
  }
  return {
    kind: 'youtube#video',
    id: video.id,
    ...Object.fromEntries(parts.flatMap((part) => (all[part] ? [[part, all[part]]] : []))),
  }
}
