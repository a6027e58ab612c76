import sharp from 'sharp'
import type { Bed } from '../../src/networks/kit/bed.ts'
import type { Content, Media } from '../../src/networks/kit/content.ts'
import { fetchedFrom, inMemory } from '../../src/networks/kit/in-memory.ts'
import type { Description } from './contract.ts'
import { describeOpenApi } from './descriptions/openapi.ts'
import { tiktokDescription } from './descriptions/tiktok.ts'
import { type Keeping, memoryShelf } from './feed/bed.ts'
import { frameOf, type Kind, type Reply, type Request } from './frame.ts'
import { createPosting } from './tiktok/posting.ts'
import { createReading } from './tiktok/reading.ts'
import { refused } from './tiktok/says.ts'
import { allScopes, seenOf, TiktokState, type TiktokUser } from './tiktok/state.ts'
import { createTokens, type Holder } from './tiktok/tokens.ts'

const api = 'https://open.tiktokapis.com'
const uploads = 'https://open-upload.tiktokapis.com'

/** The bytes of a film are no JSON, and nothing is said of them. */
function description(): Description {
  const { operations, find } = describeOpenApi(tiktokDescription)
  return {
    operations,
    find: (exchange) => {
      const found = find(exchange)
      if (!found || exchange.method !== 'PUT') return found
      return { ...found, request: (one) => found.request({ ...one, body: undefined }) }
    },
  }
}

const levels = [
  { value: 'PUBLIC_TO_EVERYONE', label: 'Everyone' },
  { value: 'FOLLOWER_OF_CREATOR', label: 'Followers' },
  { value: 'MUTUAL_FOLLOW_FRIENDS', label: 'Friends: followers that the account follows back' },
  { value: 'SELF_ONLY', label: 'Only you' },
]

