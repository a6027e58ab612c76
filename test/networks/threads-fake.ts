import type { Bed } from '../../src/networks/kit/bed.ts'
import { descriptionAt } from './contract.ts'
import { type PostmanGaps, readCollection } from './descriptions/postman.ts'
import { frameOf, type Request } from './frame.ts'
import { createRoutes } from './threads/routes.ts'
import { refused } from './threads/say.ts'
import { plainWords, ThreadsState } from './threads/state.ts'

const description = descriptionAt('threads/threads-api.postman_collection.json')
const api = 'https://graph.threads.net'
export const allScopes = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_replies',
  'threads_read_replies',
  'threads_manage_insights',
  'threads_delete',
  'threads_profile_discovery',
  'threads_location_tagging',
]

/** Fields that the collection asks for by name, and that its samples of answers leave out. */
const gaps: PostmanGaps = {
  // Named on the page of reference on replies.
  params: { 'GET /{thread_id}/replies': ['after'] },
  answers: {
    'GET /{container_id}': ['error_message'],
    'GET /me/threads': ['children', 'replied_to', 'alt_text'],
    'GET /me/replies': ['children', 'replied_to', 'poll_attachment', 'alt_text'],
    'GET /{thread_id}': ['children', 'replied_to', 'alt_text'],
    'GET /{thread_id}/replies': ['children', 'poll_attachment', 'alt_text'],
  },
}

/** Threads on loopback: accounts, containers that are worked on, posts that stay, and trouble on demand. */
export function threadsFake() {
  const state = new ThreadsState()
  const say = createRoutes(state)
  const frame = frameOf({
    origins: [api],
    kindOf,
    say,
    refusal: refused(100, 'Invalid parameter'),
    // Meta names no pause where others would; the header stands for what a limit tells.
    limited: (seconds) => ({
      ...refused(4, 'Application request limit reached'),
      headers: { 'retry-after': String(seconds) },
    }),
    broken: refused(2, 'An unexpected error has occurred', undefined, 500),
    description: description ? readCollection(description, gaps) : null,
    nodeOf: ({ path, query }: Request) => {
      const id = /^\/v1\.0\/(\d+)$/.exec(path)?.[1]
      if (id === undefined) return undefined
      return state.containers.has(id) || query.get('fields')?.includes('status')
        ? 'container_id'
        : 'thread_id'
    },
  })

  const bed = {
    ...frame,
    start: async (now) => {
      state.now = now
      await frame.start()
    },
    join: async () => {
      const user = state.addUser()
      const token = state.addToken(user, true, allScopes, 2 * 86_400_000)
      return {
        remoteId: user.id,
        handle: `@${user.username}`,
        name: `The ${user.username}`,
        avatarUrl: 'https://scontent.example/ringer.jpg',
        profileUrl: `https://www.threads.com/@${user.username}`,
        server: api,
        credential: {
          access: token.value,
          refresh: null,
          accessEndsAt: token.endsAt.toISOString(),
          refreshEndsAt: null,
          looksUp: true,
        },
        expiresAt: token.endsAt,
        limits: {},
      }
    },
    consent: (url) => {
      const { id } = state.addUser()
      const asked = new URL(url).searchParams
      const redirectUri = asked.get('redirect_uri') ?? ''
      state.codes.set(id, { userId: id, redirectUri, scopes: asked.get('scope')?.split(',') ?? [] })
      return { query: { code: id, state: asked.get('state') ?? '' }, remoteId: id }
    },
    app: () => ({ id: 'app', values: state.app }),
    skew: (ms) => {
      state.skew = ms
    },
    expire: (remoteId) => state.endTokens(remoteId, 460),
    secrets: (remoteId) => [...(state.users.get(remoteId)?.secrets ?? []), state.app.clientSecret],
    published: async (remoteId) => state.seen(remoteId),
    native: async (remoteId, text) => {
      const post = state.publish(plainWords(remoteId, text))
      const seen = state.seen(remoteId).find((one) => one.remoteId === post.id)
      if (!seen) throw new Error('what was written is not there')
      return seen
    },
    count: (id, numbers) => Object.assign(state.postOf(id)?.numbers ?? {}, numbers),
    countAccount: (remoteId, numbers) => Object.assign(state.users.get(remoteId)?.numbers ?? {}, numbers),
    cannot: {
      people: 'a look-up tells no number of an account, only its handle; its own test asks',
      expired:
        'a token that has ended brings no new one: Threads renews only one that is still good, which its own test asks',
      'two workers':
        'it keeps no keys, so that two publications at once are two posts; the lease prevents them',
    },
  } satisfies Bed

  return { ...bed, state }
}

/** What makes a container shows nothing to anybody yet. */
function kindOf({ method, path }: Request): 'publish' | 'upload' | 'read' | null {
  if (method === 'GET') return 'read'
  if (method === 'DELETE' || path.endsWith('/threads_publish')) return 'publish'
  return path.endsWith('/threads') ? 'upload' : null
}
