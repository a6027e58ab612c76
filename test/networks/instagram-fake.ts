import sharp from 'sharp'
import type { Bed, Disturbance, Mode } from '../../src/networks/kit/bed.ts'
import type { Media } from '../../src/networks/kit/content.ts'
import { fetchedFrom, inMemory } from '../../src/networks/kit/in-memory.ts'
import { descriptionAt } from './contract.ts'
import { readGraph } from './descriptions/graph.ts'
import { memoryShelf } from './feed/bed.ts'
import { frameOf, type Reply, type Request } from './frame.ts'
import { wrong } from './instagram/errors.ts'
import { createGraph } from './instagram/routes.ts'
import { day, InstagramState, seenOf } from './instagram/state.ts'

const folder = descriptionAt('facebook')
const graph = 'https://graph.instagram.com'
const signIn = 'https://api.instagram.com'

/** What Meta's pages on the sign-in at Instagram name and its description, which is that of Facebook's, lacks. */
const gaps = {
  fields: { IGUser: ['user_id', 'account_type'] },
  // Since 2026-06-22, which is after the description.
  params: { 'IGUser POST media': ['is_ai_generated'] },
  edges: {
    IGUser: [
      {
        ...{ method: 'POST', endpoint: 'subscribed_apps', return: 'Object' },
        params: [
          {
            ...{ name: 'subscribed_fields', required: true },
            // Which fields there are, the description does say.
            type: 'list<iggraphusersubscribed_apps_subscribed_fields_enum_param>',
          },
        ],
      },
      { method: 'DELETE', endpoint: 'subscribed_apps', return: 'Object', params: [] },
    ],
  },
}

