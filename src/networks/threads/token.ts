import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import type { Tools } from '../kit/network.ts'
import type { Renew, Tokens } from '../kit/oauth.ts'
import { failureOf } from './failures.ts'

export const server = 'https://graph.threads.net'
const Answer = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().default(5_184_000),
})

/** The token of an hour that a sign-in brings becomes one of sixty days. */
export async function exchange(tools: Tools, short: string): Promise<Tokens> {
  const { values } = await tools.app()
  return tokenFrom(tools, 'access_token', {
    grant_type: 'th_exchange_token',
    client_secret: values.clientSecret ?? '',
    access_token: short,
  })
}

/** There are no refresh tokens: the token itself, while it is good and older than a day, brings the next one. */
export const renewIn =
  (tools: Tools): Renew =>
  ({ access }) =>
    tokenFrom(tools, 'refresh_access_token', { grant_type: 'th_refresh_token', access_token: access })

async function tokenFrom(tools: Tools, path: string, query: Record<string, string>): Promise<Tokens> {
  const answer = await askServer(tools, { method: 'GET', url: `${server}/${path}`, query })
  const read = answer.status < 300 ? Answer.safeParse(answer.body) : null
  if (!read?.success) throw failureOf({ ...answer, changes: false, now: tools.now() })
  const { access_token, expires_in } = read.data
  return {
    access: access_token,
    refresh: null,
    accessEndsAt: new Date(tools.now().getTime() + expires_in * 1000),
    refreshEndsAt: null,
    scopes: null,
    body: read.data,
  }
}
