import type { Bed, Seen } from '../../src/networks/kit/bed.ts'
import type { Content, Media } from '../../src/networks/kit/content.ts'
import { inMemory } from '../../src/networks/kit/in-memory.ts'
import { describeOpenApi } from './descriptions/openapi.ts'
import { snapchatDescription } from './descriptions/snapchat.ts'
import { type Keeping, memoryShelf } from './feed/bed.ts'
import { frameOf } from './frame.ts'
import { answer } from './snapchat/routes.ts'
import { wrong } from './snapchat/say.ts'
import { signInPage, tokens } from './snapchat/signing.ts'
import { type Snap, SnapchatState } from './snapchat/state.ts'

const api = 'https://businessapi.snapchat.com'
const ads = 'https://adsapi.snapchat.com'
const accounts = 'https://accounts.snapchat.com'

/** Snapchat on loopback: people with public profiles, locked files that are opened, posts that stay, and trouble on demand. */
export function snapchatFake() {
  const state = new SnapchatState()
  const frame = frameOf({
    origins: [api, ads, accounts],
    kindOf({ path, method, origin }) {
      if (origin === accounts) return path.endsWith('/authorize') ? null : 'read'
      if (method === 'GET') return 'read'
      return /\/(media|multipart-upload)$/.test(path) ? 'upload' : 'publish'
    },
    say(request) {
      if (request.path === '/login/oauth2/authorize') return signInPage(state, request)
      if (request.path === '/login/oauth2/access_token') return tokens(state, request)
      return answer(state, request)
    },
    refusal: wrong(400, 'INVALID_REQUEST'),
    limited: (seconds) => ({
      ...wrong(429, 'RATE_LIMITED'),
      headers: { 'retry-after': String(seconds) },
    }),
    broken: wrong(500, 'INTERNAL_ERROR'),
    down: wrong(503, 'UNAVAILABLE'),
    description: describeOpenApi(snapchatDescription),
    undescribed: ({ path }) => path === '/login/oauth2/authorize',
  })
  const shelves = new Map<string, Keeping>()
  const personOf = (profileId: string) => state.people.get(state.profiles.get(profileId)?.owner ?? '')

  const bed = {
    ...frame,
    start: async (now: () => Date) => {
      state.now = now
      await frame.start()
    },
    join: async () => {
      const person = state.addPerson()
      const profile = state.addProfile(person)
      const { access, refresh } = state.give(person)
      return {
        remoteId: profile.id,
        handle: `@${profile.user}`,
        name: profile.name,
        avatarUrl: `https://cf-st.sc-cdn.net/${profile.id}/640.jpg`,
        profileUrl: `https://www.snapchat.com/@${profile.user}`,
        server: api,
        credential: {
          access,
          refresh,
          accessEndsAt: new Date(state.now().getTime() + 3_600_000).toISOString(),
          refreshEndsAt: null,
        },
        expiresAt: null,
        limits: {},
      }
    },
    consent: (url: string) => {
      const asked = new URL(url).searchParams
      const person = state.addPerson()
      const { id } = state.addProfile(person)
      const code = `code-${id}`
      const scopes = (asked.get('scope') ?? '').split(' ')
      state.codes.set(code, { person: person.id, redirect: asked.get('redirect_uri') ?? '', scopes })
      return { query: { code, state: asked.get('state') ?? '' }, remoteId: id }
    },
    app: () => ({ id: 'app', values: { ...state.app } }),
    // A Spotlight is a film; what shows a picture is kept as a saved story.
    content: (plain: Content): Content => {
      const parts = plain.parts.map((part) => (part.media.length > 0 ? part : { ...part, media: [film()] }))
      const pictured = parts.some(({ media }) => media.some(({ kind }) => kind === 'image'))
      return { ...plain, parts, options: { ...(pictured && { kind: 'saved' }), ...plain.options } }
    },
    skew: (ms: number) => {
      state.skew = ms
    },
    expire: (remoteId: string, what: 'access' | 'all') => {
      const person = personOf(remoteId)
      person?.access.clear()
      if (what === 'all') person?.refresh.clear()
    },
    secrets: (remoteId: string) => [...(personOf(remoteId)?.secrets ?? []), state.app.clientSecret],
    published: async (remoteId: string): Promise<Seen[]> =>
      state.snaps.filter(({ profile }) => profile === remoteId).map(seen),
    native: async (remoteId: string, text: string): Promise<Seen> =>
      seen(
        state.addSnap({
          profile: remoteId,
          kind: 'spotlight',
          text,
          locale: 'en_US',
          onProfile: true,
          mime: 'video/mp4',
        }),
      ),
    shelf: ({ remoteId }) => {
      const kept = shelves.get(remoteId) ?? { documents: new Map(), files: new Map() }
      shelves.set(remoteId, kept)
      return memoryShelf(kept, remoteId, state.now, async (_, work) => work())
    },
    count: (postId, numbers) => {
      Object.assign(state.snaps.find((snap) => idOf(snap) === postId)?.counts ?? {}, numbers)
    },
    countAccount: (remoteId, numbers) => {
      Object.assign(state.profiles.get(remoteId)?.counts ?? {}, numbers)
    },
  } satisfies Bed

  return { ...bed, state }
}

const kinds: Record<Snap['kind'], string> = { spotlight: 'spotlight', saved_story: 'saved', story: 'story' }
const idOf = ({ id, kind }: Snap): string => `${kinds[kind]}:${id}`

/** What is published, as whoever looks at it sees it. */
const seen = (snap: Snap): Seen => ({
  remoteId: idOf(snap),
  text: snap.text,
  replyTo: null,
  media: [{ alt: '', mime: snap.mime }],
  publishedAt: snap.at,
})

const head = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')

/** A film of so many bytes; that it is one is told by its head alone. */
export function film({ size = head.length, ...over }: Partial<Media> & { size?: number } = {}): Media {
  const bytes = Buffer.concat([head, Buffer.alloc(Math.max(0, size - head.length), 7)])
  return {
    id: '00000000-0000-4000-8000-000000000001',
    digest: 'film',
    kind: 'video',
    mime: 'video/mp4',
    bytes: bytes.length,
    width: 1080,
    height: 1920,
    durationMs: 12_000,
    alt: '',
    ...inMemory(bytes),
    ...over,
  }
}
