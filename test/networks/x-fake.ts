import type { Bed, Seen } from '../../src/networks/kit/bed.ts'
import type { Joined } from '../../src/networks/kit/network.ts'
import { descriptionAt } from './contract.ts'
import { readOpenApi } from './descriptions/openapi.ts'
import { memoryShelf } from './feed/bed.ts'
import { frameOf, type Reply, type Request } from './frame.ts'
import { hooks } from './x/hooks.ts'
import { uploads } from './x/media.ts'
import { createPost, deletePost, duplicate, problem } from './x/posting.ts'
import { reading } from './x/reading.ts'
import { accessMs, type XPost, XState, type XUser } from './x/state.ts'

const api = 'https://api.x.com'
const file = descriptionAt('x-xdk-latest.openapi.json')

/** X's interface on loopback: accounts, posts that stay, uploads that take their time, and trouble on demand. */
export function xFake() {
  const state = new XState()
  const media = uploads(state)
  const read = reading(state)
  const telling = hooks(state)

  const frame = frameOf({
    origins: [api],
    kindOf: ({ method, path }) => {
      if (path.startsWith('/2/media/')) return method === 'GET' ? 'read' : 'upload'
      return path.startsWith('/2/tweets') && method !== 'GET' ? 'publish' : 'read'
    },
    say,
    refusal: duplicate,
    limited: (seconds) => ({
      ...problem(429, 'Too Many Requests', 'Too Many Requests'),
      headers: { 'retry-after': String(seconds) },
    }),
    broken: problem(500, 'Internal Server Error', 'Something went wrong.'),
    down: problem(503, 'Service Unavailable', 'Service Unavailable'),
    // Both are in the description of X's own documentation (2.167), which is newer than the one that may be kept here.
    description: file
      ? readOpenApi(file, {
          properties: { 'POST /2/tweets': ['paid_partnership', 'made_with_ai'] },
          shapes: { 'POST /2/activity/subscriptions': olderEvents },
        })
      : null,
    undescribed: ({ path }) => /^\/(2\/)?oauth2\//.test(path),
  })

  function say(request: Request): Reply | Promise<Reply> {
    const { method, path, headers } = request
    if (path.startsWith('/2/oauth2/')) return signIn(request)
    if (path === '/oauth2/token') return telling.token(request)
    if (telling.isOurs(request)) return telling.say(request)
    const user = state.byAccess((headers.authorization ?? '').replace(/^Bearer /, ''))
    if (!user) return problem(401, 'Unauthorized', 'Unauthorized')
    const route = `${method} ${path.replace(/\d{5,}/, ':id')}`
    const id = /\d{5,}/.exec(path)?.[0] ?? ''
    return routes[route]?.(user, id, request) ?? problem(404, 'Not Found', 'There is no such operation.')
  }

  const routes: Record<string, (user: XUser, id: string, request: Request) => Reply | Promise<Reply>> = {
    'POST /2/tweets': (user, _, request) => createPost(state, user, request),
    'DELETE /2/tweets/:id': (user, id) => deletePost(state, user, id),
    'GET /2/tweets': (user, _, request) => read.byIds(user, request),
    'GET /2/tweets/search/recent': (user, _, request) => read.search(user, request),
    'GET /2/tweets/:id/liking_users': (_, id, request) => read.who(id, 'likes', request),
    'GET /2/tweets/:id/retweeted_by': (_, id, request) => read.who(id, 'reposts', request),
    'GET /2/users/:id/tweets': (user, id, request) => read.timeline(user, id, request),
    'GET /2/users/me': (user, _, request) => read.me(user, request),
    'GET /2/users/search': (_user, _, request) => read.searchUsers(request),
    'GET /2/users/by': (_user, _, request) => read.byNames(request),
    'POST /2/media/upload': (user, _, request) => media.whole(user, request),
    'GET /2/media/upload': (user, _, request) => media.status(user, request),
    'POST /2/media/upload/initialize': (user, _, request) => media.initialize(user, request),
    'POST /2/media/upload/:id/append': (user, id, request) => media.append(user, id, request),
    'POST /2/media/upload/:id/finalize': (user, id) => media.finalize(user, id),
    'POST /2/media/subtitles': (user, _, request) => media.subtitle(user, request),
    'POST /2/media/metadata': (user, _, request) => media.describe(user, request),
  }

  function signIn({ path, headers, fields }: Request): Reply {
    const { clientId, clientSecret } = state.app
    const proof = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    if (headers.authorization !== proof)
      return {
        status: 401,
        body: { error: 'unauthorized_client', error_description: 'Missing valid authorization header' },
      }
    if (path === '/2/oauth2/revoke') {
      for (const user of state.users.values()) {
        user.access.delete(String(fields.token))
        user.refresh.delete(String(fields.token))
      }
      return { status: 200, body: { revoked: true } }
    }
    const redeemed =
      fields.grant_type === 'authorization_code'
        ? state.redeem(String(fields.code), String(fields.code_verifier), String(fields.redirect_uri))
        : null
    const user = redeemed?.user ?? state.byRefresh(String(fields.refresh_token))
    if (!user)
      return {
        status: 400,
        body: { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
      }
    const { access, refresh } = state.issue(user)
    return {
      status: 200,
      body: {
        token_type: 'bearer',
        expires_in: accessMs / 1000,
        access_token: access,
        refresh_token: refresh,
        scope: redeemed?.scope ?? 'tweet.read tweet.write users.read media.write offline.access like.read',
      },
    }
  }

  const seen = (post: XPost): Seen => ({
    remoteId: post.id,
    text: post.text,
    replyTo: post.replyTo,
    media: post.mediaIds.flatMap((id) => {
      const upload = state.uploads.get(id)
      return upload ? [{ alt: upload.alt, mime: upload.mime }] : []
    }),
    poll: post.poll && { options: post.poll.options, multiple: false },
    publishedAt: post.at,
  })

  const shelves = new Map<string, Parameters<typeof memoryShelf>[0]>()
  const names = ['Anna', 'Boris', 'Chai', 'Dung']
  let joined = 0

  const bed = {
    hosts: frame.hosts,
    doors: frame.doors,
    stop: frame.stop,
    mode: frame.mode,
    start: async (now) => {
      state.now = now
      await frame.start()
    },
    consent: (url) => {
      const user = state.addUser('Bell foundry')
      return { query: state.allow(user, url), remoteId: user.id }
    },
    app: () => ({ id: 'app', values: state.app }),
    join: async (): Promise<Joined> => {
      const user = state.addUser(names[joined++ % names.length] ?? 'Anna')
      const { access, refresh, endsAt } = state.issue(user)
      return {
        remoteId: user.id,
        handle: `@${user.username}`,
        name: user.name,
        avatarUrl: null,
        profileUrl: `https://x.com/${user.username}`,
        server: api,
        credential: { access, refresh, accessEndsAt: endsAt.toISOString(), refreshEndsAt: null },
        expiresAt: null,
        limits: {},
      }
    },
    skew: (ms) => {
      state.skew = ms
    },
    expire: (remoteId, what) => {
      const user = state.users.get(remoteId)
      user?.access.clear()
      if (what === 'all') user?.refresh.clear()
    },
    secrets: (remoteId) => [state.app.clientSecret, ...(state.users.get(remoteId)?.secrets ?? [])],
    published: async (remoteId) => state.of(remoteId).map(seen),
    native: async (remoteId, text) => seen(state.add({ authorId: remoteId, text })),
    answer: async (remoteId, parentId, text) =>
      seen(state.add({ authorId: remoteId, text, replyTo: parentId })),
    count: (postId, numbers) => {
      Object.assign(state.post(postId)?.counts ?? {}, numbers)
    },
    countAccount: (remoteId, numbers) => {
      Object.assign(state.users.get(remoteId)?.counts ?? {}, numbers)
    },
    shelf: ({ remoteId }) => {
      const kept = shelves.get(remoteId) ?? { documents: new Map(), files: new Map() }
      shelves.set(remoteId, kept)
      return memoryShelf(kept, remoteId, state.now, async (_, work) => work())
    },
    cannot: {
      edit: 'X takes edits from accounts with Premium alone, and the accounts of the suite have none; its own tests ask it',
    },
  } satisfies Bed

  return { ...bed, state, telling: telling.told, contract: frame.contract }
}

/** The documentation tells of posts too (2.167), the description that may be kept here of profiles alone. */
const olderEvents = (body: Record<string, unknown>): Record<string, unknown> =>
  /^post\./.test(String(body.event_type)) ? { ...body, event_type: 'profile.update.bio' } : body
