import type { Bed, Seen } from '../../src/networks/kit/bed.ts'
import type { Content } from '../../src/networks/kit/content.ts'
import { describeReddit } from './descriptions/reddit.ts'
import { frameOf, type Reply, type Request } from './frame.ts'
import { buckets, store } from './reddit/files.ts'
import { answer } from './reddit/routes.ts'
import { no, wrong } from './reddit/say.ts'
import { allScopes, type Comment, type Post, RedditState } from './reddit/state.ts'
import { revoke, signInPage, tokens } from './reddit/tokens.ts'

const api = 'https://oauth.reddit.com'
const site = 'https://www.reddit.com'
const stores: readonly string[] = Object.values(buckets)

/** Platform, app, version, and who answers for it. */
const descriptive = /^\S+:\S+:v\d[\w.-]* \(by \/u\/[\w-]+\)$/

/** Reddit on loopback: accounts, communities with rules, posts that stay or are swept away, and trouble on demand. */
export function redditFake() {
  const state = new RedditState()
  const frame = frameOf({
    origins: [api, site, ...stores],
    kindOf({ method, path, origin }) {
      if (origin === site && path === '/api/v1/authorize') return null
      if (stores.includes(origin) || path === '/api/media/asset.json') return 'upload'
      return method === 'GET' || origin === site ? 'read' : 'publish'
    },
    say: (request) => say(state, request),
    refusal: no('NO_SELFS', "This community doesn't allow text posts", 'sr'),
    limited: (seconds) => ({
      ...wrong(429, 'Too Many Requests'),
      headers: windowHeaders(0, seconds),
    }),
    broken: wrong(500, 'Internal Server Error'),
    down: wrong(503, 'Service Unavailable'),
    description: describeReddit(),
    undescribed: ({ origin, path }) => stores.includes(origin) || path === '/api/v1/authorize',
  })

  const bed = {
    ...frame,
    start: async (now: () => Date) => {
      state.now = now
      await frame.start()
    },
    join: async () => {
      const user = state.addUser()
      const { access, refresh } = state.give(user, allScopes)
      return {
        remoteId: `t2_${user.id}`,
        handle: `u/${user.name}`,
        name: user.title,
        avatarUrl: `https://styles.redditmedia.com/${user.id}.png?width=256&s=1`,
        profileUrl: `${site}/user/${user.name}/`,
        server: api,
        credential: {
          access,
          refresh,
          accessEndsAt: new Date(state.now().getTime() + 3_600_000).toISOString(),
          refreshEndsAt: null,
        },
        expiresAt: null,
        limits: { choices: { community: [{ value: `u_${user.name}`, label: `u/${user.name}` }] } },
      }
    },
    consent: (url: string) => {
      const user = state.addUser()
      return { query: state.allow(user, url), remoteId: `t2_${user.id}` }
    },
    app: () => ({ id: 'app', values: { ...state.app } }),
    content: (plain: Content): Content => ({ ...plain, title: plain.title || 'The bells of the town' }),
    skew: (ms: number) => {
      state.skew = ms
    },
    expire: (remoteId: string, what: 'access' | 'all') => {
      const id = remoteId.slice(3)
      for (const [value, token] of state.access) if (token.userId === id) state.access.delete(value)
      if (what === 'access') return
      for (const [value, token] of state.refresh) if (token.userId === id) state.refresh.delete(value)
    },
    secrets: (remoteId: string) => [
      ...(state.users.get(remoteId.slice(3))?.secrets ?? []),
      state.app.clientSecret,
    ],
    published: async (remoteId: string): Promise<Seen[]> => {
      const own = <T extends { owner: string; deleted: boolean }>({ owner, deleted }: T) =>
        owner === remoteId.slice(3) && !deleted
      const posts = state.posts.filter((post) => own(post) && state.isShown(post) && post.removedBy === null)
      return [...posts.map((post) => seenPost(post, state)), ...state.comments.filter(own).map(seenComment)]
    },
    native: async (remoteId: string, text: string): Promise<Seen> => {
      const owner = remoteId.slice(3)
      const community = `u_${state.users.get(owner)?.name ?? ''}`
      const post = state.addPost({ owner, community, title: text })
      return { ...seenPost(post, state), text }
    },
    count: (postId, numbers) => {
      Object.assign(state.posts.find(({ id }) => `t3_${id}` === postId)?.counts ?? {}, numbers)
    },
    countAccount: (remoteId, numbers) => {
      Object.assign(state.users.get(remoteId.slice(3))?.counts ?? {}, numbers)
    },
  } satisfies Bed

  return { ...bed, state }
}

function say(state: RedditState, request: Request): Reply {
  if (stores.includes(request.origin)) return store(state, request)
  if (request.origin === site && request.path === '/api/v1/authorize') return signInPage(state, request)
  // Whoever does not say who they are is slowed down to nothing.
  if (!descriptive.test(request.headers['user-agent'] ?? '')) return wrong(429, 'Too Many Requests')
  if (request.path === '/api/v1/access_token') return tokens(state, request)
  if (request.path === '/api/v1/revoke_token') return revoke(state, request)
  state.remaining = Math.max(0, state.remaining - 1)
  return { headers: windowHeaders(state.remaining, 422), ...answer(state, request) }
}

const windowHeaders = (remaining: number, reset: number): Record<string, string> => ({
  'x-ratelimit-used': String(1000 - remaining),
  'x-ratelimit-remaining': remaining.toFixed(1),
  'x-ratelimit-reset': String(reset),
})

/** What is published, as its readers see it. */
const seenPost = (post: Post, state: RedditState): Seen => ({
  remoteId: `t3_${post.id}`,
  text: post.text,
  replyTo: null,
  media: post.assets.map((id) => ({ alt: '', mime: state.assets.get(id)?.mime ?? '' })),
  poll: post.poll && { options: post.poll.options, multiple: false },
  publishedAt: post.createdAt,
})

const seenComment = (comment: Comment): Seen => ({
  remoteId: `t1_${comment.id}`,
  text: comment.body,
  replyTo: `t3_${comment.post}`,
  media: [],
  poll: null,
  publishedAt: comment.createdAt,
})
