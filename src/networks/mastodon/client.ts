import { z } from 'zod'
import { hideIn } from '../../platform/hide.ts'
import { withLimits } from '../../platform/http/index.ts'
import { type Told, toldBody } from '../kit/ask.ts'
import { NetworkFailure, unanswered } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { failureOf } from './failures.ts'

export type Request = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  query?: Record<string, string | readonly string[]>
  json?: object
  form?: Told
  headers?: Record<string, string>
  /** The request makes or alters a post: without a clear answer nobody knows. Uploads and reads do not. */
  changes?: boolean
  /** What a refusal is about. Default: the post. */
  about?: 'post' | 'file' | 'sign-in'
  /** Whether the answer's rate headers speak of posting; uploads and removals have limits of their own. */
  reports?: boolean
  signal?: AbortSignal
}

export type Answer = { status: number; headers: Headers; body: unknown; url: string }

/** What one speaks to: a server, alone or as somebody. */
export type Line = { tools: Tools; server: string; token: string | null }

const Credential = z.object({ token: z.string() })

export function lineOf(tools: Tools, account: Account): Line {
  const credential = Credential.safeParse(account.credential)
  if (!credential.success)
    throw new NetworkFailure('reconnect', 'The sign-in of this account is not readable. Join it again.', {
      code: 'credential_unreadable',
    })
  return { tools, server: account.server, token: credential.data.token }
}

/** Asks the server and gives its answer, when it is success. Throws NetworkFailure otherwise. */
export async function ask(line: Line, request: Request): Promise<Answer> {
  const answer = await answerOf(line, request)
  if (answer.status >= 200 && answer.status < 300) {
    if (request.reports !== false) reportRate(line.tools, answer.headers)
    return answer
  }
  const error = ErrorBody.safeParse(answer.body)
  throw failureOf({
    server: hostOf(line.server),
    status: answer.status,
    headers: answer.headers,
    // A server that complains of a token may well quote it.
    error: error.success ? hideIn(error.data.error, [line.token]) : null,
    changes: request.changes === true,
    about: request.about ?? 'post',
    now: line.tools.now(),
  })
}

const ErrorBody = z.object({ error: z.string() })

/** A film of 100 MB takes its time to go up, and the server its time to look at it. Milliseconds. */
const uploadLimits = { headersMs: 10 * 60_000, totalMs: 10 * 60_000 }

async function answerOf({ tools, server, token }: Line, request: Request): Promise<Answer> {
  const url = new URL(server + request.path)
  for (const [name, value] of Object.entries(request.query ?? {}))
    for (const one of typeof value === 'string' ? [value] : value) url.searchParams.append(name, one)
  const { headers, ...sent } = sentBy(request)
  try {
    const response = await tools.fetch(
      url,
      withLimits(request.form ? uploadLimits : {}, {
        method: request.method,
        headers: {
          accept: 'application/json',
          ...headers,
          ...(token && { authorization: `Bearer ${token}` }),
          ...request.headers,
        },
        ...sent,
        // A redirected POST would arrive as a GET; only the search for a server follows one.
        redirect: token === null && request.method === 'GET' ? 'follow' : 'manual',
        signal: request.signal,
      }),
    )
    const body = parsed(await response.text())
    return { status: response.status, headers: response.headers, body, url: response.url }
  } catch (thrown) {
    throw unanswered(thrown, hostOf(server), request.changes === true)
  }
}

function sentBy({ json, form }: Request): Omit<RequestInit, 'headers'> & { headers: Record<string, string> } {
  if (form) return toldBody(form)
  return json
    ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) }
    : { headers: {} }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The answer in the shape that is expected of it; a strange one leaves open whether the change was made. */
export function shaped<T>(schema: z.ZodType<T>, answer: Answer, line: Line, changes = false): T {
  const result = schema.safeParse(answer.body)
  if (result.success) return result.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    `${hostOf(line.server)} answered with something that no Mastodon server says. Look whether the server is well.`,
    { code: 'odd_answer', status: answer.status, cause: result.error },
  )
}

function reportRate(tools: Tools, headers: Headers): void {
  const remaining = Number(headers.get('x-ratelimit-remaining') ?? Number.NaN)
  const resetsAt = new Date(headers.get('x-ratelimit-reset') ?? Number.NaN)
  if (Number.isInteger(remaining) && Number.isFinite(resetsAt.getTime()))
    tools.report({ scope: 'account', remaining, resetsAt })
}

export const hostOf = (server: string): string => new URL(server).host
