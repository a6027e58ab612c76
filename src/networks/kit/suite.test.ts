import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { describe } from 'vitest'
import type { Bed, Disturbance, Mode, Seen } from './bed.ts'
import type { Json } from './content.ts'
import { NetworkFailure, retryAfter, unanswered } from './failure.ts'
import type { Ability, Guarantee, Manifest } from './manifest.ts'
import type { Account, Network, SendCall, SentPart, Tools } from './network.ts'
import { testNetwork } from './suite.ts'

// A small network of each other guarantee, so that the suite itself is tried where no real adapter goes yet:
// `findable` publishes slowly (it answers `pending`) and has tokens that end and are made new; `blind` has nothing.

type Kept = Seen & { owner: string; ready: boolean }

function smallBed(): Bed {
  const posts: Kept[] = []
  const tokens = new Map<string, string>()
  const refreshers = new Map<string, string>()
  const secrets = new Map<string, string[]>()
  let how: {
    mode: Mode
    on: string
    skip: number
    times: number
    retryAfter: number
    delayMs: number
  } | null = null
  let server: Server | null = null
  let port = 0
  let serial = 0
  let skew = 0
  let now = () => new Date()

  const issue = (owner: string) => {
    const pair = { access: `access-${++serial}`, refresh: `refresh-${serial}` }
    tokens.set(pair.access, owner)
    refreshers.set(pair.refresh, owner)
    secrets.set(owner, [...(secrets.get(owner) ?? []), pair.access, pair.refresh])
    return pair
  }
  const treat = (on: string): Mode => {
    if (!how || (how.on !== 'all' && how.on !== on) || how.skip-- > 0 || how.times-- <= 0) return 'ok'
    return how.mode
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of incoming) text += chunk
    const body = text === '' ? {} : JSON.parse(text)
    const reply = (status: number, said: object, headers = {}) =>
      outgoing.writeHead(status, headers).end(JSON.stringify(said))
    const mode = treat(incoming.method === 'GET' ? 'read' : incoming.url === '/posts' ? 'publish' : 'other')
    if (mode === 'limit') return void reply(429, {}, { 'retry-after': how?.retryAfter })
    if (mode === 'down') return void reply(503, {})
    if (mode === 'refuse') return void reply(422, {})
    if (incoming.url === '/refresh') {
      const owner = refreshers.get(body.refresh)
      refreshers.delete(body.refresh)
      return void (owner ? reply(200, issue(owner)) : reply(400, {}))
    }
    const owner = tokens.get(incoming.headers.authorization ?? '')
    if (!owner) return void reply(401, {})
    if (incoming.method === 'GET')
      return void reply(200, { owner, posts: posts.filter((post) => post.owner === owner) })
    if ([...body.text.normalize('NFC')].length > 100) return void reply(422, {})
    const remoteId = String(++serial)
    const publishedAt = new Date(now().getTime() + skew)
    posts.push({
      remoteId,
      text: body.text,
      replyTo: body.replyTo,
      media: [],
      publishedAt,
      owner,
      ready: true,
    })
    if (mode === 'drop') return void incoming.socket.destroy()
    if (mode === 'hang') return
    if (mode === 'slow') await new Promise((done) => setTimeout(done, how?.delayMs))
    reply(mode === 'error' ? 500 : 200, { remoteId })
  }

  return {
    start: async (clock) => {
      now = clock
      server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
      await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
      const address = server.address()
      port = address && typeof address === 'object' ? address.port : 0
    },
    stop: async () => {
      server?.closeAllConnections()
      await new Promise((done) => server?.close(done))
    },
    hosts: () => [`127.0.0.1:${port}`],
    join: async () => {
      const remoteId = `owner-${++serial}`
      const origin = `http://127.0.0.1:${port}`
      return {
        remoteId,
        handle: remoteId,
        name: remoteId,
        avatarUrl: null,
        profileUrl: `${origin}/${remoteId}`,
        server: origin,
        credential: issue(remoteId),
        expiresAt: null,
        limits: {},
      }
    },
    mode: (mode: Mode, disturbance: Disturbance = {}) => {
      const usual = { on: 'publish', skip: 0, times: Number.POSITIVE_INFINITY, retryAfter: 30, delayMs: 200 }
      how = mode === 'ok' ? null : { mode, ...usual, ...disturbance }
    },
    skew: (ms) => {
      skew = ms
    },
    expire: (remoteId, what) => {
      for (const [token, owner] of tokens) if (owner === remoteId) tokens.delete(token)
      if (what === 'access') return
      for (const [token, owner] of refreshers) if (owner === remoteId) refreshers.delete(token)
    },
    secrets: (remoteId) => secrets.get(remoteId) ?? [],
    published: async (remoteId) => posts.filter(({ owner }) => owner === remoteId),
  }
}

type Credential = { access: string; refresh: string }
type Listed = {
  owner: string
  posts: { remoteId: string; text: string; replyTo: string | null; publishedAt: string }[]
}

