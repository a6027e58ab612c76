import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bed, Disturbance, Mode, Seen } from '../../../src/networks/kit/bed.ts'
import type { Joined } from '../../../src/networks/kit/network.ts'
import { verify } from '../../../src/networks/webhook/example/receiver.mjs'
import { type Keeping, memoryShelf } from '../feed/bed.ts'

type Post = { text: string; media: { url: string; alt: string; type: string }[] }
type Event = { type: string; id: string; data: { remoteId?: string; post?: Post } }
type Receiver = Keeping & {
  secret: string
  refused: boolean
  posts: Map<string, Seen>
  done: Map<string, string>
}

/** Somebody's receiver: it verifies as the README shows, does each id once, and fails on demand. */
export function webhookBed(join: (url: string, secret: string, now: () => Date) => Promise<Joined>): Bed {
  const receivers = new Map<string, Receiver>()
  const paths = new Map<string, string>()
  let server: Server
  let now = () => new Date()
  let skewed = 0
  let mode: Mode = 'ok'
  let how: Disturbance = {}
  let passed = 0
  let disturbed = 0
  let count = 0
  const clock = () => new Date(now().getTime() + skewed)
  const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`

  const isMeant = (kind: 'publish' | 'upload' | 'read'): boolean => {
    const on = how.on ?? 'publish'
    if (mode === 'ok' || (on !== 'all' && on !== kind)) return false
    if (passed++ < (how.skip ?? 0)) return false
    return disturbed++ < (how.times ?? Number.POSITIVE_INFINITY)
  }

  function answer(path: string, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const receiver = receivers.get(path)
    const say = (status: number, told: object, headers = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(told))
    if (!receiver) return void say(404, {})
    const fits = verify(receiver.secret, request.headers, body, clock()) && !receiver.refused
    // A clumsy receiver: it says its secret when it complains.
    if (!fits) return void say(401, { error: `The signature is not made with ${receiver.secret}` })
    const event = JSON.parse(body.toString()) as Event
    const meant = isMeant(event.type === 'ping' ? 'read' : 'publish')
    if (meant && mode === 'limit') return void say(429, {}, { 'retry-after': String(how.retryAfter ?? 30) })
    if (meant && mode === 'down') return void say(503, {})
    if (meant && mode === 'refuse') return void say(422, { detail: 'No bells on Mondays.' })
    const [status, told] = take(receiver, event)
    if (!meant) return void say(status, told)
    if (mode === 'drop') return void request.socket.destroy()
    if (mode === 'error') return void say(500, { error: 'Oh dear' })
    if (mode === 'slow') setTimeout(() => say(status, told), how.delayMs ?? 200)
  }

  function take(receiver: Receiver, { type, id, data }: Event): [number, object] {
    if (type === 'ping') return [200, {}]
    const before = receiver.done.get(id)
    if (before) return [200, JSON.parse(before)]
    const { remoteId = `post-${receiver.done.size + 1}`, post } = data
    if (type === 'post.remove' && !receiver.posts.delete(remoteId)) return [410, {}]
    if (post && post.media.length > 20) return [422, { detail: 'Too many pictures.' }]
    if (post) {
      const media = post.media.map(({ alt, type: mime }) => ({ alt, mime }))
      const publishedAt = receiver.posts.get(remoteId)?.publishedAt ?? clock()
      receiver.posts.set(remoteId, { remoteId, text: post.text, replyTo: null, media, publishedAt })
    }
    const told = { id: remoteId, url: `https://shop.example/${remoteId}` }
    receiver.done.set(id, JSON.stringify(told))
    return [200, told]
  }

  const of = (remoteId: string): Receiver => {
    const receiver = receivers.get(paths.get(remoteId) ?? '')
    if (!receiver) throw new Error(`No receiver ${remoteId}`)
    return receiver
  }

  return {
    async start(at) {
      now = at
      server = createServer((request, response) => {
        const chunks: Buffer[] = []
        request.on('data', (chunk: Buffer) => chunks.push(chunk))
        request.on('end', () => answer(request.url ?? '', request, Buffer.concat(chunks), response))
      })
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
    hosts: () => [host()],
    async join() {
      const path = `/hooks/${++count}`
      const secret = `secret-of-receiver-${count}-and-long-enough`
      const keeping = { documents: new Map(), files: new Map() }
      receivers.set(path, { ...keeping, secret, refused: false, posts: new Map(), done: new Map() })
      const joined = await join(`http://${host()}${path}`, secret, now)
      paths.set(joined.remoteId, path)
      return joined
    },
    mode(next, disturbance = {}) {
      mode = next
      how = disturbance
      passed = 0
      disturbed = 0
    },
    skew: (ms) => {
      skewed = ms
    },
    expire: (remoteId) => {
      of(remoteId).refused = true
    },
    secrets: (remoteId) => [of(remoteId).secret],
    published: async (remoteId) => [...of(remoteId).posts.values()],
    shelf: ({ remoteId }) =>
      memoryShelf(of(remoteId), remoteId, now, async (step, work) => {
        if (!isMeant(step)) return work()
        throw Object.assign(new Error('the disk broke'), { code: 'EIO' })
      }),
  }
}
