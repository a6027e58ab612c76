import type { Agent } from '@atproto/api'
import type { Account, Tools } from '../kit/network.ts'
import { credentialOf, type Requests } from './credential.ts'
import { failureOf, refusalOf } from './failures.ts'
import { oauthRequests } from './oauth.ts'
import { passwordRequests } from './password.ts'

/** Points that writing one record costs of those that the rate limit's headers speak of. */
const pointsPerPost = 3

/**
 * The client library, speaking as this account. It is loaded when the first account needs it: it is large.
 * An answer that is no success is thrown as a `NetworkFailure`; the library wraps it, `answered` unwraps it.
 */
export async function agentOf(tools: Tools, account: Account): Promise<Agent> {
  const credential = credentialOf(account.credential)
  const requests =
    credential.kind === 'oauth'
      ? await oauthRequests(tools, account, credential)
      : passwordRequests(tools, account, credential)
  return agentWith(tools, account.server, account.remoteId, requests)
}

export async function agentWith(
  tools: Tools,
  server: string,
  did: string,
  requests: Requests,
): Promise<Agent> {
  const { Agent } = await import('@atproto/api')
  const fetchHandler: Requests = async (path, init) => {
    const response = await requests(path, init)
    const changes = path.startsWith('/xrpc/com.atproto.repo.putRecord')
    if (changes) reportLimit(tools, response.headers)
    if (response.ok) return response
    throw failureOf(await refusalOf(response), { server, changes, now: tools.now() })
  }
  return new Agent({ did: did as `did:${string}:${string}`, fetchHandler })
}

/** Where everybody may read without a sign-in (https://docs.bsky.app/docs/advanced-guides/api-directory). */
export const publicView = 'https://public.api.bsky.app'

/** The client library, speaking as nobody. */
export async function publicAgent(tools: Tools): Promise<Agent> {
  const { Agent } = await import('@atproto/api')
  return new Agent(async (path, init) => {
    const response = await tools.fetch(new URL(path, publicView), init)
    if (response.ok) return response
    throw failureOf(await refusalOf(response), { server: publicView, changes: false, now: tools.now() })
  })
}

function reportLimit(tools: Tools, headers: Headers): void {
  const [remaining, reset] = [headers.get('ratelimit-remaining'), headers.get('ratelimit-reset')]
  if (remaining === null || reset === null) return
  tools.report({
    scope: 'account',
    remaining: Math.floor(Number(remaining) / pointsPerPost),
    resetsAt: new Date(Number(reset) * 1000),
  })
}
