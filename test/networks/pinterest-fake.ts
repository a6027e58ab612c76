import type { Bed, Seen } from '../../src/networks/kit/bed.ts'
import type { Content, Media } from '../../src/networks/kit/content.ts'
import { inMemory } from '../../src/networks/kit/in-memory.ts'
import type { Account } from '../../src/networks/kit/network.ts'
import { descriptionAt } from './contract.ts'
import { readOpenApi } from './descriptions/openapi.ts'
import { type Keeping, memoryShelf } from './feed/bed.ts'
import { frameOf, type Request } from './frame.ts'
import { upload, uploads } from './pinterest/films.ts'
import { answer } from './pinterest/routes.ts'
import { allScopes, type Member, type Pin, PinterestState } from './pinterest/state.ts'
import { signInPage, tokens } from './pinterest/tokens.ts'

const api = 'https://api.pinterest.com'
const sandbox = 'https://api-sandbox.pinterest.com'
const site = 'https://www.pinterest.com'

const description = descriptionAt('pinterest-v5.openapi.yaml')

/** The description names it in its prose and not among the fields. */
const gaps = { properties: { 'POST /oauth/token': ['continuous_refresh'] } }

/** Pinterest on loopback: accounts with boards, pins that stay, films that take their time, and trouble on demand. */
export function pinterestFake() {
  const state = new PinterestState()
  const described = description ? readOpenApi(description, gaps) : null
  const frame = frameOf({
    origins: [api, sandbox, site, uploads],
    kindOf({ method, path, origin }) {
      if (origin === site) return null
      if (origin === uploads || path.startsWith('/v5/media')) return method === 'POST' ? 'upload' : 'read'
      if (path.startsWith('/v5/oauth')) return 'read'
      return method === 'GET' ? 'read' : 'publish'
    },
    say(request) {
      if (request.origin === uploads) return upload(state, request)
      if (request.origin === site) return signInPage(state, request)
      if (request.path === '/v5/oauth/token') return tokens(state, request)
      const { remaining, reset } = state.window
      const told = { 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset }
      return { ...answer(state, request), headers: told }
    },
    refusal: { status: 400, body: { code: 1, message: 'Invalid request: the pin is refused' } },
    limited: (seconds) => ({
      status: 429,
      headers: { 'retry-after': String(seconds) },
      body: { code: 8, message: 'You have exceeded your rate limit. Try again later.' },
    }),
    broken: { status: 500, body: { code: 500, message: 'Something went wrong.' } },
    down: { status: 503, body: { code: 503, message: 'The service is not available.' } },
    // Its paths are told below `/v5`.
    description: described && {
      operations: described.operations,
      find: (exchange) => described.find({ ...exchange, path: exchange.path.replace(/^\/v5/, '') }),
    },
    undescribed: ({ origin }: Request) => origin === site || origin === uploads,
  })
  const shelves = new Map<string, Keeping>()
  const shelf = ({ remoteId }: Account) => {
    const kept = shelves.get(remoteId) ?? { documents: new Map(), files: new Map() }
    shelves.set(remoteId, kept)
    return memoryShelf(kept, remoteId, state.now, async (_, work) => work())
  }
  const memberBy = (remoteId: string): Member | undefined => state.members.get(remoteId)

  const bed = {
    ...frame,
    start: async (now: () => Date) => {
      state.now = now
      await frame.start()
    },
    join: async () => {
      const member = state.addMember()
      const { access, refresh } = state.give(member, allScopes)
      const at = (days: number) => new Date(state.now().getTime() + days * 86_400_000)
      return {
        remoteId: member.id,
        handle: `@${member.username}`,
        name: member.name,
        avatarUrl: `https://i.pinimg.com/avatars/${member.id}.jpg`,
        profileUrl: `${site}/${member.username}/`,
        server: api,
        credential: {
          access,
          refresh,
          accessEndsAt: at(30).toISOString(),
          refreshEndsAt: at(60).toISOString(),
        },
        expiresAt: at(60),
        limits: {
          choices: {
            board: state.boards
              .filter(({ owner }) => owner === member.id)
              .map(({ id, name }) => ({ value: id, label: name })),
          },
        },
      }
    },
    consent: (url) => {
      const asked = new URL(url).searchParams
      const { id } = state.addMember()
      const redirect = asked.get('redirect_uri') ?? ''
      state.codes.set(id, { memberId: id, redirect, scopes: asked.get('scope')?.split(',') ?? [] })
      return { query: { code: id, state: asked.get('state') ?? '' }, remoteId: id }
    },
    app: () => ({ id: 'app', values: { ...state.app } }),
    content: (plain: Content): Content => ({
      ...plain,
      parts: plain.parts.map((part) => (part.media.length > 0 ? part : { ...part, media: [dot] })),
    }),
    skew: (ms: number) => {
      state.skew = ms
    },
    expire: (remoteId: string, what: 'access' | 'all') => {
      const member = memberBy(remoteId)
      member?.access.clear()
      if (what === 'all') member?.refresh.clear()
    },
    secrets: (remoteId: string) => [...(memberBy(remoteId)?.secrets ?? []), state.app.clientSecret],
    published: async (remoteId: string): Promise<Seen[]> =>
      state.pins.filter(({ owner }) => owner === remoteId).map(seen),
    native: async (remoteId: string, text: string): Promise<Seen> => {
      const board = state.boards.find(({ owner }) => owner === remoteId)
      return seen(
        state.addPin({
          owner: remoteId,
          board: board?.id ?? '',
          section: null,
          title: null,
          description: text,
          link: null,
          alt: null,
          parent: null,
          shown: { type: 'image', pictures: [{ mime: 'image/jpeg', digest: '' }] },
        }),
      )
    },
    // Only a film has views: a pin that is given some becomes one.
    count: (postId, numbers) => {
      const pin = state.pins.find(({ id }) => id === postId)
      if (!pin) return
      if (typeof numbers.views === 'number') pin.shown = { type: 'video', mediaId: '1', cover: 'second' }
      Object.assign(pin.counts, numbers)
    },
    countAccount: (remoteId, numbers) => {
      Object.assign(memberBy(remoteId)?.counts ?? {}, numbers)
    },
    shelf,
    cannot: {
      'upload cut off': 'pictures travel within the request that makes the pin',
    },
  } satisfies Bed

  return { ...bed, state }
}

/** What is published, as its readers see it. Pinterest keeps whole seconds. */
function seen(pin: Pin): Seen {
  const { shown, alt } = pin
  // A pin has one description for its pictures; they stand in it line by line.
  const alts = (alt ?? '').split('\n')
  return {
    remoteId: pin.id,
    text: pin.description ?? '',
    replyTo: null,
    media:
      shown.type === 'video'
        ? [{ alt: alt ?? '', mime: 'video/mp4' }]
        : shown.pictures.map(({ mime }, n) => ({ alt: alts[n] ?? '', mime })),
    publishedAt: new Date(Math.floor(pin.createdAt.getTime() / 1000) * 1000),
  }
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The smallest picture, for contents that have none: here every one needs one. */
const dot: Media = {
  id: '00000000-0000-4000-8000-000000000001',
  digest: 'dot',
  kind: 'image',
  mime: 'image/png',
  bytes: png.length,
  width: 1,
  height: 1,
  durationMs: null,
  alt: '',
  ...inMemory(png),
}
