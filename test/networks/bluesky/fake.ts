import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Bed, Disturbance, Mode, Seen } from '../../../src/networks/kit/bed.ts'
import type { Json } from '../../../src/networks/kit/content.ts'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'
import type { Joined } from '../../../src/networks/kit/network.ts'
import {
  type Body,
  blobsIn,
  checkAnswer,
  checkRecord,
  checkRequest,
  cidOf,
  didOf,
  Refused,
} from './lexicon.ts'

type Kept = { uri: string; cid: string; value: Body; at: Date }
type Counts = Partial<Record<RawMetric, number | null>>
type Person = {
  did: string
  handle: string
  password: string
  /** Access tokens that work, with their end; refresh tokens that work. */
  access: Map<string, number>
  refresh: Set<string>
  secrets: string[]
  blobs: Map<string, Body>
  records: Map<string, Kept>
  counts: Counts
  /** What stands in the profile besides the name that everybody has. */
  profile: { [name: string]: Json }
  /** Asks apps to show it to nobody who is not signed in. */
  shy: boolean
  takenDown: boolean
}
type Asked = { query: URLSearchParams; body: Body; bytes: Buffer; type: string; person: Person }

const twoHours = 7_200_000
const postType = 'app.bsky.feed.post'

/**
 * A Bluesky on loopback: one server with its accounts and an AppView that counts. Everything that comes in and goes
 * out is checked against the lexicons, which also count the graphemes and bytes, so that fake and network agree.
 */
