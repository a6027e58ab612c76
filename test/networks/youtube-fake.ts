import type { Bed, Seen } from '../../src/networks/kit/bed.ts'
import type { Media } from '../../src/networks/kit/content.ts'
import { inMemory } from '../../src/networks/kit/in-memory.ts'
import type { Account } from '../../src/networks/kit/network.ts'
import { type Description, descriptionAt } from './contract.ts'
import { readDiscovery } from './descriptions/discovery.ts'
import { type Keeping, memoryShelf } from './feed/bed.ts'
import { frameOf, type Kind, type Reply, type Request } from './frame.ts'
import { createLists } from './youtube/lists.ts'
import { refused } from './youtube/rules.ts'
import { type Channel, told, type Video, whole, YoutubeState } from './youtube/state.ts'
import { app, createTokens } from './youtube/tokens.ts'
import { createUploads } from './youtube/uploads.ts'
import { createVideos } from './youtube/videos.ts'

const api = 'https://youtube.googleapis.com'
const analytics = 'https://youtubeanalytics.googleapis.com'
const oauth = 'https://oauth2.googleapis.com'
const files = ['youtube/youtube-v3.discovery.json', 'youtube/youtubeAnalytics-v2.discovery.json']

export const allScopes = [
  'https://www.googleapis.com/auth/youtube.force-ssl',
  'https://www.googleapis.com/auth/yt-analytics.readonly',
]

/** The two interfaces as one description: their paths do not meet. */
function description(): Description | null {
  const paths = files.map(descriptionAt)
  if (paths.some((path) => path === null)) return null
  const all = paths.map((path) => readDiscovery(path ?? ''))
  return {
    operations: all.flatMap(({ operations }) => operations),
    find: (exchange) => all.map((one) => one.find(exchange)).find((found) => found !== null) ?? null,
  }
}

