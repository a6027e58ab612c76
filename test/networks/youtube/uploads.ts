import type { Reply, Request } from '../frame.ts'
import { notFound, refused, write, wrongIn } from './rules.ts'
import type { Session, Video, YoutubeState } from './state.ts'
import { partsOf, shown } from './videos.ts'

/** Uploads that go in pieces and can be asked how far they are. */
export function createUploads(state: YoutubeState) {
  /** Begins one; where its bytes go is said in a header. */
  function begin(request: Request, channelId: string): Reply {
    const of = request.path.endsWith('/captions') ? 'captions' : 'video'
    const wrong = of === 'video' ? wrongVideo(request, channelId) : wrongCaptions(request, channelId)
    if (wrong) return wrong
    const id = `upload-${state.id(24)}`
    state.sessions.set(id, {
      id,
      channelId,
      of,
      query: request.query,
      wish: request.fields,
      mime: String(request.headers['x-upload-content-type']),
      total: Number(request.headers['x-upload-content-length']),
      bytes: Buffer.alloc(0),
      made: null,
    })
    const location = new URL(request.path, request.origin)
    location.search = new URLSearchParams({ uploadType: 'resumable', upload_id: id }).toString()
    return { status: 200, headers: { location: location.href } }
  }

  function wrongVideo({ query, fields }: Request, channelId: string): Reply | null {
    const channel = state.channels.get(channelId)
    if (channel && channel.uploadsLeft-- <= 0) return refused(400, 'uploadLimitExceeded')
    return wrongIn(fields, partsOf(query))
  }

  function wrongCaptions({ fields }: Request, channelId: string): Reply | null {
    const { videoId, language } = Object(fields.snippet)
    const video = state.videos.get(String(videoId))
    if (video?.channelId !== channelId) return notFound
    if (!/^[a-z]{2,3}(-[A-Za-z\d]+)*$/.test(String(language))) return refused(400, 'invalidMetadata')
    return video.captions.some((one) => one.language === language) ? refused(409, 'captionExists') : null
  }

  /** Takes a piece, or says how far it is. */
  function take({ query, headers, bytes }: Request): Reply {
    const session = state.sessions.get(query.get('upload_id') ?? '')
    if (!session) return { status: 404, body: { error: { code: 404, message: 'Not Found' } } }
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(String(headers['content-range'] ?? ''))
    if (session.made) return { status: 200, body: session.made }
    const from = range ? Number(range[1]) : headers['content-range'] ? session.bytes.length : 0
    // What overlaps is taken once; what leaves a gap is not taken.
    if (from <= session.bytes.length)
      session.bytes = Buffer.concat([session.bytes, bytes.subarray(session.bytes.length - from)])
    if (session.bytes.length < session.total) {
      const last = session.bytes.length - 1
      return { status: 308, ...(last >= 0 && { headers: { range: `bytes=0-${last}` } }) }
    }
    const made = session.of === 'video' ? makeVideo(session) : makeCaptions(session)
    if (made.status === 200) session.made = made.body as Session['made']
    return made
  }

  function makeVideo(session: Session): Reply {
    if (session.bytes.length === 0) return refused(400, 'mediaBodyRequired')
    const parts = partsOf(session.query)
    const video: Video = {
      id: state.id(),
      channelId: session.channelId,
      snippet: { title: '', description: '', tags: [], categoryId: '22' },
      status: {
        privacyStatus: 'private',
        license: 'youtube',
        embeddable: true,
        publicStatsViewable: true,
        selfDeclaredMadeForKids: false,
        containsSyntheticMedia: false,
      },
      paid: false,
      mime: session.mime,
      bytes: session.bytes,
      notified: session.query.get('notifySubscribers') !== 'false',
      uploadedAt: state.clock(),
      shownAt: null,
      place: state.next(),
      verdict: null,
      cover: null,
      captions: [],
      counts: {},
    }
    write(state, video, session.wish, parts)
    state.videos.set(video.id, video)
    return { status: 200, body: shown(state, video, parts) }
  }

  function makeCaptions(session: Session): Reply {
    const { videoId, language } = Object(session.wish.snippet)
    const id = `captions-${state.id()}`
    state.videos.get(videoId)?.captions.push({ id, language, words: session.bytes.toString('utf8') })
    return { status: 200, body: { kind: 'youtube#caption', id, snippet: { videoId, language, name: '' } } }
  }

  function dropCaptions({ query }: Request, channelId: string): Reply {
    for (const video of state.videos.values()) {
      const at = video.captions.findIndex(({ id }) => id === query.get('id'))
      if (at < 0 || video.channelId !== channelId) continue
      video.captions.splice(at, 1)
      return { status: 204 }
    }
    return refused(404, 'captionNotFound')
  }

  function listCaptions({ query }: Request, channelId: string): Reply {
    const video = state.videos.get(query.get('videoId') ?? '')
    if (video?.channelId !== channelId) return refused(404, 'videoNotFound')
    return {
      status: 200,
      body: {
        kind: 'youtube#captionListResponse',
        items: video.captions.map(({ id, language }) => ({
          kind: 'youtube#caption',
          id,
          snippet: { videoId: video.id, language, name: '' },
        })),
      },
    }
  }

  return { begin, take, dropCaptions, listCaptions }
}