export function blueskyFake(): Bed & {
  origin(): string
  person(did: string): Person
  /** Somebody who is there and whom nobody has joined. */
  stranger(handle: string, profile: Person['profile'], counts?: Counts): string
  /** Nobody of this name is there any more. */
  forget(did: string): void
  /** Stand on every answer from now on. */
  headers(entries: Record<string, string>): void
  /** A post with more than words. */
  write(did: string, fields: Body): Seen
  /** Somebody likes a post, or passes it on. */
  react(did: string, uri: string, way: 'like' | 'repost'): void
} {
  const reactions: { did: string; uri: string; way: 'like' | 'repost'; at: Date }[] = []
  const people = new Map<string, Person>()
  const counts = new Map<string, Counts>()
  const open = new Set<ServerResponse>()
  let server: Server | undefined
  let port = 0
  let standing: Record<string, string> = {}
  let clock = () => new Date()
  let ahead = 0
  let trouble: { mode: Mode; rule: Disturbance; skipped: number; done: number } = calm()

  const now = () => new Date(clock().getTime() + ahead)
  const origin = () => `http://127.0.0.1:${port}`

  const verbs: Record<string, (asked: Asked) => Json | undefined> = {
    'com.atproto.server.createSession': ({ body }) => {
      const person = [...people.values()].find(({ did, handle }) =>
        [did, handle].includes(String(body.identifier)),
      )
      if (!person || person.password !== body.password)
        throw new Refused(401, 'AuthenticationRequired', 'Invalid identifier or password')
      return { ...newSession(person), active: true }
    },
    'com.atproto.server.refreshSession': ({ person }) => newSession(person),
    'com.atproto.server.deleteSession': ({ person }) => {
      person.access.clear()
      person.refresh.clear()
      return undefined
    },
    'com.atproto.server.getSession': ({ person: { did, handle } }) => ({ did, handle, active: true }),
    'com.atproto.server.getServiceAuth': ({ query }) => ({ token: `service-token-for-${query.get('aud')}` }),
    'com.atproto.identity.resolveHandle': ({ query }) => {
      const found = [...people.values()].find(({ handle }) => handle === query.get('handle'))
      if (!found) throw new Refused(400, 'HandleNotFound', 'Unable to resolve handle')
      return { did: found.did }
    },
    'com.atproto.repo.uploadBlob': ({ person, bytes, type }) => {
      const blob = { $type: 'blob', ref: { $link: cidOf(bytes, 'blob') }, mimeType: type, size: bytes.length }
      person.blobs.set(blob.ref.$link, blob)
      return { blob }
    },
    'com.atproto.repo.putRecord': ({ person, body }) => put(person, body),
    'com.atproto.repo.getRecord': ({ query }) => {
      const { uri, cid, value } = recordAt(query)
      return { uri, cid, value }
    },
    'com.atproto.repo.deleteRecord': ({ person, body }) => {
      person.records.delete(`${body.collection}/${body.rkey}`)
      return {}
    },
    'app.bsky.feed.getPosts': ({ query }) => ({
      posts: query.getAll('uris').flatMap((uri) => {
        const found = postsOf(uri.split('/')[2] ?? '').find((post) => post.uri === uri)
        return found ? [viewOf(found)] : []
      }),
    }),
    'app.bsky.feed.getAuthorFeed': ({ query }) => {
      const posts = postsOf(query.get('actor') ?? '').reverse()
      const from = Number(query.get('cursor') ?? 0)
      // A server may give less than it is asked for.
      const to = from + Math.min(Number(query.get('limit') ?? 50), 40)
      const feed = posts.slice(from, to).map((post) => ({ post: viewOf(post) }))
      return { feed, ...(to < posts.length && { cursor: String(to) }) }
    },
    'app.bsky.feed.getPostThread': ({ query }) => {
      const post = everyPost().find(({ uri }) => uri === query.get('uri'))
      if (!post) throw new Refused(400, 'NotFound', `Post not found: ${query.get('uri')}`)
      return { thread: threadOf(post, Number(query.get('depth') ?? 6)) }
    },
    'app.bsky.feed.getLikes': ({ query }) => {
      const { found, cursor } = reactedTo('like', query)
      const likes = found.map(({ did, at }) => ({
        ...{ actor: detailed(personOf(did)), indexedAt: at.toISOString() },
        // Whoever writes the record writes its time too.
        createdAt: '2020-01-01T00:00:00.000Z',
      }))
      return { uri: query.get('uri') ?? '', likes, ...cursor }
    },
    'app.bsky.feed.getRepostedBy': ({ query }) => {
      const { found, cursor } = reactedTo('repost', query)
      return {
        uri: query.get('uri') ?? '',
        repostedBy: found.map(({ did }) => detailed(personOf(did))),
        ...cursor,
      }
    },
    'app.bsky.actor.getProfile': ({ query }) => detailed(personOf(query.get('actor') ?? '')),
    'app.bsky.actor.getProfiles': ({ query }) => ({
      profiles: query
        .getAll('actors')
        .flatMap(
          (actor) => [...people.values()].find(({ did, handle }) => [did, handle].includes(actor)) ?? [],
        )
        .map(detailed),
    }),
    'app.bsky.actor.searchActorsTypeahead': ({ query }) => found(query),
    'app.bsky.actor.searchActors': ({ query }) => found(query),
  }

  function found(query: URLSearchParams) {
    const words = (query.get('q') ?? '').toLowerCase()
    const like = [...people.values()].filter((person) =>
      `${person.handle} ${nameOf(person)}`.toLowerCase().includes(words),
    )
    const actors = like.slice(0, Number(query.get('limit') ?? 25))
    return {
      actors: actors.map((person) => ({
        did: person.did,
        handle: person.handle,
        displayName: nameOf(person),
      })),
    }
  }

  /** A server may give less than it is asked for, and names a further page beyond the last. */
  function reactedTo(way: 'like' | 'repost', query: URLSearchParams) {
    const all = reactions.filter((one) => one.way === way && one.uri === query.get('uri'))
    const from = Number(query.get('cursor') ?? 0)
    const found = all.slice(from, from + Math.min(Number(query.get('limit') ?? 50), 40))
    const cursor: Body = found.length > 0 ? { cursor: String(from + found.length) } : {}
    return { found, cursor }
  }

  const nameOf = ({ handle, profile }: Person): string => String(profile.displayName ?? `Person of ${handle}`)

  const detailed = (person: Person): { [name: string]: Json } => {
    const { did, handle, counts: own, profile, shy, takenDown } = person
    if (takenDown) throw new Refused(400, 'AccountTakedown', 'Account has been suspended')
    const label = { src: did, uri: `at://${did}`, val: '!no-unauthenticated', cts: now().toISOString() }
    return {
      did,
      handle,
      displayName: nameOf(person),
      labels: shy ? [label] : [],
      ...profile,
      ...shown({ followersCount: own.followers, followsCount: own.following, postsCount: own.posts }),
    }
  }

  function put(person: Person, body: Body): Json {
    const { repo, collection, rkey, record } = body
    if (repo !== person.did) throw new Refused(401, 'AuthenticationRequired', 'Not your repository')
    const value = record as Body
    checkRecord(String(collection), value)
    for (const cid of blobsIn(value))
      if (!person.blobs.has(cid)) throw new Refused(400, 'BlobNotFound', `Could not find blob: ${cid}`)
    const place = `${collection}/${rkey}`
    const uri = `at://${person.did}/${place}`
    const cid = cidOf(Buffer.from(JSON.stringify(value)), 'record')
    const before = person.records.get(place)
    if (before && before.cid !== cid && body.swapRecord === null)
      throw new Refused(400, 'InvalidSwap', `Record was at ${before.cid}`)
    if (typeof body.swapRecord === 'string' && before?.cid !== body.swapRecord)
      throw new Refused(400, 'InvalidSwap', `Record was at ${before?.cid}`)
    if (before?.cid !== cid) person.records.set(place, { uri, cid, value, at: before?.at ?? now() })
    return { uri, cid, validationStatus: 'valid' }
  }

  function recordAt(query: URLSearchParams): Kept {
    const place = `${query.get('collection')}/${query.get('rkey')}`
    const found = personOf(query.get('repo') ?? '').records.get(place)
    if (found) return found
    throw new Refused(400, 'RecordNotFound', `Could not locate record: ${place}`)
  }

  function personOf(actor: string): Person {
    const found = [...people.values()].find(({ did, handle }) => [did, handle].includes(actor))
    if (found) return found
    throw new Refused(400, 'InvalidRequest', 'Profile not found')
  }

  const postsOf = (did: string): Kept[] =>
    [...(people.get(did)?.records.values() ?? [])].filter(({ value }) => value.$type === postType)

  const everyPost = () => [...people.keys()].flatMap(postsOf)

  function threadOf(post: Kept, depth: number): Json {
    const beneath = everyPost().filter(({ value }) => parentOf(value) === post.uri)
    return {
      $type: 'app.bsky.feed.defs#threadViewPost',
      post: viewOf(post),
      ...(depth > 0 && { replies: beneath.map((reply) => threadOf(reply, depth - 1)) }),
    }
  }

  function viewOf({ uri, cid, value, at }: Kept): Json {
    const { did, handle } = personOf(uri.split('/')[2] ?? '')
    const own = { likes: 0, reposts: 0, replies: 0, quotes: 0, saves: 0, ...counts.get(uri) }
    return {
      uri,
      cid,
      author: { did, handle },
      record: value,
      indexedAt: at.toISOString(),
      ...embedView(value.embed as Body | undefined),
      ...shown({
        likeCount: own.likes,
        repostCount: own.reposts,
        replyCount: own.replies,
        quoteCount: own.quotes,
        bookmarkCount: own.saves,
      }),
    }
  }

  function newSession(person: Person) {
    const end = now().getTime() + twoHours
    const accessJwt = token({ sub: person.did, exp: Math.floor(end / 1000), jti: randomUUID() })
    const refreshJwt = token({ sub: person.did, scope: 'refresh', jti: randomUUID() })
    // A refresh token serves once.
    person.refresh = new Set([refreshJwt])
    person.access.set(accessJwt, end)
    person.secrets.push(accessJwt, refreshJwt)
    return { did: person.did, handle: person.handle, accessJwt, refreshJwt }
  }

  /** Whom a request speaks for. Ended tokens are answered with 400, as the real server does. */
  function authorised(verb: string, header: string): Person {
    const held = header.replace(/^Bearer /, '')
    if (held === '') throw new Refused(401, 'AuthMissing', 'Authentication Required')
    const refreshing = /refreshSession|deleteSession/.test(verb)
    for (const person of people.values()) {
      const end = refreshing
        ? person.refresh.has(held)
          ? Number.POSITIVE_INFINITY
          : 0
        : person.access.get(held)
      if (end !== undefined && end > now().getTime()) return person
    }
    throw new Refused(400, 'ExpiredToken', refreshing ? 'Token has been revoked' : 'Token has expired')
  }

  const openToAll = /createSession|resolveHandle|getRecord/
  /** What the public view answers to who brings no token. */
  const shownToAll = /getProfile|getAuthorFeed|getPostThread/

  function answerTo(verb: string, request: IncomingMessage, url: URL, bytes: Buffer): Json | undefined {
    const work = verbs[verb]
    if (!work) throw new Refused(501, 'MethodNotImplemented', 'Method Not Implemented')
    const type = request.headers['content-type'] ?? ''
    const body: Body = type.startsWith('application/json') ? JSON.parse(bytes.toString()) : {}
    const nobody: Person = emptyPerson('', '')
    const stranger = shownToAll.test(verb) && !request.headers.authorization
    const person =
      stranger || openToAll.test(verb) ? nobody : authorised(verb, request.headers.authorization ?? '')
    checkRequest(verb, url.searchParams, body, type)
    const answer = work({ query: url.searchParams, body, bytes, type, person })
    if (answer !== undefined) checkAnswer(verb, answer)
    return answer
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    open.add(response)
    for (const [name, value] of Object.entries(standing)) response.setHeader(name, value)
    const url = new URL(request.url ?? '/', origin())
    const verb = url.pathname.replace('/xrpc/', '')
    const bytes = await buffer(request)
    const mode = modeFor(verb, request.method === 'GET')
    if (mode === 'limit') {
      const seconds = trouble.rule.retryAfter ?? 30
      response.setHeader('retry-after', seconds)
      return refuse(response, new Refused(429, 'RateLimitExceeded', 'Rate Limit Exceeded'))
    }
    if (mode === 'down')
      return refuse(response, new Refused(503, 'NotEnoughResources', 'Service Unavailable'))
    if (mode === 'refuse')
      return refuse(response, new Refused(400, 'InvalidRequest', 'This is not wanted here'))
    let done: () => void
    try {
      const answer = answerTo(verb, request, url, bytes)
      done = () =>
        void response.setHeader('content-type', 'application/json').end(JSON.stringify(answer ?? {}))
    } catch (thrown) {
      if (!(thrown instanceof Refused)) console.error(verb, thrown)
      done = () =>
        refuse(
          response,
          thrown instanceof Refused ? thrown : new Refused(500, 'InternalServerError', 'Fault'),
        )
    }
    if (mode === 'drop') return void request.socket.destroy()
    if (mode === 'error')
      return refuse(response, new Refused(500, 'InternalServerError', 'Internal Server Error'))
    if (mode === 'hang') return
    if (mode === 'slow') await new Promise((later) => setTimeout(later, trouble.rule.delayMs ?? 200))
    done()
  }

  function modeFor(verb: string, reads: boolean): Mode {
    const { mode, rule } = trouble
    const on = rule.on ?? 'publish'
    const kind = verb.endsWith('putRecord')
      ? 'publish'
      : verb.endsWith('uploadBlob')
        ? 'upload'
        : reads
          ? 'read'
          : ''
    if (mode === 'ok' || (on !== 'all' && on !== kind)) return 'ok'
    if (trouble.skipped < (rule.skip ?? 0)) {
      trouble.skipped++
      return 'ok'
    }
    if (trouble.done >= (rule.times ?? Number.POSITIVE_INFINITY)) return 'ok'
    trouble.done++
    return mode
  }

  function write(did: string, fields: Body): Seen {
    const value: Body = { $type: postType, createdAt: now().toISOString(), ...fields }
    const rkey = `native${String(people.get(did)?.records.size).padStart(6, '0')}`
    put(personOf(did), { repo: did, collection: postType, rkey, record: value })
    const made = postsOf(did).at(-1)
    if (!made) throw new Error('Nothing was written')
    return seenOf(made)
  }

  function newPerson(): Person {
    const name = `person${people.size + 1}`
    const person = emptyPerson(didOf(`${port}${name}`), `${name}.test`)
    people.set(person.did, person)
    return person
  }

  return {
    origin,
    person: (did) => personOf(did),
    forget: (did) => void people.delete(did),
    stranger: (handle, profile, counted = {}) => {
      const person = { ...emptyPerson(didOf(`${port}${handle}`), handle), profile, counts: counted }
      people.set(person.did, person)
      return person.did
    },
    headers: (entries) => {
      standing = entries
    },
    start: async (testClock) => {
      clock = testClock
      const made = createServer((request, response) => void serve(request, response))
      server = made
      await new Promise<void>((ready) => made.listen(0, '127.0.0.1', ready))
      const address = made.address()
      port = address && typeof address === 'object' ? address.port : 0
    },
    stop: async () => {
      for (const response of open) response.destroy()
      server?.closeAllConnections()
      await new Promise((closed) => server?.close(closed))
    },
    hosts: () => [`127.0.0.1:${port}`],
    doors: () => ({ 'https://public.api.bsky.app': origin() }),
    join: async (): Promise<Joined> => {
      const person = newPerson()
      const { accessJwt, refreshJwt } = newSession(person)
      const { did, handle, password } = person
      return {
        remoteId: did,
        handle,
        name: `Person of ${handle}`,
        avatarUrl: null,
        profileUrl: `https://bsky.app/profile/${handle}`,
        server: origin(),
        credential: { kind: 'password', login: origin(), did, password, accessJwt, refreshJwt },
        expiresAt: null,
        limits: {},
      }
    },
    typed: async () => {
      const { did, handle, password } = newPerson()
      return { way: 'password', values: { account: handle, password, server: origin() }, remoteId: did }
    },
    mode: (mode, rule = {}) => {
      trouble = { mode, rule, skipped: 0, done: 0 }
    },
    skew: (ms) => {
      ahead = ms
    },
    expire: (did, what) => {
      const person = personOf(did)
      person.access.clear()
      if (what === 'access') return
      person.refresh.clear()
      person.password = randomUUID()
    },
    secrets: (did) => personOf(did).secrets,
    published: async (did) => postsOf(did).map(seenOf),
    native: async (did, text) => write(did, { text }),
    write,
    react: (did, uri, way) => void reactions.push({ did, uri, way, at: now() }),
    answer: async (did, parentId, text) => {
      const parent = everyPost().find(({ uri }) => uri === parentId)
      if (!parent) throw new Error('There is no such post to answer')
      const ref = { uri: parent.uri, cid: parent.cid }
      return write(did, { text, reply: { root: ref, parent: ref } })
    },
    count: (uri, numbers) => void counts.set(uri, numbers),
    countAccount: (did, numbers) => {
      personOf(did).counts = numbers
    },
  }
}

