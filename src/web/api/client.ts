import type { z } from 'zod'
import { connectionFailed, connectionWorks } from './connection.ts'
import { ApiProblem, readProblem, unreachable } from './problem.ts'
import { currentWorkspace } from './workspace.ts'

type Value = string | number | boolean | null | undefined
export type Query = Record<string, Value | readonly Value[]>

type Ask<S extends z.ZodType | undefined> = {
  query?: Query
  /** The contract's schema of the answer; without one the answer is not read. */
  schema?: S
  signal?: AbortSignal
  /** Asks in another workspace than the current one; null for none. */
  workspace?: string | null
}

type Tell<S extends z.ZodType | undefined> = Ask<S> & {
  body?: unknown
  /** A file or form instead of JSON. */
  form?: FormData
  /**
   * The same key for the same wish, so that a repeat does nothing twice. Made anew for each call by default; null for what
   * is said again and again and does nothing twice by itself.
   */
  key?: string | null
}

type Answer<S> = S extends z.ZodType ? z.output<S> : undefined
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const base = '/api/v1'

/** Works on plain http too, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Puts values into a path so that none can leave its place: path`/posts/${id}`. */
export const path = (parts: TemplateStringsArray, ...values: (string | number)[]): string =>
  parts.reduce((made, part, place) => `${made}${encodeURIComponent(String(values[place - 1]))}${part}`)

export function withQuery(to: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, given] of Object.entries(query))
    for (const value of Array.isArray(given) ? given : [given])
      if (value !== null && value !== undefined && value !== '') search.append(name, String(value))
  const text = search.toString()
  return text ? `${to}?${text}` : to
}

function headersOf(method: Method, options: Tell<undefined>): Headers {
  const headers = new Headers({ accept: 'application/json' })
  const workspace = options.workspace === undefined ? currentWorkspace() : options.workspace
  if (workspace) headers.set('carillon-workspace', workspace)
  if (method === 'GET') return headers
  headers.set('carillon-csrf', '1')
  if (options.key !== null) headers.set('idempotency-key', options.key ?? newKey())
  if (!options.form) headers.set('content-type', 'application/json')
  return headers
}

async function send(method: Method, to: string, options: Tell<undefined>): Promise<Response> {
  const headers = headersOf(method, options)
  const body = options.form ?? (method === 'GET' ? undefined : JSON.stringify(options.body ?? {}))
  const request = () =>
    fetch(withQuery(base + to, options.query), { method, headers, body, signal: options.signal })
  try {
    // A write carries its key, so a second try after a broken line is safe.
    return await request().catch((cause: unknown) => (isAbort(cause) ? Promise.reject(cause) : request()))
  } catch (cause) {
    if (isAbort(cause)) throw cause
    connectionFailed()
    throw await withWords(unreachable(cause))
  }
}

const isAbort = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'AbortError'

/** Here "nobody" is an answer rather than the end of a session. */
const saysWhoIsThere = new Set(['/me', '/sign-in', '/sign-in/second-step', '/sign-in/passkey', '/sign-out'])

let onSignedOut: () => void = () => {}

/** What to do when the session is over; set once by the shell. */
export function whenSignedOut(then: () => void): void {
  onSignedOut = then
}

let prepareProblem: () => Promise<unknown> | null = () => null

/** What to fetch before a problem is thrown, so that there are words for it; set once by the shell. */
export function beforeProblems(fetchWords: () => Promise<unknown> | null): void {
  prepareProblem = fetchWords
}

/** A problem without words is still a problem. */
async function withWords(problem: ApiProblem): Promise<ApiProblem> {
  await prepareProblem()?.catch(() => {})
  return problem
}

async function call<S extends z.ZodType | undefined>(
  method: Method,
  to: string,
  options: Tell<S>,
): Promise<Answer<S>> {
  const { schema, ...rest } = options
  const response = await send(method, to, rest)
  await refuse(response, to)
  if (!schema) return undefined as Answer<S>
  return read(schema, await response.json()) as Answer<S>
}

/** Throws what the server says no with. */
async function refuse(response: Response, to: string): Promise<void> {
  connectionWorks()
  if (response.ok) return
  const problem = await readProblem(response)
  if (problem.status === 401 && !saysWhoIsThere.has(to)) onSignedOut()
  throw await withWords(problem)
}

/** An answer that comes piece by piece. It is asked for once: a second try would begin anew what may be under way. */
export async function openStream(
  to: string,
  options: { body: unknown; signal: AbortSignal },
): Promise<Response> {
  const headers = headersOf('POST', options)
  const body = JSON.stringify(options.body)
  const request = { method: 'POST', headers, body, signal: options.signal }
  const response = await fetch(base + to, request).catch(async (cause: unknown) => {
    if (isAbort(cause)) throw cause
    connectionFailed()
    throw await withWords(unreachable(cause))
  })
  await refuse(response, to)
  return response
}

/** The server keeps the same contract; if it does not, say which field rather than break somewhere in a page. */
function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const found = schema.safeParse(value)
  if (found.success) return found.data
  const where = found.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new ApiProblem(
    { status: 200, code: 'web.unexpected', detail: `The answer was not as agreed (${where}).` },
    found.error,
  )
}

/** The REST API, `/api/v1`, with the session of this browser and the current workspace. */
export const api = {
  get: <S extends z.ZodType | undefined = undefined>(to: string, options: Ask<S> = {}) =>
    call('GET', to, options),
  post: <S extends z.ZodType | undefined = undefined>(to: string, options: Tell<S> = {}) =>
    call('POST', to, options),
  put: <S extends z.ZodType | undefined = undefined>(to: string, options: Tell<S> = {}) =>
    call('PUT', to, options),
  patch: <S extends z.ZodType | undefined = undefined>(to: string, options: Tell<S> = {}) =>
    call('PATCH', to, options),
  delete: <S extends z.ZodType | undefined = undefined>(to: string, options: Tell<S> = {}) =>
    call('DELETE', to, options),
}
