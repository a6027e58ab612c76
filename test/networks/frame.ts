import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Bed, Disturbance, Mode } from '../../src/networks/kit/bed.ts'
import { type Contract, type Description, openContract } from './contract.ts'

/** A request as a fake understands it. */
export type Request = {
  method: string
  /** The public origin that was meant, and the path there. */
  origin: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  /** A parsed JSON body or the fields of a form. */
  fields: Record<string, unknown>
  /** Files of a multipart form by their names. */
  files: Record<string, Buffer>
  bytes: Buffer
  form: boolean
}

export type Reply = {
  status: number
  body?: unknown
  headers?: Record<string, string>
  /** Fields that the description requires and a test asked the fake to leave out. */
  leftOut?: ReadonlySet<string>
}
export type Kind = NonNullable<Disturbance['on']>

export type Frame = {
  /** Public origins that the fake stands for. */
  origins: readonly string[]
  /** What a request is: one that makes a post, an upload, or one that reads; null is never disturbed. */
  kindOf(request: Request): Exclude<Kind, 'all'> | null
  /** Does what is asked and says what the network would say. */
  say(request: Request): Reply | Promise<Reply>
  /** How the network refuses a content that it understands and will not have. */
  refusal: Reply
  /** How it says that it is asked too often, and for how many seconds to be silent. */
  limited(seconds: number): Reply
  /** What it says when it fails; plain words, if nothing is said. */
  broken?: Reply
  down?: Reply
  /** The published description, where there is one, and what of a request it is held against. */
  description?: Description | null
  /** Requests that the description does not speak of (sign-in, uploads to addresses that answers name). */
  undescribed?(request: Request): boolean
  /** What the id in the path is, where the description goes by that. */
  nodeOf?(request: Request): string | undefined
}

type Trouble = Required<Disturbance> & { mode: Mode }

/**
 * What the fakes of networks have in common: a server on loopback that stands for public origins, trouble on demand, and each
 * exchange held against the published description. What the network is and keeps is the fake's own.
 */
export function frameOf(frame: Frame) {
  const contract: Contract | null = frame.description ? openContract(frame.description) : null
  let port = 0
  let server: Server | null = null
  let trouble: Trouble | null = null

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await understood(incoming, frame.origins)
    const described = contract && !frame.undescribed?.(request)
    const operation = described
      ? contract.request({
          method: request.method,
          path: request.path,
          query: request.query,
          body: hasBody(request) ? { ...request.fields, ...namesOf(request.files) } : undefined,
          form: request.form,
          ...(frame.nodeOf && { node: frame.nodeOf(request) }),
        })
      : null
    const mode = modeFor(frame.kindOf(request))
    const said = early(mode) ?? (await frame.say(request))
    const reply = mode === 'error' ? (frame.broken ?? { status: 500, body: 'Internal Server Error' }) : said
    if (operation) contract?.answer(operation, reply.status, reply.body, reply.leftOut)
    if (mode === 'drop') return void incoming.socket.destroy()
    if (mode === 'hang') return
    if (mode === 'slow') await new Promise((done) => setTimeout(done, trouble?.delayMs))
    send(outgoing, reply)
  }

  function modeFor(kind: Kind | null): Mode {
    if (!trouble || kind === null || (trouble.on !== 'all' && trouble.on !== kind)) return 'ok'
    if (trouble.skip-- > 0) return 'ok'
    if (trouble.times-- <= 0) return 'ok'
    return trouble.mode
  }

  function early(mode: Mode): Reply | null {
    if (mode === 'down') return frame.down ?? { status: 503, body: 'Service Unavailable' }
    if (mode === 'refuse') return frame.refusal
    if (mode === 'limit') return frame.limited(trouble?.retryAfter ?? 30)
    return null
  }

  const bed = {
    hosts: () => [`127.0.0.1:${port}`],
    // The door names the origin in the path's place of honour, so that one server stands for several.
    doors: () =>
      Object.fromEntries(frame.origins.map((origin, at) => [origin, `http://127.0.0.1:${port}/@${at}`])),
    start: async () => {
      const listening = createServer((incoming, outgoing) => {
        answer(incoming, outgoing).catch((error: unknown) => {
          contract?.violations.push(`the fake itself: ${error}`)
          incoming.socket.destroy()
        })
      })
      await new Promise<void>((done) => listening.listen(port, '127.0.0.1', done))
      const address = listening.address()
      port = address && typeof address === 'object' ? address.port : 0
      server = listening
    },
    stop: async () => {
      server?.closeAllConnections()
      await new Promise((done) => server?.close(done))
    },
    mode: (mode: Mode, how: Disturbance = {}) => {
      const times = how.times ?? Number.POSITIVE_INFINITY
      trouble =
        mode === 'ok' ? null : { on: 'publish', skip: 0, retryAfter: 30, delayMs: 200, ...how, times, mode }
    },
  } satisfies Partial<Bed>

  return { ...bed, contract }
}

const hasBody = ({ bytes }: Request): boolean => bytes.length > 0
const namesOf = (files: Request['files']) =>
  Object.fromEntries(Object.keys(files).map((name) => [name, 'bytes']))

function send(outgoing: ServerResponse, { status, body, headers = {} }: Reply): void {
  const plain = body === undefined || typeof body === 'string' || Buffer.isBuffer(body)
  outgoing.writeHead(status, { ...(plain ? {} : { 'content-type': 'application/json' }), ...headers })
  outgoing.end(plain ? body : JSON.stringify(body, asDigits))
}

/** Whole numbers of 64 bits are written out, though no number here holds them. */
const asDigits = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? (JSON as unknown as Raw).rawJSON(String(value)) : value
type Raw = { rawJSON(text: string): unknown }

async function understood(incoming: IncomingMessage, origins: readonly string[]): Promise<Request> {
  const [, at = '0', rest = '/'] = /^\/@(\d+)(\/.*)?$/.exec(incoming.url ?? '') ?? []
  const origin = origins[Number(at)] ?? origins[0] ?? ''
  const url = new URL(incoming.url?.startsWith('/@') ? rest : (incoming.url ?? '/'), origin)
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const type = incoming.headers['content-type'] ?? ''
  return {
    method: incoming.method ?? 'GET',
    origin,
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    bytes,
    ...(await fieldsOf(type, bytes)),
  }
}

async function fieldsOf(type: string, bytes: Buffer): Promise<Pick<Request, 'fields' | 'files' | 'form'>> {
  if (type.startsWith('application/json') && bytes.length > 0)
    return { fields: JSON.parse(bytes.toString('utf8')), files: {}, form: false }
  if (type.startsWith('application/x-www-form-urlencoded'))
    return {
      fields: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))),
      files: {},
      form: true,
    }
  if (!type.startsWith('multipart/form-data')) return { fields: {}, files: {}, form: false }
  const fields: Request['fields'] = {}
  const files: Request['files'] = {}
  for (const [name, value] of await new Response(bytes, { headers: { 'content-type': type } }).formData())
    if (typeof value === 'string') fields[name] = value
    else files[name] = Buffer.from(await value.arrayBuffer())
  return { fields, files, form: true }
}