const calm = () => ({ mode: 'ok' as Mode, rule: {} as Disturbance, skipped: 0, done: 0 })

function emptyPerson(did: string, handle: string): Person {
  const password = `app-password-${randomUUID()}`
  const kept = { access: new Map(), refresh: new Set<string>(), blobs: new Map(), records: new Map() }
  const standing = { shy: false, takenDown: false }
  return { ...standing, did, handle, password, secrets: [password], counts: {}, profile: {}, ...kept }
}

const parentOf = (value: Body): string | undefined =>
  (value as { reply?: { parent: { uri: string } } }).reply?.parent.uri

/** How the network shows what a post holds beside its words; of what the tests write, no more. */
function embedView(embed: Body | undefined): { embed?: Json } {
  if (embed?.$type === 'app.bsky.embed.images') {
    const at = 'https://cdn.example/picture'
    const images = (embed.images as { alt: string }[]).map(({ alt }) => ({ alt, thumb: at, fullsize: at }))
    return { embed: { $type: 'app.bsky.embed.images#view', images } }
  }
  if (embed?.$type === 'app.bsky.embed.gallery') {
    const at = 'https://cdn.example/picture'
    const items = (embed.items as Body[]).map(({ alt = '', aspectRatio = {} }) => ({
      $type: 'app.bsky.embed.gallery#viewImage',
      ...{ alt, aspectRatio, thumbnail: at, fullsize: at },
    }))
    return { embed: { $type: 'app.bsky.embed.gallery#view', items } }
  }
  if (embed?.$type === 'app.bsky.embed.external')
    return { embed: { $type: 'app.bsky.embed.external#view', external: embed.external ?? {} } }
  return {}
}

function seenOf({ uri, value, at }: Kept): Seen {
  const { reply, embed } = value as { reply?: { parent: { uri: string } }; embed?: Body }
  const holder = (embed?.$type === 'app.bsky.embed.recordWithMedia' ? embed.media : embed) as Body | undefined
  const images = (holder?.images ?? holder?.items ?? []) as { alt: string; image: { mimeType: string } }[]
  return {
    remoteId: uri,
    text: String(value.text),
    replyTo: reply?.parent.uri ?? null,
    media: images.map(({ alt, image }) => ({ alt, mime: image.mimeType })),
    publishedAt: at,
  }
}

/** A number that is null is left out, as a server may. */
const shown = (numbers: { [name: string]: number | null | undefined }): { [name: string]: number } =>
  Object.fromEntries(
    Object.entries(numbers).flatMap(([name, value]) => (value == null ? [] : [[name, value]])),
  )

function refuse(response: ServerResponse, { status, error, message }: Refused) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error, message }))
}

const token = (claims: object) =>
  [{ alg: 'HS256', typ: 'at+jwt' }, claims, randomUUID()]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
