import { type Body, readBody } from './body.ts'
import { OutboundError } from './error.ts'
import { type Limits, limitsOf } from './limits.ts'

/** One call as it is meant, before any redirect. */
export type Call = {
  url: URL
  method: string
  headers: Map<string, string>
  body: Body | null
  redirect: NonNullable<RequestInit['redirect']>
  signal: AbortSignal | null
  limits: Limits
}

/** Reads what fetch was given: an address or a Request, and what is laid over it. */
export async function readCall(
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit | undefined,
  defaults: { limits: Limits; userAgent: string },
): Promise<Call> {
  const request = input instanceof Request ? input : null
  const headers = readHeaders(init?.headers ?? request?.headers)
  const body = init?.body ?? (request?.body ? await request.arrayBuffer() : null)
  const read = await readBody(body)
  if (read?.type && !headers.has('content-type')) headers.set('content-type', read.type)
  // A stream tells its length only if the caller does.
  const told = headers.get('content-length')
  if (read?.kind === 'told' && read.length === null && told) read.length = Number(told)
  for (const name of ours) headers.delete(name)
  if (!headers.has('user-agent')) headers.set('user-agent', defaults.userAgent)
  if (!headers.has('accept')) headers.set('accept', '*/*')
  if (!headers.has('accept-encoding')) headers.set('accept-encoding', 'gzip, br')
  const own = limitsOf(init)
  return {
    url: readUrl(request ? request.url : String(input)),
    method: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
    headers,
    body: read,
    redirect: init?.redirect ?? request?.redirect ?? 'follow',
    signal: init?.signal ?? request?.signal ?? null,
    limits: own ? { ...defaults.limits, ...own } : defaults.limits,
  }
}

/** Headers that describe the connection or the body: the client writes them, from what is true. */
const ours = [
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
  'upgrade',
  'te',
  'trailer',
  'proxy-authorization',
  'proxy-connection',
]

function readUrl(text: string): URL {
  const url = URL.parse(text)
  if (url) return url
  throw new OutboundError('blocked', 'That is not a web address.', { host: '', mayHaveLeft: false })
}

function readHeaders(init: RequestInit['headers']): Map<string, string> {
  const headers = new Map<string, string>()
  if (!init) return headers
  if (init instanceof Headers || Array.isArray(init)) {
    for (const [name, value] of new Headers(init)) headers.set(name, value)
  } else {
    for (const name in init) {
      const value = init[name]
      if (value !== undefined) headers.set(name.toLowerCase(), String(value))
    }
  }
  return headers
}
