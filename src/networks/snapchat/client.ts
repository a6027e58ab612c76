import { z } from 'zod'
import { type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { type Dialect, renewBy, withAccess } from '../kit/oauth.ts'
import { type About, failureOf } from './failures.ts'
import { manifest } from './manifest.ts'

export const api = 'https://businessapi.snapchat.com'
/** Where organisations are listed. */
export const ads = 'https://adsapi.snapchat.com'
export const site = 'https://www.snapchat.com'
const accounts = 'https://accounts.snapchat.com'

export const dialect: Dialect = {
  network: manifest.name,
  authorize: `${accounts}/login/oauth2/authorize`,
  token: `${accounts}/login/oauth2/access_token`,
  scopes: manifest.app.scopes.map(({ scope }) => scope),
  proof: 'form',
  // So the description of the interface; answers say it, too.
  lives: 3600,
}

export type Ask = Pick<
  Asked,
  'method' | 'query' | 'json' | 'multipart' | 'told' | 'changes' | 'carries' | 'signal'
> & {
  path: string
  host?: string
  about?: About
}

/** Asks as the account: makes its sign-in new when it has ended. */
export const ask = <T>(tools: Tools, account: Account, schema: z.ZodType<T>, asked: Ask): Promise<T> =>
  withAccess(tools, account, renewBy(tools, dialect), (access) => askWith(tools, access, schema, asked))

const Envelope = z.looseObject({
  request_status: z.string().optional(),
  error_code: z.coerce.string().nullish().catch(null),
})

/** Asks with an access token. Throws NetworkFailure unless it is answered as the API says. */
export async function askWith<T>(
  tools: Tools,
  access: string,
  schema: z.ZodType<T>,
  { path, host = api, about = 'read', ...asked }: Ask,
): Promise<T> {
  const { changes = false } = asked
  const { status, headers, body } = await askServer(tools, {
    ...asked,
    url: `${host}${path}`,
    headers: { authorization: `Bearer ${access}` },
  })
  const envelope = Envelope.safeParse(body)
  // A refusal may come with a status of success.
  const refused = envelope.data?.request_status?.toUpperCase() === 'ERROR'
  if (status >= 300 || refused) {
    const code = envelope.success ? (envelope.data.error_code ?? '') : null
    throw failureOf({ status: status < 300 ? 400 : status, headers, changes, now: tools.now(), about, code })
  }
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'Snapchat answered with something that its API does not say.',
    { code: 'odd_answer', status, cause: read.error },
  )
}
