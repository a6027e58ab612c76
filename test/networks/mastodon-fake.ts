import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Bed, Disturbance, Mode, Seen } from '../../src/networks/kit/bed.ts'
import { descriptionAt, type Operation, openContract } from './contract.ts'
import { type Gaps, readOpenApi } from './descriptions/openapi.ts'
import type { Call, Reply } from './mastodon/call.ts'
import { createEntities } from './mastodon/entities.ts'
import { createRoutes } from './mastodon/routes.ts'
import { type FakeStatus, type Flavour, type Limits, MastodonState } from './mastodon/state.ts'

export const mastodonDescription = descriptionAt('mastodon-openapi.schema.json')

/** Where the description differs from Mastodon's documentation. */
const gaps: Gaps = {
  properties: { 'PUT /api/v1/statuses/{id}': ['media_attributes'] },
  shapes: {
    'POST /api/v1/apps': ({ redirect_uris, ...body }) => ({ ...body, redirect_uris: [redirect_uris].flat() }),
  },
}

type Options = { flavour?: Flavour; limits?: Partial<Limits> }

/** A Mastodon server on loopback that keeps what it is sent, and can be told to fail. */
export function mastodonFake({ flavour = 'mastodon', limits }: Options = {}) {
  const state = new MastodonState(flavour, { perFiveMinutes: 300, perHalfHour: 30, ...limits })
  const contract = mastodonDescription ? openContract(readOpenApi(mastodonDescription, gaps)) : null
  const origin = () => `http://127.0.0.1:${port}`
  const entities = createEntities(state, origin)
  const route = createRoutes(state, entities, origin)
  let port = 0
  let names = 0
  let trouble: {
    mode: Mode
    on: string
    skip: number
    times: number
    retryAfter: number
    delayMs: number
  } | null = null
  let server: Server | null = null
  const requests: { method: string; path: string; headers: IncomingMessage['headers']; body: unknown }[] = []

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { call, operation } = await understood(incoming)
    state.leftOut.clear()
    const mode = modeFor(call)
    const early = refusal(mode) ?? limited(call)
    const reply = early ?? route(call)
    const said = mode === 'error' ? { status: 500, body: { error: 'Something went wrong' } } : reply
    // A server of another make answers otherwise than the description on purpose.
    if (operation && flavour !== 'bare') contract?.answer(operation, said.status, said.body, state.leftOut)
    if (mode === 'drop') return void incoming.socket.destroy()
    if (mode === 'hang') return
    if (mode === 'slow') await new Promise((done) => setTimeout(done, trouble?.delayMs ?? 200))
    outgoing.writeHead(said.status, { 'content-type': 'application/json', ...rateOf(call), ...said.headers })
    outgoing.end(JSON.stringify(said.body))
  }

  async function understood(incoming: IncomingMessage): Promise<{ call: Call; operation: Operation | null }> {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', origin())
    const { body, file } = await bodyOf(incoming)
    const grant = state.tokens.get(/^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '')
    const method = incoming.method ?? 'GET'
    requests.push({ method, path: incoming.url ?? '/', headers: incoming.headers, body })
    const operation =
      contract?.request({
        method,
        path: pathname,
        query: searchParams,
        body: file ? { ...body, file: 'bytes' } : body,
        form: file !== null,
      }) ?? null
    const call = {
      method,
      path: pathname,
      query: searchParams,
      headers: incoming.headers,
      body: body ?? {},
      file,
      account: state.accounts.get(grant?.accountId ?? '') ?? null,
      scopes: grant?.scopes ?? [],
    }
    return { call, operation }
  }

  function modeFor(call: Call): Mode {
    if (!trouble || (trouble.on !== 'all' && trouble.on !== kindOf(call))) return 'ok'
    if (trouble.skip-- > 0) return 'ok'
    if (trouble.times-- <= 0) return 'ok'
    return trouble.mode
  }

  function refusal(mode: Mode): Reply | null {
    if (mode === 'down') return { status: 503, body: { error: 'There was a temporary problem' } }
    if (mode === 'refuse')
      return { status: 422, body: { error: 'Validation failed: Text is not wanted here' } }
    if (mode === 'limit')
      return {
        status: 429,
        body: { error: 'Too many requests' },
        headers: { 'retry-after': String(trouble?.retryAfter) },
      }
    return null
  }

  /** The server's own limits, which tell their end in `X-RateLimit-Reset` alone. */
  function limited(call: Call): Reply | null {
    if (!call.account || flavour === 'bare') return null
    const own = `${call.account.id} ${kindOf(call) === 'upload' ? 'upload' : call.method === 'DELETE' ? 'delete' : ''}`
    const narrow = !own.endsWith(' ') && state.take(own, state.limits.perHalfHour, 1800)
    const wide = state.take(call.account.id, state.limits.perFiveMinutes, 300)
    const rate = narrow && narrow.left < wide.left ? narrow : wide
    rates.set(call, {
      'x-ratelimit-limit': String(rate.most),
      'x-ratelimit-remaining': String(Math.max(rate.left, 0)),
      'x-ratelimit-reset': rate.ends.toISOString(),
    })
    return rate.left < 0 ? { status: 429, body: { error: 'Too many requests' } } : null
  }

  const rates = new WeakMap<Call, Record<string, string>>()
  const rateOf = (call: Call) => rates.get(call) ?? {}

  const seenOf = (status: FakeStatus): Seen => ({
    remoteId: status.id,
    text: status.text,
    replyTo: status.replyTo,
    media: status.media.map(({ description, mime }) => ({ alt: description, mime })),
    poll: status.poll && { options: status.poll.options, multiple: status.poll.multiple },
    publishedAt: status.createdAt,
  })

  function newAccount() {
    const account = state.addAccount(`bell${++names}`)
    const token = state.grant(account, ['read:accounts', 'read:statuses', 'write:statuses', 'write:media'])
    return { account, token }
  }

  const bed = {
    start: async (now) => {
      state.now = now
      const listening = createServer((incoming, outgoing) => {
        answer(incoming, outgoing).catch((error: unknown) => {
          contract?.violations.push(`the fake itself: ${error}`)
          incoming.socket.destroy()
        })
      })
      await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
      const address = listening.address()
      port = address && typeof address === 'object' ? address.port : 0
      server = listening
    },
    stop: async () => {
      server?.closeAllConnections()
      await new Promise((done) => server?.close(done))
    },
    hosts: () => [`127.0.0.1:${port}`],
    join: async () => {
      const { account, token } = newAccount()
      return {
        remoteId: account.id,
        handle: `@${account.username}@${entities.host()}`,
        name: `The ${account.username}`,
        avatarUrl: `${origin()}/avatar.png`,
        profileUrl: `${origin()}/@${account.username}`,
        server: origin(),
        credential: { token },
        expiresAt: null,
        limits: limitsTold[flavour],
        settings: { keepsKeys: flavour !== 'bare' },
      }
    },
    typed: async () => {
      const { account, token } = newAccount()
      return { way: 'token', values: { server: origin(), token }, remoteId: account.id }
    },
    mode: (mode: Mode, how: Disturbance = {}) => {
      const {
        on = 'publish',
        skip = 0,
        times = Number.POSITIVE_INFINITY,
        retryAfter = 30,
        delayMs = 200,
      } = how
      trouble = mode === 'ok' ? null : { mode, on, skip, times, retryAfter, delayMs }
    },
    skew: (ms) => {
      state.skew = ms
    },
    expire: (remoteId) => {
      for (const [token, grant] of state.tokens) if (grant.accountId === remoteId) state.tokens.delete(token)
    },
    secrets: (remoteId) => state.accounts.get(remoteId)?.secrets ?? [],
    published: async (remoteId) => state.statusesOf(remoteId).map(seenOf),
    answer: async (remoteId, parentId, text) =>
      seenOf(state.addStatus({ accountId: remoteId, text, replyTo: parentId })),
    native: async (remoteId, text) => seenOf(state.addStatus({ accountId: remoteId, text })),
    count: (postId, numbers) => Object.assign(state.statuses.get(postId)?.numbers ?? {}, numbers),
    countAccount: (remoteId, numbers) => Object.assign(state.accounts.get(remoteId)?.numbers ?? {}, numbers),
  } satisfies Bed

  return {
    ...bed,
    state,
    contract,
    requests,
    origin,
    /** Uploaded media are found unfinished this many times. */
    workOnMedia: (looks: number) => {
      state.looks = looks
    },
    /** What a person does at the server's own page: signs in and allows, or does not. */
    allow: (url: string, remoteId: string): Record<string, string> => {
      const asked = new URL(url).searchParams
      const app = state.apps.get(asked.get('client_id') ?? '')
      const redirectUri = asked.get('redirect_uri') ?? ''
      if (!app?.redirectUris.includes(redirectUri)) throw new Error('The redirect URI is not registered')
      const scopes = (asked.get('scope') ?? 'read').split(' ')
      if (scopes.some((scope) => !app.scopes.includes(scope))) throw new Error('The scope is not registered')
      const code = `code-${state.id()}`
      const challenge = asked.get('code_challenge')
      state.codes.set(code, {
        app: asked.get('client_id') ?? '',
        accountId: remoteId,
        scopes,
        redirectUri,
        challenge,
      })
      return { code, state: asked.get('state') ?? '' }
    },
  }
}

