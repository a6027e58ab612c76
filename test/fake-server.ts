import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What becomes of a request that makes a post. */
export type FakeMode =
  | 'ok'
  | 'accept-then-drop'
  | 'accept-then-500'
  | '429'
  | 'down'
  | 'slow'
  | 'hang'
  | 'refuse'
  | 'wrong-token'
  | 'pending'

export type FakePost = {
  id: string
  account: string
  text: string
  key: string
  replyTo: string | null
  uploads: string[]
  /** Who pays, where the post is marked so. */
  paid?: string
  /** When the request arrived, in milliseconds with fractions. */
  at: number
  gone: boolean
}

/** A request to make a post, as it arrives. `attempt` counts those with the same account and text, from 1. */
export type Arriving = { account: string; text: string; key: string; attempt: number }
export type Treatment = { mode: FakeMode; delayMs?: number; retryAfter?: number }

export type FakeServer = {
  url: string
  host: string
  /** How requests are treated from now on: all the same, or one by one. */
  treat(how: Treatment | ((request: Arriving) => Treatment)): void
  /** The next so many requests, after which all is well again. */
  treatNext(times: number, treatment: Treatment): void
  /** Everything that was ever accepted, in order, what was removed since included. */
  posts(): FakePost[]
  /** How often a request to make a post has arrived, whatever became of it. */
  requests(): number
  arrivals(): { text: string; at: number }[]
  /** Most requests to make a post that one account had open at the same time. */
  mostAtOnce(account: string): number
  uploads(): number
  acceptToken(token: string | null): void
  reset(): void
  stop(): Promise<void>
}

/**
 * A network that stands on loopback and counts what it gets: the only witness that the tests of "once" believe.
 * `keys`: a repeated idempotency key makes no second post.
 */
export async function startFakeServer(options: {
  keys: boolean
  /** The clock of the network, in milliseconds; by default the machine's own, with fractions. */
  now?: () => number
  /** Ids are not given again after `reset`, as no network gives one twice. */
  idsGoOn?: boolean
}): Promise<FakeServer> {
  const state = emptyState()
  let before = 0
  const now = options.now ?? (() => performance.timeOrigin + performance.now())
  let treat: (request: Arriving) => Treatment = () => ({ mode: 'ok' })
  const server = createServer((request, response) => {
    const at = now()
    answer(request, response, at).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000

  async function answer(request: IncomingMessage, response: ServerResponse, at: number): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    if (state.token && request.headers.authorization !== `Bearer ${state.token}`)
      return send(response, 401, { error: 'wrong token' })
    if (request.method === 'GET') return read(url, response)
    const body = await readJson(request)
    if (url.pathname === '/uploads') return send(response, 201, { id: `u${++state.uploads}` })
    if (request.method === 'DELETE') return remove(url, response)
    if (request.method === 'PATCH') return edit(url, response, body)
    const key = String(request.headers['idempotency-key'] ?? '')
    await makePost({ ...body, key } as NewPost, at, request, response)
  }

  function read(url: URL, response: ServerResponse) {
    const waiting = url.pathname.match(/^\/pending\/(\w+)$/)
    if (waiting?.[1]) return send(response, 200, postOf(state.posts.find((post) => post.id === waiting[1])))
    const account = url.searchParams.get('account')
    const since = Number(url.searchParams.get('since') ?? 0)
    const found = (state.byAccount.get(account ?? '') ?? []).filter((post) => post.at >= since && !post.gone)
    send(response, 200, { posts: found.map(postOf) })
  }

  async function makePost(
    asked: NewPost,
    at: number,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    state.requests++
    state.arrivals.push({ text: asked.text, at })
    enter(asked.account)
    response.once('close', () => leave(asked.account))
    const name = `${asked.account} ${asked.text}`
    const attempt = (state.attempts.get(name) ?? 0) + 1
    state.attempts.set(name, attempt)
    const { mode, delayMs = 200, retryAfter = 1 } = treat({ ...asked, attempt })
    if (mode === '429') return send(response, 429, {}, { 'retry-after': String(retryAfter) })
    if (mode === 'down') return send(response, 503, {})
    if (mode === 'refuse') return send(response, 422, { error: 'Nobody wants to read that.' })
    if (mode === 'wrong-token') return send(response, 401, { error: 'wrong token' })
    const post = accept(asked, at)
    if (mode === 'accept-then-drop') {
      request.socket.destroy()
      return
    }
    if (mode === 'accept-then-500') return send(response, 500, {})
    if (mode === 'hang') return
    if (mode === 'slow') await new Promise((done) => setTimeout(done, delayMs))
    send(response, mode === 'pending' ? 202 : 201, postOf(post))
  }

  function accept(asked: NewPost, at: number): FakePost {
    const name = `${asked.account} ${asked.key}`
    const there = options.keys && asked.key !== '' ? state.byKey.get(name) : undefined
    if (there) return there
    const post = {
      replyTo: null,
      uploads: [],
      ...asked,
      at,
      id: `p${before + state.posts.length + 1}`,
      gone: false,
    }
    state.posts.push(post)
    state.byKey.set(name, post)
    const own = state.byAccount.get(asked.account)
    if (own) own.push(post)
    else state.byAccount.set(asked.account, [post])
    return post
  }

  function remove(url: URL, response: ServerResponse) {
    const post = state.posts.find(({ id }) => `/posts/${id}` === url.pathname)
    if (!post || post.gone) return send(response, 404, {})
    post.gone = true
    send(response, 200, {})
  }

  function edit(url: URL, response: ServerResponse, body: Record<string, unknown>) {
    const post = state.posts.find(({ id }) => `/posts/${id}` === url.pathname)
    if (!post) return send(response, 404, {})
    post.text = String(body.text)
    send(response, 200, postOf(post))
  }

  const enter = (account: string) => {
    const open = (state.open.get(account) ?? 0) + 1
    state.open.set(account, open)
    state.most.set(account, Math.max(state.most.get(account) ?? 0, open))
  }
  const leave = (account: string) => state.open.set(account, (state.open.get(account) ?? 1) - 1)
  const postOf = (post: FakePost | undefined) =>
    post && {
      ...post,
      url: `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port}/posts/${post.id}`,
    }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    treat: (how) => {
      treat = typeof how === 'function' ? how : () => how
    },
    treatNext: (times, treatment) => {
      let left = times
      treat = () => (left-- > 0 ? treatment : { mode: 'ok' })
    },
    posts: () => state.posts,
    requests: () => state.requests,
    arrivals: () => state.arrivals,
    mostAtOnce: (account) => state.most.get(account) ?? 0,
    uploads: () => state.uploads,
    acceptToken: (token) => {
      state.token = token
    },
    reset() {
      if (options.idsGoOn) before += state.posts.length
      Object.assign(state, emptyState())
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

type NewPost = {
  account: string
  text: string
  key: string
  replyTo?: string | null
  uploads?: string[]
  paid?: string
}

const emptyState = () => ({
  posts: [] as FakePost[],
  byKey: new Map<string, FakePost>(),
  byAccount: new Map<string, FakePost[]>(),
  attempts: new Map<string, number>(),
  open: new Map<string, number>(),
  most: new Map<string, number>(),
  arrivals: [] as { text: string; at: number }[],
  requests: 0,
  uploads: 0,
  token: null as string | null,
})

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString())
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body ?? {})
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  })
  response.end(text)
}