/** TikTok on loopback: accounts, films that go up in pieces, photos that it fetches, drafts, and trouble on demand. */
export function tiktokFake() {
  const state = new TiktokState()
  const app = {
    id: 'app',
    values: {
      clientId: 'awk1b2c3d4e5f6g7',
      clientSecret: 'app-secret-of-tiktok',
      audited: 'yes',
      rights: 'all',
    },
  }
  const tokens = createTokens(state, app.values)
  const posting = createPosting(state)
  const reading = createReading(state)
  const asked: { method: string; path: string; fields: Record<string, unknown>; range: string | null }[] = []
  let next: Reply[] = []
  let jpeg = Buffer.alloc(0)
  let files = 0

  type Route = { scopes: string[]; say: (request: Request, holder: Holder) => Reply | Promise<Reply> }
  const publishes = ['video.publish', 'video.upload']
  const routes: Record<string, Route> = {
    'GET /v2/user/info/': { scopes: ['user.info.basic'], say: reading.user },
    'POST /v2/post/publish/creator_info/query/': { scopes: ['video.publish'], say: posting.creator },
    'POST /v2/post/publish/video/init/': {
      scopes: ['video.publish'],
      say: (request, holder) => posting.begin(request, holder, false),
    },
    'POST /v2/post/publish/inbox/video/init/': {
      scopes: ['video.upload'],
      say: (request, holder) => posting.begin(request, holder, true),
    },
    'POST /v2/post/publish/content/init/': { scopes: publishes, say: posting.photos },
    'POST /v2/post/publish/status/fetch/': { scopes: publishes, say: posting.status },
    'POST /v2/video/list/': { scopes: ['video.list'], say: reading.list },
    'POST /v2/video/query/': { scopes: ['video.list'], say: reading.byIds },
  }

  function say(request: Request): Reply | Promise<Reply> {
    const { method, path, fields, headers, origin } = request
    const range = headers['content-range']
    asked.push({ method, path, fields, range: typeof range === 'string' ? range : null })
    const told = next.shift()
    if (told) return told
    if (origin === uploads) return posting.take(request)
    if (path === '/v2/oauth/token/') return tokens.token(request)
    const holder = tokens.holder(request)
    if (!holder) return refused('access_token_invalid')
    const route = routes[`${method} ${path}`]
    if (!route) return refused('invalid_params', 404)
    if (!route.scopes.some((scope) => holder.scopes.includes(scope))) return refused('scope_not_authorized')
    return route.say(request, holder)
  }

  /** What makes a post: the last piece of a film, and the request for photos. */
  function kindOf({ path, origin, headers }: Request): Exclude<Kind, 'all'> | null {
    if (origin === uploads) {
      const [, to, of] = /-(\d+)\/(\d+)$/.exec(String(headers['content-range'])) ?? []
      return Number(to) + 1 === Number(of) ? 'publish' : 'upload'
    }
    if (path.endsWith('/content/init/')) return 'publish'
    return path.endsWith('/video/init/') ? 'upload' : 'read'
  }

  const frame = frameOf({
    origins: [api, uploads],
    kindOf,
    say,
    refusal: refused('invalid_param'),
    limited: (seconds) => ({
      ...refused('rate_limit_exceeded'),
      headers: { 'retry-after': String(seconds) },
    }),
    broken: refused('internal_error'),
    down: refused('internal_error', 503),
    description: description(),
  })

  const shelves = new Map<string, Keeping>()

  function joined(user: TiktokUser, scopes: string[] = allScopes) {
    const { access, refresh } = state.issue(user, scopes)
    const soon = (ms: number) => new Date(state.now().getTime() + ms)
    const offered = state.levelsOf(user).filter((level) => state.audited || level === 'SELF_ONLY')
    const without = [
      ...(user.commentsOff ? ['allowComments'] : []),
      ...(user.duetOff || user.isPrivate ? ['allowDuet'] : []),
      ...(user.isPrivate ? ['allowStitch'] : []),
    ]
    const privacy = levels.filter(({ value }) => offered.includes(value))
    return {
      remoteId: user.openId,
      handle: `@${user.username}`,
      name: user.displayName,
      avatarUrl: 'https://p16.tiktokcdn.com/a.jpeg',
      profileUrl: `https://www.tiktok.com/@${user.username}`,
      server: 'https://www.tiktok.com',
      credential: {
        access,
        refresh,
        accessEndsAt: soon(86_400_000).toISOString(),
        refreshEndsAt: soon(31_536_000_000).toISOString(),
        scopes,
      },
      expiresAt: soon(31_536_000_000),
      limits: scopes.includes('video.publish')
        ? {
            videos: { maxSeconds: Math.min(600, user.longest) },
            choices: { privacy },
            ...(without.length > 0 && { without }),
          }
        : { choices: { privacy: [] } },
    }
  }

  /** A photo as it leaves this house: a JPEG, each with bytes of its own. What is no picture stays none. */
  function photo(of?: Media): Media {
    const id = `photo-${++files}`
    const there = of && fetchedFrom(of.address())
    const bytes = there && there[0] !== 0x89 ? there : Buffer.concat([jpeg, Buffer.from(id)])
    const facts = { id, digest: id, width: 1080, height: 1920, durationMs: null, alt: '' }
    return { ...facts, ...of, kind: 'image', mime: 'image/jpeg', bytes: bytes.length, ...inMemory(bytes) }
  }

  /** What has no media gets a film, or a photo where a film would have too many words. */
  const content = (plain: Content): Content => ({
    ...plain,
    options: { kind: 'post', privacy: 'PUBLIC_TO_EVERYONE', ...plain.options },
    parts: plain.parts.map((part) => ({
      ...part,
      media:
        part.media.length > 0
          ? part.media.map((one) => (one.kind === 'video' ? one : photo(one)))
          : [part.text.length > 2200 ? photo() : film()],
    })),
  })

  const bed = {
    ...frame,
    start: async (now: () => Date) => {
      state.now = now
      const shade = { r: 20, g: 20, b: 40 }
      jpeg = await sharp({ create: { width: 12, height: 8, channels: 3, background: shade } })
        .jpeg()
        .toBuffer()
      await frame.start()
    },
    mode: (...how: Parameters<typeof frame.mode>) => {
      next = []
      frame.mode(...how)
    },
    app: () => app,
    join: async () => joined(state.addUser()),
    consent: (url) => {
      const user = state.addUser()
      return { query: state.allow(user, url), remoteId: user.openId }
    },
    content,
    skew: (ms: number) => {
      state.skew = ms
    },
    expire: (remoteId, what) => state.expire(remoteId, what),
    secrets: (remoteId) => [app.values.clientSecret, ...(state.users.get(remoteId)?.secrets ?? [])],
    published: async (remoteId) => state.ofUser(remoteId).map(seenOf),
    native: async (remoteId, text) => seenOf(state.native(remoteId, text)),
    count: (postId, numbers) => {
      const post = state.posts.find(({ id }) => id === postId.replace('photo/', ''))
      if (post) post.counts = { ...post.counts, ...numbers }
    },
    countAccount: (remoteId, numbers) => {
      const user = state.users.get(remoteId)
      if (user) user.counts = { ...user.counts, ...numbers }
    },
    shelf: ({ remoteId }) => {
      const kept = shelves.get(remoteId) ?? { documents: new Map(), files: new Map() }
      shelves.set(remoteId, kept)
      return memoryShelf(kept, remoteId, state.now, async (_, work) => work())
    },
    cannot: {
      'upload cut off':
        'photos are fetched by TikTok itself, and none go up: upload.test.ts asks the same of a film in pieces',
    },
  } satisfies Bed

  return {
    ...bed,
    state,
    appValues: app.values,
    asked,
    joined,
    photo,
    /** The next requests are not done, and answered so. */
    say: (...answers: Reply[]) => {
      next = answers
    },
  }
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
    width: 1080,
    height: 1920,
    durationMs: 12_000,
    alt: '',
    ...inMemory(bytes),
    ...rest,
  }
}
