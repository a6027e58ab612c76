import { z } from 'zod'
import product from '../../../package.json' with { type: 'json' }
import { type Answered, type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure, pauseUntil } from '../kit/failure.ts'
import type { Account, App, Tools } from '../kit/network.ts'
import { type Dialect, renewBy, withAccess } from '../kit/oauth.ts'
import { type About, failureOf } from './failures.ts'
import { manifest } from './manifest.ts'

export const site = 'https://www.reddit.com'
export const api = 'https://oauth.reddit.com'

/** Reddit wants to know who asks: where it runs, which app, which version, and who answers for it. */
export function userAgentOf({ values }: App): string {
  const { clientId = '', redditor = '' } = values
  const name = redditor.trim().replace(/^\/?u\//i, '')
  const plain = (text: string) => text.replace(/[^\w-]/g, '')
  return `server:carillon-${plain(clientId)}:v${product.version} (by /u/${plain(name)})`
}

export const dialectOf = (app: App): Dialect => ({
  network: manifest.name,
  authorize: `${site}/api/v1/authorize`,
  token: `${site}/api/v1/access_token`,
  scopes: manifest.app.scopes.map(({ scope }) => scope),
  proof: 'basic',
  more: { duration: 'permanent' },
  headers: { 'user-agent': userAgentOf(app) },
  lives: 3600,
})

/** Who speaks: an account that is joined, or one that is just being joined and has an access token alone. */
export type Line = { tools: Tools; signal?: AbortSignal | undefined } & (
  | { account: Account }
  | { access: string }
)

export type Ask = Pick<Asked, 'method' | 'query' | 'json' | 'form' | 'changes'> & {
  path: string
  /** What it is about: the same answer means something else to a reader than to a writer. */
  about?: About
}

/** Asks as the account: makes its sign-in new when it has ended. Throws NetworkFailure unless Reddit does as it is asked. */
export async function ask<T>(line: Line, schema: z.ZodType<T>, asked: Ask): Promise<T> {
  const { tools } = line
  const app = await tools.app()
  const work = (access: string) => askWith({ ...line, app, access }, schema, asked)
  if ('access' in line) return work(line.access)
  return withAccess(tools, line.account, renewBy(tools, dialectOf(app)), work)
}

type Speaker = { tools: Tools; signal?: AbortSignal | undefined; app: App; access: string }

async function askWith<T>(
  { tools, signal, app, access }: Speaker,
  schema: z.ZodType<T>,
  { path, about = 'read', query, form, changes = false, ...asked }: Ask,
): Promise<T> {
  const answer = await askServer(tools, {
    ...asked,
    // Without it, Reddit writes `&amp;` for every `&`.
    query: { ...query, raw_json: 1 },
    ...(form && { form: { api_type: 'json', ...form } }),
    url: `${api}${path}`,
    headers: { authorization: `Bearer ${access}`, 'user-agent': userAgentOf(app) },
    changes,
    signal,
  })
  const now = tools.now()
  const window = windowOf(answer, now)
  if (window) tools.report({ scope: 'app', ...window })
  const failure = failureOf(answer, { changes, about, now, retryAt: window?.resetsAt })
  if (failure) throw failure
  const read = schema.safeParse(answer.body)
  if (read.success) return read.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'Reddit answered with something that its interface does not say.',
    { code: 'odd_answer', status: answer.status, cause: read.error },
  )
}

/** What is left of the window: `X-Ratelimit-Remaining`, which may be a fraction, and `-Reset`, which counts seconds. */
function windowOf({ headers }: Answered, now: Date): { remaining: number; resetsAt: Date } | undefined {
  const [remaining, reset] = ['x-ratelimit-remaining', 'x-ratelimit-reset'].map((name) =>
    Number.parseFloat(headers.get(name) ?? ''),
  )
  if (remaining === undefined || reset === undefined || !(remaining >= 0) || !(reset >= 0)) return undefined
  const resetsAt = pauseUntil(new Date(now.getTime() + reset * 1000), now)
  return resetsAt && { remaining: Math.floor(remaining), resetsAt }
}

/** What Reddit answers to who changes something, where it did. */
export const done = <T extends z.ZodType>(data: T) => z.object({ json: z.object({ data }) })

/** A list as Reddit answers it; one strange thing in it does not hide the others. */
export const listingOf = <T>(kind: string, thing: z.ZodType<T>) =>
  z.object({
    data: z.object({
      after: z.string().nullish(),
      children: z
        .array(z.unknown())
        .transform((all) => all.flatMap((one) => entryOf(kind, thing).safeParse(one).data?.data ?? [])),
    }),
  })

const entryOf = <T>(kind: string, data: z.ZodType<T>) => z.object({ kind: z.literal(kind), data })