function smallNetwork(guarantee: Guarantee, threads: boolean): Network {
  const finds = guarantee === 'findable'
  const source = { from: 'a test', on: '2026-11-22', confidence: 'primary' } as const
  const abilities: Ability[] = finds ? ['publish', 'find'] : ['publish']
  const manifest: Manifest = {
    id: `small-${guarantee}`,
    name: `A small ${guarantee} network`,
    colour: '#000000',
    homepage: 'https://example.org',
    ways: [],
    guarantee,
    guaranteeWords: 'For tests.',
    text: { max: 100, unit: 'codePoints', fold: null, source },
    media: { images: null, videos: null, mixed: false, required: false },
    poll: null,
    threadMax: threads ? 5 : 1,
    firstReply: false,
    linkCard: 'none',
    quotes: false,
    languagesMax: 0,
    options: [],
    abilities,
    metrics: { post: [], account: [] },
    rates: [],
    dailyCap: null,
    cost: null,
    setup: 'Nothing.',
  }

  async function request(tools: Tools, account: Account, path: string, json?: object): Promise<Response> {
    const { access } = (await account.reload()) as Credential
    const response = await tools
      .fetch(account.server + path, {
        method: json ? 'POST' : 'GET',
        headers: { authorization: access },
        body: json && JSON.stringify(json),
      })
      .catch((thrown: unknown) => {
        throw unanswered(thrown, 'The small network', json !== undefined)
      })
    if (response.status === 401 && finds) {
      await refresh(tools, account, access)
      return request(tools, account, path, json)
    }
    if (response.ok) return response
    throw failureOf(tools, response, json !== undefined)
  }

  async function refresh(tools: Tools, account: Account, stale?: string): Promise<void> {
    await tools.lock(account.channelId, async () => {
      const credential = (await account.reload()) as Credential
      if (stale !== undefined && credential.access !== stale) return
      const body = JSON.stringify({ refresh: credential.refresh })
      const response = await tools.fetch(`${account.server}/refresh`, { method: 'POST', body })
      if (response.status === 503) throw failureOf(tools, response, false)
      if (!response.ok) throw new NetworkFailure('reconnect', 'Join the account again.', { code: 'ended' })
      await account.save((await response.json()) as Json, null)
    })
  }

  const find = async (call: SendCall) => {
    const { posts } = (await (await request(call.tools, call.account, '/posts')).json()) as Listed
    const since = call.firstAttemptAt.getTime() - 600_000
    const parts = [...call.done]
    for (const { text } of call.content.parts.slice(parts.length)) {
      const parent = parts.at(-1)?.remoteId ?? null
      const post = posts.find(
        (one) => one.text === text && one.replyTo === parent && Date.parse(one.publishedAt) >= since,
      )
      if (!post) break
      parts.push({ remoteId: post.remoteId, url: null })
    }
    if (parts.length === call.content.parts.length) return { found: 'yes', parts } as const
    return parts.length > call.done.length ? ({ found: 'some', parts } as const) : ({ found: 'no' } as const)
  }

  return {
    manifest,
    connect: {
      ...(finds && { refresh: (tools: Tools, account: Account) => refresh(tools, account) }),
      check: async (tools, account) => {
        await request(tools, account, '/posts')
        return {
          handle: account.handle,
          name: account.handle,
          avatarUrl: null,
          profileUrl: `${account.server}/${account.handle}`,
          limits: {},
        }
      },
    },
    publish: {
      send: async (call) => {
        const parts: SentPart[] = [...call.done]
        for (const { text } of call.content.parts.slice(parts.length)) {
          const replyTo = parts.at(-1)?.remoteId ?? null
          const sent = request(call.tools, call.account, '/posts', { text, replyTo })
          const response = await orAborted(sent, call.signal)
          const { remoteId } = (await response.json()) as { remoteId: string }
          const part = { remoteId, url: null }
          await call.save(part)
          parts.push(part)
        }
        if (!finds) return { state: 'published', parts }
        return { state: 'pending', handle: parts.map(({ remoteId }) => remoteId), lookAt: call.tools.now() }
      },
      ...(finds && {
        look: async (_call: SendCall, handle: Json) => ({
          state: 'published' as const,
          parts: (handle as string[]).map((remoteId) => ({ remoteId, url: null })),
        }),
      }),
    },
    ...(finds && { find }),
  }
}

const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((done, fail) => {
    work.then(done, fail)
    signal.addEventListener('abort', () => fail(unanswered(signal.reason, 'The small network', true)))
  })

function failureOf(tools: Tools, response: Response, changes: boolean): NetworkFailure {
  const words = `The small network answered ${response.status}.`
  const facts = { code: `status_${response.status}`, status: response.status }
  if (response.status === 401) return new NetworkFailure('reconnect', words, facts)
  if (response.status === 422) return new NetworkFailure('rejected', words, facts)
  if (response.status === 500) return new NetworkFailure(changes ? 'unknown' : 'later', words, facts)
  return new NetworkFailure('later', words, { ...facts, retryAt: retryAfter(response.headers, tools.now()) })
}

describe('the suite asks what a manifest claims', () => {
  testNetwork(smallNetwork('findable', true), smallBed())
  testNetwork(smallNetwork('blind', false), smallBed())
})
