import type { Bed, Seen } from '../../src/networks/kit/bed.ts'
import type { Account, Joined } from '../../src/networks/kit/network.ts'
import { describeLinkedin } from './descriptions/linkedin.ts'
import { type Keeping, memoryShelf } from './feed/bed.ts'
import { frameOf, type Reply, type Request } from './frame.ts'
import { createRoutes } from './linkedin/routes.ts'
import { no } from './linkedin/says.ts'
import { isSigning, sign, whoAsks } from './linkedin/signing.ts'
import {
  app,
  LinkedinState,
  type Page,
  type Person,
  type Post,
  scopesOfNumbers,
  scopesOfPages,
  scopesOfPersons,
} from './linkedin/state.ts'

const api = 'https://api.linkedin.com'
const web = 'https://www.linkedin.com'

/** LinkedIn on loopback: sign-in, pages, persons, posts and files that stay, and trouble on demand. */
export function linkedinFake({ as = 'page' }: { as?: 'page' | 'person' } = {}) {
  const state = new LinkedinState()
  // Nobody may look at a person's post while LinkedIn works on it: there it is out or it is not.
  if (as === 'person') state.worksMs.posts = 0
  const { say, files } = createRoutes(state)

  const frame = frameOf({
    origins: [api, web],
    description: describeLinkedin(),
    undescribed: ({ origin }) => origin === web,
    kindOf,
    say: (request): Reply => {
      if (isSigning(request)) return sign(state, request)
      if (request.origin === web) return files.take(request, 'person' in whoAsks(state, request))
      return say(request)
    },
    refusal: no(400, 'ERROR :: /commentary :: is not valid', { code: 'INVALID_VALUE_FOR_FIELD' }),
    limited: (seconds) => ({
      ...no(429, 'Resource level throttle MEMBER limit for calls to this resource is reached.', {
        code: 'TOO_MANY_REQUESTS',
        number: 101,
      }),
      headers: { 'retry-after': String(seconds) },
    }),
    broken: no(500, 'Internal Server Error'),
    down: no(503, 'Service Unavailable'),
  })

  const shelves = new Map<string, Keeping>()
  const shelf = ({ remoteId }: Account) => {
    const kept = shelves.get(remoteId) ?? { documents: new Map(), files: new Map() }
    shelves.set(remoteId, kept)
    return memoryShelf(kept, remoteId, state.now, async (_, work) => work())
  }

  function joined(
    person: Person,
    profile: Omit<Joined, 'server' | 'credential' | 'expiresAt'>,
    scopes: string[],
  ): Joined {
    const { access, refresh, refreshEndsAt } = state.issue(person.id, scopes)
    const accessEndsAt = new Date(state.now().getTime() + 5_184_000_000)
    return {
      ...profile,
      server: api,
      credential: {
        access,
        refresh,
        accessEndsAt: accessEndsAt.toISOString(),
        refreshEndsAt: refresh ? refreshEndsAt.toISOString() : null,
        way: scopes.includes('openid') ? 'person' : 'pages',
        numbers: scopesOfNumbers.every((scope) => scopes.includes(scope)),
      },
      expiresAt: refresh ? refreshEndsAt : accessEndsAt,
    }
  }

  const joinPage = (person = state.addPerson(), page: Page = state.addPage(person)): Joined =>
    joined(
      person,
      {
        remoteId: `urn:li:organization:${page.id}`,
        handle: `@${page.vanity}`,
        name: page.name,
        avatarUrl: null,
        profileUrl: `${web}/company/${page.vanity}`,
        limits: {},
      },
      scopesOfPages,
    )

  const joinPerson = (person = state.addPerson(), scopes = scopesOfPersons): Joined =>
    joined(
      person,
      {
        remoteId: `urn:li:person:${person.id}`,
        handle: person.name,
        name: person.name,
        avatarUrl: `https://media.licdn.com/${person.id}.jpg`,
        profileUrl: web,
        limits: { choices: { visibility: [{ value: 'CONNECTIONS', label: 'Your connections alone' }] } },
      },
      scopes,
    )

  const bed = {
    ...frame,
    start: async (now) => {
      state.now = now
      await frame.start()
    },
    consent: (url) => {
      const person = state.addPerson()
      const { id } = state.addPage(person)
      return { query: state.allow(person, url), remoteId: `urn:li:organization:${id}` }
    },
    app: () => app,
    join: async () => (as === 'page' ? joinPage() : joinPerson()),
    skew: (ms) => {
      state.skew = ms
    },
    expire: (remoteId, what) => state.expire(remoteId, what),
    secrets: (remoteId) => [
      app.values.clientSecret,
      ...state.secrets.filter(({ owner }) => owner === state.holderOf(remoteId)).map(({ secret }) => secret),
    ],
    published: async (remoteId) =>
      state.posts
        .filter((post) => post.author === remoteId && state.lifecycleOf(post) === 'PUBLISHED')
        .flatMap((post) => [seenPost(post), ...seenComments(post)]),
    native: async (remoteId, text) => {
      const at = state.clock()
      const post: Post = {
        urn: `urn:li:share:${state.nextId()}`,
        author: remoteId,
        little: text.replace(/[|{}@[\]()<>#\\*_~]/g, '\\$&'),
        text,
        visibility: 'PUBLIC',
        noReshare: false,
        files: [],
        article: null,
        poll: null,
        at,
        editedAt: at,
        counts: {},
        likes: [],
      }
      state.posts.push(post)
      return seenPost(post)
    },
    count: (postId, numbers) => {
      const post = state.posts.find(({ urn }) => urn === postId)
      if (post) post.counts = { ...post.counts, ...numbers }
    },
    countAccount: (remoteId, { followers }) => {
      const page = state.pages.get(remoteId.split(':').at(-1) ?? '')
      if (page && followers !== undefined) page.followers = followers
    },
    shelf,
    cannot: {
      'two workers': 'it keeps no keys; the lease prevents two requests at once',
    },
  } satisfies Bed

  const seenPost = (post: Post): Seen => ({
    remoteId: post.urn,
    text: post.poll ? post.poll.question : post.text,
    replyTo: null,
    media: post.files.map(({ id, alt }) => ({ alt, mime: state.uploads.get(id)?.mime ?? '' })),
    poll: post.poll && { options: post.poll.options.map(({ text }) => text), multiple: false },
    publishedAt: post.at,
  })

  const seenComments = (post: Post): Seen[] =>
    state.comments
      .filter(({ postUrn, actor }) => postUrn === post.urn && actor === post.author)
      .map(({ id, text, at }) => ({
        remoteId: `urn:li:comment:(${post.urn},${id})`,
        text,
        replyTo: post.urn,
        media: [],
        publishedAt: at,
      }))

  return { ...bed, state, joinPage, joinPerson }
}

function kindOf(request: Request): 'publish' | 'upload' | 'read' | null {
  const { method, path, origin } = request
  if (isSigning(request)) return null
  if (origin === web || (method === 'POST' && /^\/rest\/(images|videos|documents)$/.test(path)))
    return 'upload'
  if (method === 'GET') return 'read'
  return method === 'POST' && /^\/rest\/(posts|socialActions\/[^/]+\/comments)$/.test(path) ? 'publish' : null
}