/** Instagram on loopback: professional accounts, containers, what is published from them, and trouble on demand. */
export function instagramFake() {
  const state = new InstagramState()
  const answerTo = createGraph(state)
  const app = { id: 'app', values: { clientId: '990602627938098', clientSecret: 'a1b2C3D4e5f6' } }
  const shelves = new Map<string, Parameters<typeof memoryShelf>[0]>()
  const asked: { method: string; path: string; fields: Record<string, unknown> }[] = []
  let next: Reply[] = []
  let jpeg = Buffer.alloc(0)
  let pictures = 0

  const frame = frameOf({
    origins: [graph, signIn],
    kindOf: ({ method, path }) => {
      if (/\/(media_publish|comments)$/.test(path) && method === 'POST') return 'publish'
      return /\/media$/.test(path) && method === 'POST' ? 'upload' : 'read'
    },
    say: (request) => {
      asked.push(request)
      const told = next.shift()
      if (told) return told
      if (request.origin === signIn) return tokenFor(request)
      if (/^\/(refresh_)?access_token$/.test(request.path)) return longLived(request)
      return answerTo(request)
    },
    refusal: wrong(36_004, 2_207_010, 'The caption was too long.'),
    limited: (seconds) =>
      wrong(4, undefined, 'Application request limit reached', {
        status: 403,
        headers: { 'retry-after': String(seconds) },
      }),
    broken: wrong(1, undefined, 'An unknown error has occurred.', { status: 500 }),
    down: wrong(2, undefined, 'Service temporarily unavailable', { status: 503 }),
    description: folder ? readGraph(folder, ['IGUser', 'IGMedia', 'IGComment'], gaps) : null,
    nodeOf: ({ path }) => {
      const id = path.split('/')[2] ?? ''
      if (id === 'me' || state.users.has(id)) return 'IGUser'
      return 'IGMedia'
    },
    undescribed: ({ origin, path }) =>
      origin !== graph ||
      /^\/(refresh_)?access_token$/.test(path) ||
      state.containers.has(path.split('/')[2] ?? ''),
  })

  function tokenFor({ fields }: Request): Reply {
    const { client_id, client_secret, code, grant_type } = fields
    const given = state.codes.get(String(code))
    const ours = client_id === app.values.clientId && client_secret === app.values.clientSecret
    if (!ours || grant_type !== 'authorization_code' || !given)
      return {
        status: 400,
        body: { error_type: 'OAuthException', code: 400, error_message: 'Matching code was not found' },
      }
    state.codes.delete(String(code))
    const token = state.addToken(given.user, 'short', given.permissions)
    const user_id = Number(`9${given.user.id.slice(1)}`)
    return {
      status: 200,
      body: { data: [{ access_token: token.value, user_id, permissions: given.permissions.join(',') }] },
    }
  }

  /** A short token is exchanged by who has the secret; a long one asks for its successor, from its second day to its last. */
  function longLived({ path, query }: Request): Reply {
    const held = state.holderOf(query.get('access_token') ?? '')
    if (!held) return wrong(190, undefined, 'Invalid OAuth access token')
    const { user, token } = held
    if (token.gone !== null) return wrong(190, token.gone, 'Error validating access token')
    if (token.endsAt <= state.clock()) return wrong(190, 463, 'Session has expired')
    const renews = path === '/refresh_access_token'
    const right = renews
      ? query.get('grant_type') === 'ig_refresh_token' && token.kind === 'long'
      : query.get('grant_type') === 'ig_exchange_token' &&
        token.kind === 'short' &&
        query.get('client_secret') === app.values.clientSecret
    if (!right || (renews && state.clock() - token.bornAt < day))
      return wrong(100, undefined, 'The token cannot be exchanged.')
    const fresh = state.addToken(user, 'long', token.permissions)
    return {
      status: 200,
      body: {
        access_token: fresh.value,
        token_type: 'bearer',
        expires_in: (fresh.endsAt - state.clock()) / 1000,
      },
    }
  }

  /** A picture as it leaves this house: a JPEG, each with bytes of its own. */
  function picture(of?: Media): Media {
    const id = `picture-${++pictures}`
    const bytes = Buffer.concat([jpeg, Buffer.from(id)])
    const facts = { id, digest: id, width: 12, height: 8, durationMs: null, alt: '' }
    return { ...facts, ...of, kind: 'image', mime: 'image/jpeg', bytes: bytes.length, ...inMemory(bytes) }
  }

  const isPng = (media: Media): boolean => fetchedFrom(media.address())?.[0] === 0x89

  const bed = {
    ...frame,
    start: async (now) => {
      state.now = now
      const shade = { r: 200, g: 120, b: 40 }
      jpeg = await sharp({ create: { width: 12, height: 8, channels: 3, background: shade } })
        .jpeg()
        .toBuffer()
      await frame.start()
    },
    mode: (mode: Mode, how: Disturbance = {}) => {
      next = []
      frame.mode(mode, how)
    },
    consent: (url) => {
      const user = state.addUser()
      const permissions = new URL(url).searchParams.get('scope')?.split(',') ?? []
      state.codes.set(user.id, { user, permissions })
      return {
        query: { code: user.id, state: new URL(url).searchParams.get('state') ?? '' },
        remoteId: user.id,
      }
    },
    app: () => app,
    join: async () => {
      const user = state.addUser()
      const token = state.addToken(user, 'long')
      // Signed in twenty days ago: old enough to be made new, and not near its end.
      token.bornAt -= 20 * day
      token.endsAt -= 20 * day
      return {
        remoteId: user.id,
        handle: `@${user.username}`,
        name: user.name,
        avatarUrl: 'https://scontent.cdninstagram.com/bells.jpg',
        profileUrl: `https://www.instagram.com/${user.username}`,
        server: graph,
        credential: {
          access: token.value,
          refresh: null,
          accessEndsAt: new Date(token.endsAt).toISOString(),
          refreshEndsAt: null,
        },
        expiresAt: new Date(token.endsAt),
        limits: {},
      }
    },
    content: (plain) => ({
      ...plain,
      parts: plain.parts.map((part) => ({
        ...part,
        media:
          part.media.length === 0
            ? [picture()]
            : part.media.map((one) =>
                one.kind === 'video' ? one : isPng(one) ? picture(one) : { ...one, mime: 'image/jpeg' },
              ),
      })),
    }),
    skew: (ms) => {
      state.skew = ms
    },
    expire: (remoteId, what) => state.expire(remoteId, what),
    secrets: (remoteId) => [
      app.values.clientSecret,
      ...(state.users.get(remoteId)?.tokens ?? []).map(({ value }) => value),
    ],
    published: async (remoteId) => state.seen(remoteId),
    native: async (remoteId, text) => seenOf(state.native(remoteId, text)),
    count: (postId, numbers) => {
      Object.assign(state.media.find(({ id }) => id === postId)?.numbers ?? {}, numbers)
    },
    countAccount: (remoteId, numbers) => {
      Object.assign(state.users.get(remoteId)?.numbers ?? {}, numbers)
    },
    shelf: ({ remoteId }) => {
      const kept = shelves.get(remoteId) ?? { documents: new Map(), files: new Map() }
      shelves.set(remoteId, kept)
      return memoryShelf(kept, remoteId, state.now, async (_, work) => work())
    },
    cannot: {
      expired:
        'a token that has ended cannot be made new, it must ask while it lives: connect.test.ts asks that instead',
    },
  } satisfies Bed

  return {
    ...bed,
    state,
    asked,
    picture,
    /** The next requests are not done, and answered so. */
    say: (...answers: Reply[]) => {
      next = answers
    },
  }
}