function kindOf({ method, path }: Call): 'publish' | 'upload' | 'read' | 'other' {
  if (/^\/api\/v\d\/media$/.test(path)) return 'upload'
  if (method === 'GET') return 'read'
  return (method === 'POST' || method === 'PUT') && path.startsWith('/api/v1/statuses') ? 'publish' : 'other'
}

async function bodyOf(
  incoming: IncomingMessage,
): Promise<{ body: Record<string, unknown> | undefined; file: Call['file'] }> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const type = incoming.headers['content-type'] ?? ''
  if (type.startsWith('application/json')) return { body: JSON.parse(bytes.toString('utf8')), file: null }
  if (!type.startsWith('multipart/form-data')) return { body: undefined, file: null }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const body: Record<string, unknown> = {}
  let file: Call['file'] = null
  for (const [name, value] of form)
    if (typeof value === 'string') body[name] = value
    else
      file = {
        bytes: value.size,
        mime: value.type,
        looksReal: looksReal(Buffer.from(await value.arrayBuffer())),
      }
  return { body, file }
}

/** The server looks into the file and does not believe its name. */
function looksReal(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12).toString('latin1')
  return /^(\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|....ftyp)/s.test(head)
}

const polls = { options: [2, 4] as const, optionMax: 50, minutes: [5, 43_829] as const }
const mime = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']
const full = {
  text: { max: 500, urlLength: 23 },
  images: { max: 4, mime, maxBytes: 16_777_216, maxPixels: 33_177_600, altMax: 1500 },
  videos: {
    mime: ['video/mp4', 'video/webm'],
    maxBytes: 103_809_024,
    maxFrameRate: 120,
    maxPixels: 8_294_400,
  },
  poll: polls,
}
/** What the adapter must read out of the server's answer. */
const limitsTold = {
  mastodon: full,
  old: full,
  bare: { text: { max: 500 }, images: {}, videos: {}, poll: {} },
}
