import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Called = `${Method} ${string}`
export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The body as JSON; empty when it is none. */
  body: Record<string, unknown>
  ms: number
}

/** Somebody who speaks to the server over a socket and keeps cookies. Paths go out as they are written. */
export type Caller = {
  (call: Called, body?: unknown, headers?: OutgoingHttpHeaders): Promise<Answer>
  cookie: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 24 })
const patienceMs = 60_000

/** Everything that the server ever answered here, for those who look for secrets in it. */
export const answered: string[] = []

export function caller(url: string, standing: OutgoingHttpHeaders = {}): Caller {
  const call = async (called: Called, body?: unknown, headers: OutgoingHttpHeaders = {}) => {
    const [method = '', path = ''] = called.split(/ (.*)/s)
    const raw = typeof body === 'string' || Buffer.isBuffer(body)
    const sent = body === undefined || raw ? body : JSON.stringify(body)
    const answer = await send(url, method, path.startsWith('/') ? path : `/api/v1/${path}`, sent, {
      ...standing,
      ...(self.cookie && { cookie: self.cookie }),
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    })
    keepCookies(self, answer.headers['set-cookie'] ?? [])
    return answer
  }
  const self: Caller = Object.assign(call, { cookie: '' })
  return self
}

function send(
  url: string,
  method: string,
  path: string,
  body: string | Buffer | undefined,
  headers: OutgoingHttpHeaders,
): Promise<Answer> {
  const { hostname, port } = new URL(url)
  const started = performance.now()
  return new Promise((done, fail) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      { agent, host: hostname, port, method, path, headers: { ...length, ...headers } },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', fail)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          answered.push(`${method} ${path}\n${JSON.stringify(answer.headers)}\n${text}`)
          const ms = performance.now() - started
          done({ status: answer.statusCode ?? 0, headers: answer.headers, text, body: read(text), ms })
        })
      },
    )
    sent.setTimeout(patienceMs, () => sent.destroy(new Error(`${method} ${path} had no answer in time`)))
    sent.on('error', fail)
    sent.end(body)
  })
}

function read(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function keepCookies(self: Caller, given: readonly string[]): void {
  const jar = new Map(self.cookie.split('; ').map((pair) => pair.split(/=(.*)/s) as [string, string]))
  for (const line of given) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
    if (/max-age=0/i.test(line)) jar.delete(name)
    else jar.set(name, value)
  }
  jar.delete('')
  self.cookie = [...jar].map((pair) => pair.join('=')).join('; ')
}
