import type { Bed, Seen } from '../../src/networks/kit/bed.ts'
import { descriptionAt } from './contract.ts'
import { readGraph } from './descriptions/graph.ts'
import { createGraph } from './facebook/graph.ts'
import { isLogin, sayLogin } from './facebook/login.ts'
import { no } from './facebook/says.ts'
import { app, FacebookState } from './facebook/state.ts'
import { type Keeping, memoryShelf } from './feed/bed.ts'
import { frameOf, type Request } from './frame.ts'

const folder = descriptionAt('facebook')
const graph = 'https://graph.facebook.com'
const rupload = 'https://rupload.facebook.com'
const origins = [graph, 'https://graph-video.facebook.com', rupload, 'https://www.facebook.com']

/** What Meta's own pages name and its description of April 2026 leaves out. */
const gaps = {
  params: { 'Page POST photos': ['source'] },
  fields: {
    Page: ['tasks', 'post_id'],
    AdVideo: ['video_id', 'upload_url', 'upload_session_id', 'start_offset', 'end_offset'],
    Profile: ['link'],
  },
}

/** Facebook on loopback: a login, pages, posts and films that stay, and trouble on demand. */
export function facebookFake() {
  const state = new FacebookState()
  const { say, films } = createGraph(state)

  const frame = frameOf({
    origins,
    description: folder
      ? readGraph(folder, ['User', 'Page', 'PagePost', 'AdVideo', 'Comment', 'Photo'], gaps)
      : null,
    undescribed: (request) => request.origin === rupload || isLogin(request),
    nodeOf: ({ path }) => nodeIn(path),
    kindOf,
    say: (request) => {
      if (request.origin === rupload) return films.sayUpload(request)
      const reply = isLogin(request) ? sayLogin(state, request) : say(request)
      return { ...reply, headers: { ...state.usage, ...reply.headers } }
    },
    refusal: no(100, 'Invalid parameter'),
    limited: (seconds) => {
      const [page = ''] = state.pages.keys()
      const use = { type: 'pages', call_count: 100, total_cputime: 20, total_time: 20 }
      const told = { [page]: [{ ...use, estimated_time_to_regain_access: seconds / 60 }] }
      return {
        ...no(80_001, 'There have been too many calls to this Page account.'),
        headers: { 'x-business-use-case-usage': JSON.stringify(told) },
      }
    },
    broken: no(1, 'An unknown error occurred', { status: 500 }),
    down: no(2, 'Service temporarily unavailable', { status: 503 }),
  })

  function nodeIn(path: string): string {
    const id = path.split('/')[2] ?? ''
    if (id === 'me') return 'User'
    return state.nodes.get(id) ?? (id.includes('_') ? 'PagePost' : 'Page')
  }

  const shelves = new Map<string, Keeping>()

  const bed = {
    ...frame,
    start: async (now) => {
      state.now = now
      await frame.start()
    },
    consent: (url) => {
      const { page } = state.addPage()
      state.codes.add(page.id)
      return {
        query: { code: page.id, state: new URL(url).searchParams.get('state') ?? '' },
        remoteId: page.id,
      }
    },
    app: () => app,
    join: async () => {
      const { page, token } = state.addPage()
      return {
        remoteId: page.id,
        handle: `@${page.username}`,
        name: page.name,
        avatarUrl: `https://scontent.example/${page.id}.jpg`,
        profileUrl: `https://www.facebook.com/${page.username}`,
        server: graph,
        credential: { token, scopes: [...state.granted] },
        expiresAt: null,
        limits: {},
      }
    },
    skew: (ms) => {
      state.skew = ms
    },
    expire: (remoteId, what) => {
      for (const [, token] of state.tokensOf(remoteId)) token.refused = what === 'access' ? 463 : 458
    },
    secrets: (remoteId) => [app.values.clientSecret, ...state.tokensOf(remoteId).map(([token]) => token)],
    shelf: ({ remoteId }) => {
      const kept = shelves.get(remoteId) ?? { documents: new Map(), files: new Map() }
      shelves.set(remoteId, kept)
      return memoryShelf(kept, remoteId, state.now, async (_, work) => work())
    },
    published: async (remoteId): Promise<Seen[]> => state.seen(remoteId),
    native: async (remoteId, text) => {
      const post = {
        pageId: remoteId,
        kind: 'post',
        message: text,
        link: null,
        photos: [],
        film: null,
      } as const
      const { id, at } = state.add({ ...post, photos: [] })
      // Facebook tells whole seconds.
      const publishedAt = new Date(Math.floor(at.getTime() / 1000) * 1000)
      return { remoteId: id, text, replyTo: null, media: [], publishedAt }
    },
    count: (postId, numbers) => {
      const post = state.posts.find(({ id }) => id === postId)
      if (post) post.counts = { ...post.counts, ...numbers }
    },
    countAccount: (remoteId, { followers }) => {
      const page = state.pages.get(remoteId)
      if (page && followers !== undefined) page.followers = followers
    },
    cannot: {
      'two workers': 'it keeps no keys; the lease prevents two requests at once',
    },
  } satisfies Bed

  return { ...bed, state }
}

function kindOf({ method, path, fields, origin }: Request): 'publish' | 'upload' | 'read' | null {
  if (origin === rupload) return 'upload'
  if (isLogin({ path })) return null
  const edge = path.split('/')[3] ?? ''
  if (method === 'GET') return 'read'
  if (['photos', 'captions', 'thumbnails'].includes(edge)) return 'upload'
  if (/^video/.test(edge)) return /^finish$/i.test(String(fields.upload_phase)) ? 'publish' : 'upload'
  return ['feed', 'photo_stories', 'comments'].includes(edge) ? 'publish' : null
}
