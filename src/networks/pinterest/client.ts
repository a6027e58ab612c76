import { z } from 'zod'
import { type Answered, type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure, pauseUntil } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { type Dialect, renewBy, withAccess } from '../kit/oauth.ts'
import { type About, failureOf } from './failures.ts'
import { manifest } from './manifest.ts'

export const production = 'https://api.pinterest.com'
/** Where apps with Trial access make pins that nobody else sees. */
export const sandbox = 'https://api-sandbox.pinterest.com'
export const site = 'https://www.pinterest.com'

export const dialect: Dialect = {
  network: manifest.name,
  authorize: `${site}/oauth/`,
  token: `${production}/v5/oauth/token`,
  scopes: manifest.app.scopes.map(({ scope }) => scope),
  separator: ',',
  proof: 'basic',
  rotates: true,
  // Apps from before September 2025 must ask for tokens that can be made new without end; others get them anyway.
  grant: { continuous_refresh: 'true' },
}

export type Ask = Pick<Asked, 'method' | 'query' | 'json' | 'told' | 'changes' | 'carries' | 'signal'> & {
  /** Below `/v5`. */
  path: string
  about?: About
}

/** Asks as the account: makes its sign-in new when it has ended. */
export const ask = <T>(tools: Tools, account: Account, schema: z.ZodType<T>, asked: Ask): Promise<T> =>
  withAccess(tools, account, renewBy(tools, dialect), (access) =>
    askWith(tools, account.server, access, schema, asked),
  )

const Refused = z.object({ code: z.coerce.number(), message: z.string().catch('') })

/** Asks with an access token. Throws NetworkFailure unless it is answered as the API says. */
export async function askWith<T>(
  tools: Tools,
  server: string,
  access: string,
  schema: z.ZodType<T>,
  { path, about = 'read', ...asked }: Ask,
): Promise<T> {
  const { changes = false } = asked
  const answer = await askServer(tools, {
    ...asked,
    url: `${server}/v5${path}`,
    headers: { authorization: `Bearer ${access}` },
  })
  const now = tools.now()
  const window = windowOf(answer, now)
  if (window) tools.report({ scope: 'account', ...window })
  const { status, headers, body } = answer
  if (status >= 300) {
    const refused = Refused.safeParse(body)
    throw failureOf({
      status,
      headers,
      changes,
      now,
      retryAt: window?.resetsAt,
      about,
      code: refused.success ? refused.data.code : null,
      message: refused.success ? refused.data.message : '',
    })
  }
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'Pinterest answered with something that its API does not say.',
    { code: 'odd_answer', status, cause: read.error },
  )
}

/**
 * What is left of the window: `X-RateLimit-Remaining` and `-Reset`, which counts seconds. How they are written is not published;
 * several windows may stand side by side, and the first one counts.
 */
function windowOf({ headers }: Answered, now: Date): { remaining: number; resetsAt: Date } | undefined {
  const [remaining, reset] = ['x-ratelimit-remaining', 'x-ratelimit-reset'].map((name) =>
    Number.parseInt(headers.get(name) ?? '', 10),
  )
  if (remaining === undefined || reset === undefined || !(remaining >= 0) || !(reset >= 0)) return undefined
  // A number this large is an instant and no span.
  const at = reset > 1_000_000_000 ? reset * 1000 : now.getTime() + reset * 1000
  const resetsAt = pauseUntil(new Date(at), now)
  return resetsAt && { remaining, resetsAt }
}

const Page = z.object({ items: z.array(z.unknown()), bookmark: z.string().nullish() })

/** One page of a list. A strange entry does not hide the others. */
export async function askPage<T>(
  asking: <R>(schema: z.ZodType<R>, asked: Ask) => Promise<R>,
  schema: z.ZodType<T>,
  asked: Omit<Ask, 'method'>,
): Promise<{ items: T[]; bookmark: string | null }> {
  const { items, bookmark } = await asking(Page, { ...asked, method: 'GET' })
  return {
    items: items.flatMap((one) => {
      const read = schema.safeParse(one)
      return read.success ? [read.data] : []
    }),
    bookmark: bookmark || null,
  }
}