/** YouTube on loopback: channels, films that are uploaded in pieces, comments, playlists, reports, and trouble on demand. */
export function youtubeFake() {
  const state = new YoutubeState()
  const tokens = createTokens(state)
  const videos = createVideos(state)
  const uploads = createUploads(state)
  const lists = createLists(state)

  const routes: Record<string, (request: Request, channelId: string) => Reply> = {
    'GET /youtube/v3/channels': lists.channels,
    'GET /youtube/v3/search': lists.search,
    'GET /youtube/v3/playlists': lists.playlists,
    'GET /youtube/v3/videos': videos.list,
    'PUT /youtube/v3/videos': videos.update,
    'DELETE /youtube/v3/videos': videos.remove,
    'GET /youtube/v3/playlistItems': lists.playlistItems,
    'POST /youtube/v3/playlistItems': lists.addToPlaylist,
    'DELETE /youtube/v3/playlistItems': lists.dropFromPlaylist,
    'GET /youtube/v3/commentThreads': lists.comments,
    'POST /youtube/v3/commentThreads': lists.comment,
    'PUT /youtube/v3/comments': lists.changeComment,
    'DELETE /youtube/v3/comments': lists.dropComment,
    'GET /youtube/v3/captions': uploads.listCaptions,
    'DELETE /youtube/v3/captions': uploads.dropCaptions,
    'POST /upload/youtube/v3/videos': uploads.begin,
    'POST /upload/youtube/v3/captions': uploads.begin,
    'PUT /upload/youtube/v3/videos': uploads.take,
    'PUT /upload/youtube/v3/captions': uploads.take,
    'POST /upload/youtube/v3/thumbnails/set': videos.cover,
    'GET /v2/reports': lists.report,
  }

  function say(request: Request): Reply {
    if (request.origin === oauth) return tokens.token(request)
    const who = tokens.bearer(request)
    if (!who) return refused(401, 'authError', 'Invalid Credentials')
    if (state.channels.get(who.channelId)?.suspended) return refused(403, 'authenticatedUserAccountSuspended')
    if (request.origin === analytics && !who.scopes.includes(allScopes[1] ?? ''))
      return refused(403, 'insufficientPermissions')
    if (state.quotaLeft-- <= 0) return refused(403, 'quotaExceeded')
    const route = routes[`${request.method} ${request.path}`]
    return route ? route(request, who.channelId) : refused(404, 'notFound')
  }

  function kindOf({ method, path, origin }: Request): Exclude<Kind, 'all'> | null {
    if (origin === oauth) return 'read'
    if (path.startsWith('/upload/')) return 'upload'
    const makes =
      path === '/youtube/v3/videos' ||
      path === '/youtube/v3/commentThreads' ||
      path === '/youtube/v3/comments'
    return method !== 'GET' && makes ? 'publish' : 'read'
  }

  const frame = frameOf({
    origins: [api, analytics, oauth],
    kindOf,
    say,
    refusal: refused(400, 'invalidVideoMetadata'),
    limited: (seconds) => ({
      ...refused(429, 'rateLimitExceeded'),
      headers: { 'retry-after': String(seconds) },
    }),
    broken: refused(500, 'backendError'),
    down: refused(503, 'backendError'),
    description: description(),
    undescribed: ({ origin }) => origin === oauth,
  })

  const shelves = new Map<string, Keeping>()
  const shelfOf = ({ remoteId }: Account) => {
    const kept = shelves.get(remoteId) ?? { documents: new Map(), files: new Map() }
    shelves.set(remoteId, kept)
    return memoryShelf(kept, remoteId, state.now, async (_, work) => work())
  }

  function joined(channel: Channel, scopes: string[] = allScopes) {
    const { access, refresh } = state.issue(channel.id, scopes)
    return {
      remoteId: channel.id,
      handle: channel.handle,
      name: channel.title,
      avatarUrl: 'https://yt3.ggpht.com/a.jpg',
      profileUrl: `https://www.youtube.com/${channel.handle}`,
      server: 'https://www.youtube.com',
      credential: {
        access,
        refresh,
        accessEndsAt: new Date(state.now().getTime() + 3_599_000).toISOString(),
        refreshEndsAt: null,
        scopes,
      },
      expiresAt: null,
      limits: channel.longUploads === 'allowed' ? {} : { videos: { maxSeconds: 900 } },
    }
  }

  const bed = {
    ...frame,
    start: async (now: () => Date) => {
      state.now = now
      await frame.start()
    },
    join: async () => joined(state.addChannel()),
    consent: (url) => {
      const { id } = state.addChannel()
      const challenge = new URL(url).searchParams.get('code_challenge') ?? ''
      state.codes.set(id, { channelId: id, challenge, scopes: allScopes })
      return { query: { code: id, state: new URL(url).searchParams.get('state') ?? '' }, remoteId: id }
    },
    app: () => ({ id: 'app', values: app }),
    content: (plain) => ({
      ...plain,
      title: plain.title || 'The bells',
      options: { madeForKids: 'no', ...plain.options },
      parts: plain.parts.map((part) => (part.media.length > 0 ? part : { ...part, media: [film()] })),
    }),
    skew: (ms: number) => {
      state.skew = ms
    },
    expire: (remoteId, what) => state.expire(remoteId, what),
    secrets: (remoteId) => [...state.secretsOf(remoteId), app.clientSecret, ...state.sessions.keys()],
    published: async (remoteId) => state.shown(remoteId).flatMap((video) => seen(video)),
    native: async (remoteId, text) => {
      const id = state.id()
      const video: Video = {
        id,
        channelId: remoteId,
        snippet: { title: 'By hand', description: text, tags: [], categoryId: '22' },
        status: {
          privacyStatus: 'public',
          license: 'youtube',
          embeddable: true,
          publicStatsViewable: true,
          selfDeclaredMadeForKids: false,
          containsSyntheticMedia: false,
        },
        paid: false,
        mime: 'video/mp4',
        bytes: Buffer.alloc(1),
        notified: true,
        uploadedAt: state.clock(),
        shownAt: null,
        place: 0,
        verdict: null,
        cover: null,
        captions: [],
        counts: {},
      }
      state.videos.set(id, video)
      state.show(video)
      const [first] = seen(video)
      if (!first) throw new Error('A film is seen')
      return first
    },
    count: (postId, numbers) => {
      const video = state.videos.get(postId)
      if (video) video.counts = { ...video.counts, ...numbers }
    },
    countAccount: (remoteId, numbers) => {
      const channel = state.channels.get(remoteId)
      if (channel) channel.counts = { ...channel.counts, ...numbers }
    },
    shelf: shelfOf,
  } satisfies Bed

  const seen = (video: Video): Seen[] => [
    {
      remoteId: video.id,
      text: video.snippet.description,
      replyTo: null,
      media: [{ alt: '', mime: video.mime }],
      publishedAt: whole(video.shownAt ?? video.uploadedAt),
    },
    ...state
      .commentsOf(video.id)
      .filter(({ channelId }) => channelId === video.channelId)
      .map(({ id, text, at }) => ({
        remoteId: id,
        text,
        replyTo: video.id,
        media: [],
        publishedAt: new Date(told(at)),
      })),
  ]

  return { ...bed, state, joined }
}

const head = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')

/** A film of so many bytes; that it is one is told by its head alone. */
export function film(over: Partial<Media> & { size?: number } = {}): Media {
  const { size = head.length, ...rest } = over
  const bytes = Buffer.concat([head, Buffer.alloc(Math.max(0, size - head.length), 7)])
  return {
    id: 'film',
    digest: 'film',
    kind: 'video',
    mime: 'video/mp4',
    bytes: bytes.length,
    width: 1920,
    height: 1080,
    durationMs: 12_000,
    alt: '',
    ...inMemory(bytes),
    ...rest,
  }
}
