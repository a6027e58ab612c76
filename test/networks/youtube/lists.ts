import type { Reply, Request } from '../frame.ts'
import { notFound, refused } from './rules.ts'
import { told, type Video, type YoutubeState } from './state.ts'

/** Channels, playlists, comments and reports. */
export function createLists(state: YoutubeState) {
  /** Whose channel it is tells `mine`; others are found by their ids and handles. */
  function asked(query: URLSearchParams, channelId: string) {
    const all = [...state.channels.values()]
    const ids = query.get('id')?.split(',')
    const handle = query.get('forHandle')
    if (ids) return all.filter(({ id }) => ids.includes(id))
    if (handle) return all.filter((one) => one.handle === handle)
    return all.filter(({ id }) => query.get('mine') === 'true' && id === channelId)
  }

  function channels({ query }: Request, channelId: string): Reply {
    const items = asked(query, channelId)
    const branded = (query.get('part') ?? '').split(',').includes('brandingSettings')
    return {
      status: 200,
      body: {
        kind: 'youtube#channelListResponse',
        items: items.map(({ id, title, handle, description, banner, longUploads, counts }) => {
          const { followers = 3, views = 5, posts = state.shown(id).length } = counts
          return {
            kind: 'youtube#channel',
            id,
            snippet: {
              title,
              description,
              customUrl: handle,
              publishedAt: '2019-05-04T12:00:00Z',
              thumbnails: { default: { url: 'https://yt3.ggpht.com/a.jpg', width: 88, height: 88 } },
            },
            status: { privacyStatus: 'public', longUploadsStatus: longUploads },
            ...(branded && { brandingSettings: { image: banner ? { bannerExternalUrl: banner } : {} } }),
            statistics: {
              ...(followers === null
                ? { hiddenSubscriberCount: true }
                : { hiddenSubscriberCount: false, subscriberCount: String(followers) }),
              ...(views !== null && { viewCount: String(views) }),
              ...(posts !== null && { videoCount: String(posts) }),
            },
          }
        }),
      },
    }
  }

  /** Google allows a project a hundred of these a day. */
  function search({ query }: Request): Reply {
    if (state.searchesLeft-- <= 0) return refused(403, 'quotaExceeded')
    const words = (query.get('q') ?? '').toLowerCase()
    const found = [...state.channels.values()].filter(
      ({ title, handle }) => title.toLowerCase().includes(words) || handle.toLowerCase().includes(words),
    )
    return {
      status: 200,
      body: {
        kind: 'youtube#searchListResponse',
        items: found.slice(0, Number(query.get('maxResults') ?? 5)).map(({ id, title }) => ({
          kind: 'youtube#searchResult',
          id: { kind: 'youtube#channel', channelId: id },
          snippet: { channelId: id, title },
        })),
      },
    }
  }

  function playlists({ query }: Request, channelId: string): Reply {
    const own = [...state.playlists].filter(([, list]) => list.channelId === channelId)
    const from = Number(/^page-(\d+)$/.exec(query.get('pageToken') ?? '')?.[1] ?? 0)
    const most = Number(query.get('maxResults') ?? 5)
    return {
      status: 200,
      body: {
        kind: 'youtube#playlistListResponse',
        ...(from + most < own.length && { nextPageToken: `page-${from + most}` }),
        items: own.slice(from, from + most).map(([id, { title = 'Bells' }]) => ({
          kind: 'youtube#playlist',
          id,
          snippet: { title, channelId },
        })),
      },
    }
  }

  /** The playlist of all uploads holds private films too, for their owner. */
  function membersOf(playlistId: string, channelId: string): { item: string; video: Video }[] | null {
    if (playlistId === channelId.replace(/^UC/, 'UU')) {
      const own = [...state.videos.values()].filter((one) => one.channelId === channelId)
      return own.toSorted((a, b) => b.place - a.place).map((video) => ({ item: `UU-${video.id}`, video }))
    }
    const list = state.playlists.get(playlistId)
    return (
      list?.videos.flatMap(({ item, video }) => {
        const found = state.videos.get(video)
        return found ? [{ item, video: found }] : []
      }) ?? null
    )
  }

  function playlistItems({ query }: Request, channelId: string): Reply {
    const all = membersOf(query.get('playlistId') ?? '', channelId)
    if (!all) return refused(404, 'playlistNotFound')
    const only = query.get('videoId')
    const asked = all.filter(({ video }) => only === null || video.id === only)
    const from = Number(/^page-(\d+)$/.exec(query.get('pageToken') ?? '')?.[1] ?? 0)
    const most = Number(query.get('maxResults') ?? 5)
    const details = (query.get('part') ?? '').split(',').includes('contentDetails')
    return {
      status: 200,
      body: {
        kind: 'youtube#playlistItemListResponse',
        ...(from + most < asked.length && { nextPageToken: `page-${from + most}` }),
        items: asked.slice(from, from + most).map(({ item, video }) => ({
          kind: 'youtube#playlistItem',
          id: item,
          ...(details && {
            contentDetails: {
              videoId: video.id,
              ...(video.shownAt && { videoPublishedAt: told(video.shownAt) }),
            },
          }),
        })),
      },
    }
  }

  function addToPlaylist({ fields }: Request, channelId: string): Reply {
    const { playlistId, resourceId } = Object(fields.snippet)
    const list = state.playlists.get(playlistId)
    if (!list) return refused(404, 'playlistNotFound')
    if (list.channelId !== channelId) return refused(403, 'playlistItemsNotAccessible')
    if (!state.videos.has(resourceId.videoId)) return notFound
    const item = `PL-${state.id()}`
    list.videos.push({ item, video: resourceId.videoId })
    return {
      status: 200,
      body: { kind: 'youtube#playlistItem', id: item, snippet: { playlistId, resourceId } },
    }
  }

  function dropFromPlaylist({ query }: Request, channelId: string): Reply {
    for (const list of state.playlists.values()) {
      const at = list.videos.findIndex(({ item }) => item === query.get('id'))
      if (at < 0 || list.channelId !== channelId) continue
      list.videos.splice(at, 1)
      return { status: 204 }
    }
    return refused(404, 'playlistItemNotFound')
  }

  function comments({ query }: Request): Reply {
    const videoId = query.get('videoId') ?? ''
    const video = state.videos.get(videoId)
    if (!video) return notFound
    if (video.status.selfDeclaredMadeForKids) return refused(403, 'commentsDisabled')
    const all = state.commentsOf(videoId).toReversed()
    const from = Number(query.get('pageToken') ?? 0)
    const most = Number(query.get('maxResults') ?? 20)
    return {
      status: 200,
      body: {
        kind: 'youtube#commentThreadListResponse',
        ...(from + most < all.length && { nextPageToken: String(from + most) }),
        items: all.slice(from, from + most).map(({ id, channelId, text, at }) => {
          const author = state.channels.get(channelId)
          return {
            kind: 'youtube#commentThread',
            id,
            snippet: {
              videoId,
              canReply: true,
              isPublic: true,
              totalReplyCount: 0,
              topLevelComment: {
                kind: 'youtube#comment',
                id,
                snippet: {
                  videoId,
                  authorChannelId: { value: channelId },
                  authorDisplayName: author?.handle ?? '',
                  textDisplay: text,
                  textOriginal: text,
                  publishedAt: told(at),
                  likeCount: 0,
                },
              },
            },
          }
        }),
      },
    }
  }

  function comment({ fields }: Request, channelId: string): Reply {
    const { videoId, topLevelComment } = Object(fields.snippet)
    const text = String(Object(topLevelComment).snippet?.textOriginal ?? '')
    const video = state.videos.get(videoId)
    if (!video) return notFound
    const closed = video.status.selfDeclaredMadeForKids || video.status.privacyStatus === 'private'
    if (closed) return refused(403, 'commentsDisabled')
    if (text.length > 10_000) return refused(400, 'commentTextTooLong')
    const id = `Ugx${state.id(20)}`
    state.comments.push({ id, videoId, channelId, text, at: state.clock() })
    return { status: 200, body: { kind: 'youtube#commentThread', id, snippet: { videoId, channelId } } }
  }

  function changeComment({ fields }: Request, channelId: string): Reply {
    const found = state.comments.find(({ id, gone }) => id === fields.id && !gone)
    if (found?.channelId !== channelId) return refused(404, 'commentNotFound')
    found.text = String(Object(fields.snippet).textOriginal)
    return {
      status: 200,
      body: { kind: 'youtube#comment', id: found.id, snippet: { textOriginal: found.text } },
    }
  }

  function dropComment({ query }: Request, channelId: string): Reply {
    const found = state.comments.find(({ id, gone }) => id === query.get('id') && !gone)
    if (found?.channelId !== channelId) return refused(404, 'commentNotFound')
    found.gone = true
    return { status: 204 }
  }

  function report({ query }: Request, channelId: string): Reply {
    if (!state.analyticsEnabled) return refused(403, 'accessNotConfigured')
    const ids = (query.get('filters') ?? '').replace(/^video==/, '').split(',')
    const metrics = (query.get('metrics') ?? '').split(',')
    const names = { views: 'views', shares: 'reposts', videosAddedToPlaylists: 'saves' } as const
    const rows = ids.flatMap((id) => {
      const video = state.videos.get(id)
      if (video?.channelId !== channelId) return []
      const counted = metrics.map((name) => video.counts[names[name as keyof typeof names]] ?? null)
      return [[id, ...counted]]
    })
    return {
      status: 200,
      body: {
        kind: 'youtubeAnalytics#resultTable',
        columnHeaders: ['video', ...metrics].map((name, at) => ({
          name,
          columnType: at === 0 ? 'DIMENSION' : 'METRIC',
          dataType: at === 0 ? 'STRING' : 'INTEGER',
        })),
        ...(rows.length > 0 && { rows }),
      },
    }
  }

  return {
    channels,
    search,
    playlists,
    playlistItems,
    addToPlaylist,
    dropFromPlaylist,
    comments,
    comment,
    changeComment,
    dropComment,
    report,
  }
}
