import { z } from 'zod'
import { type Answered, type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { type Dialect, type Renew, renewBy, withAccess } from '../kit/oauth.ts'
import { type Counted, failureOf } from './failures.ts'
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

const day = 86_400_000
/** So long a sign-in lives while the consent screen of the app stands in Testing; it is noticed a day later at most. */
const testing = { least: 6.9 * day, most: 8.5 * day }
/** When somebody signed in, which is kept beside the tokens. */
const Since = z.object({ since: z.coerce.date() })

/** Google says of every sign-in that ended the same; of one that ended after seven days, its age tells why. */
export const renewal =
  (tools: Tools): Renew =>
  async (kept) => {
    try {
      return await renewBy(tools, dialect)(kept)
    } catch (failure) {
      const { data } = Since.safeParse(kept)
      const age = data ? tools.now().getTime() - data.since.getTime() : 0
      const refused = failure instanceof NetworkFailure && failure.code === 'signed_out'
      if (!refused || age < testing.least || age > testing.most) throw failure
      throw new NetworkFailure(
        'reconnect',
        'Google has ended the sign-in seven days after it was made, as it does while the consent screen of the app stands in Testing. Publish the app there (In production), then join the channel again.',
        { code: 'testing_ended' },
      )
    }
  }

/** Who speaks: an account that is joined, or one that is just being joined and has an access token alone. */
export type Line = { tools: Tools; account: Account } | { tools: Tools; access: string }

export type Request = Omit<Asked, 'url'> & {
  /** Below the interface, or a whole address that an answer of it named. */
  at: string
  /** Statuses that are an answer too, beside success. */
  also?: readonly number[]
  /** Of such requests Google allows a project a number of its own. */
  counted?: Counted
}

/** Sends a request with a good access token. Throws NetworkFailure for what is no success. */
export function ask(line: Line, { at, also = [], counted, ...request }: Request): Promise<Answered> {
  const { tools } = line
  const send = async (access: string): Promise<Answered> => {
    const answered = await askServer(tools, {
      ...request,
      url: at.startsWith('/') ? api + at : at,
      headers: { authorization: `Bearer ${access}`, ...request.headers },
    })
    if (answered.status < 300 || also.includes(answered.status)) return answered
    throw failureOf(tools, answered, { changes: request.changes === true, counted })
  }
  if ('access' in line) return send(line.access)
  return withAccess(tools, line.account, renewal(tools), send)
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
