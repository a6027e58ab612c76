import { z } from 'zod'
import { type Answered, type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { type Dialect, renewBy, withAccess } from '../kit/oauth.ts'
import { failureOf } from './failures.ts'
import { scopes } from './manifest.ts'

export const server = 'https://www.youtube.com'
export const api = 'https://youtube.googleapis.com'
export const analyticsApi = 'https://youtubeanalytics.googleapis.com'

export const dialect: Dialect = {
  network: 'YouTube',
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
  scopes: [scopes.manage, scopes.analytics],
  pkce: true,
  proof: 'form',
  // Without both, Google gives a refresh token at the first sign-in alone.
  more: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'false' },
  lives: 3600,
}

/** Who speaks: an account that is joined, or one that is just being joined and has an access token alone. */
export type Line = { tools: Tools; account: Account } | { tools: Tools; access: string }

export type Request = Omit<Asked, 'url'> & {
  /** Below the interface, or a whole address that an answer of it named. */
  at: string
  /** Statuses that are an answer too, beside success. */
  also?: readonly number[]
  /** It begins an upload, of which Google allows a project a number of its own. */
  opens?: true
}

/** Sends a request with a good access token. Throws NetworkFailure for what is no success. */
export function ask(line: Line, { at, also = [], opens, ...request }: Request): Promise<Answered> {
  const { tools } = line
  const send = async (access: string): Promise<Answered> => {
    const answered = await askServer(tools, {
      ...request,
      url: at.startsWith('/') ? api + at : at,
      headers: { authorization: `Bearer ${access}`, ...request.headers },
    })
    if (answered.status < 300 || also.includes(answered.status)) return answered
    throw failureOf(tools, answered, { changes: request.changes === true, opens: opens === true })
  }
  if ('access' in line) return send(line.access)
  return withAccess(tools, line.account, renewBy(tools, dialect), send)
}

/** The same, and what it says in a known shape. */
export async function call<T>(line: Line, schema: z.ZodType<T>, request: Request): Promise<T> {
  const { status, body } = await ask(line, request)
  const found = schema.safeParse(body)
  if (found.success) return found.data
  throw new NetworkFailure(
    request.changes ? 'unknown' : 'later',
    'YouTube answered with something that its interface does not say.',
    { code: 'odd_answer', status, cause: found.error },
  )
}

/** A list as YouTube answers it; one strange thing in it does not hide the others. */
export const listOf = <T>(item: z.ZodType<T>) =>
  z.object({
    items: z
      .array(z.unknown())
      .default([])
      .transform((all) => all.flatMap((one) => item.safeParse(one).data ?? [])),
    nextPageToken: z.string().optional(),
  })

/** YouTube counts in strings. */
export const Count = z
  .union([z.string().regex(/^\d{1,19}$/), z.number()])
  .transform(Number)
  .optional()

export const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })

export const isGone = (failure: unknown): boolean =>
  failure instanceof NetworkFailure && failure.status === 404
