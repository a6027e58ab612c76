import type { Agent } from 'undici'
import type { Log } from '../log.ts'
import type { Body } from './body.ts'
import type { Call } from './call.ts'
import { outboundError } from './error.ts'
import { exchange } from './exchange.ts'
import type { Limits } from './limits.ts'
import type { Recorder } from './record.ts'
import { type Allowed, checkTarget } from './target.ts'

/** What all calls of one client share. */
export type Way = {
  agent: Agent
  allowed: Allowed
  limits: Limits
  log: Log | null
  userAgent: string
  recorder: Recorder | null
}

const redirectsAtMost = 5

/** Sends a call and follows where it is sent on to, checking each place anew. */
export async function follow(way: Way, call: Call): Promise<Response> {
  const deadline = performance.now() + call.limits.totalMs
  let { url, method, headers, body } = call
  let left = false
  for (let hops = 0; ; hops++) {
    const host = url.hostname
    if (call.signal?.aborted) throw outboundError('aborted', host, left, call.signal.reason)
    checkTarget(url, way.allowed, left)
    const response = await sendOnce(way, { ...call, url, method, headers, body }, deadline, left)
    left = true
    const next = call.redirect === 'manual' ? null : targetOf(response, url)
    if (!next) return hops === 0 ? response : Object.defineProperty(response, 'redirected', { value: true })
    await response.body?.cancel()
    if (call.redirect === 'error' || hops === redirectsAtMost) throw outboundError('redirects', host, true)
    if (turnsToGet(response.status, method)) {
      method = 'GET'
      body = null
      headers = without(headers, (name) => name.startsWith('content-'))
    } else if (body && !mayRepeat(body, url, next)) throw outboundError('redirects', host, true)
    if (next.origin !== url.origin) headers = without(headers, (name) => !harmless.has(name))
    url = next
  }
}

// A body may hold what was meant for one server only: a code, a token, a text before its hour.
const mayRepeat = (body: Body, from: URL, to: URL): boolean =>
  from.hostname === to.hostname && (body.kind === 'whole' || body.again)

/** What may be told to a server that another one names. Everything else may be a secret or speak for the account. */
const harmless = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'if-modified-since',
  'if-none-match',
  'range',
  'user-agent',
])

const without = (headers: Map<string, string>, drop: (name: string) => boolean): Map<string, string> =>
  new Map([...headers].filter(([name]) => !drop(name)))

const redirects = new Set([301, 302, 303, 307, 308])

function targetOf(response: Response, from: URL): URL | null {
  const location = redirects.has(response.status) ? response.headers.get('location') : null
  return location ? URL.parse(location, from.href) : null
}

// As fetch has it: 303 always asks by GET, 301 and 302 do when it was a POST.
const turnsToGet = (status: number, method: string): boolean =>
  (status === 303 && method !== 'HEAD') || (status < 303 && method === 'POST')

async function sendOnce(way: Way, call: Call, deadline: number, leftBefore: boolean): Promise<Response> {
  const { url, method, body, limits, signal } = call
  const headers: string[] = []
  for (const [name, value] of call.headers) headers.push(name, value)
  if (body?.kind === 'told' && body.length !== null) headers.push('content-length', String(body.length))
  const watch = way.recorder?.watch({ url, method, headers: call.headers, body }) ?? null
  try {
    return await exchange(way.agent, {
      url,
      method,
      headers,
      body,
      limits,
      deadline,
      signal,
      leftBefore,
      watch,
    })
  } catch (error) {
    way.log?.debug({ host: url.hostname, method, err: error }, 'an outbound request had no answer')
    throw error
  }
}
