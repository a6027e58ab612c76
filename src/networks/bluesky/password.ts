import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { type PasswordCredential, passwordOf, type Requests } from './credential.ts'
import { answered, failureOf, type Refusal, refusalOf } from './failures.ts'
import { patientFetch } from './patience.ts'

/** A token that ends within this is made new first: a request may be on its way for a while. */
const aheadMs = 60_000

/** What `createSession` and `refreshSession` answer, as far as we read it. */
export type SessionAnswer = {
  did: string
  handle: string
  accessJwt: string
  refreshJwt: string
  didDoc?: unknown
}

/** Requests under a session that was made with an app password. */
export function passwordRequests(tools: Tools, account: Account, credential: PasswordCredential): Requests {
  let held = credential
  const send: Requests = (path, init) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${held.accessJwt}`)
    return patientFetch(tools)(`${account.server}${path}`, { ...init, headers })
  }
  return async (path, init) => {
    if (endsSoon(held.accessJwt, tools.now())) held = await renewSession(tools, account, held)
    const response = await send(path, init)
    if (response.ok || !hasEnded(await refusalOf(response.clone()))) return response
    held = await renewSession(tools, account, held)
    return send(path, init)
  }
}

/**
 * A new session instead of `held`, kept. Under a lock, because a refresh token serves once: whoever comes second
 * takes what the first one kept.
 */
export function renewSession(
  tools: Tools,
  account: Account,
  held: PasswordCredential,
): Promise<PasswordCredential> {
  return tools.lock(`bluesky session ${account.remoteId}`, async () => {
    const kept = passwordOf(await account.reload())
    if (kept.accessJwt !== held.accessJwt) return kept
    const { accessJwt, refreshJwt } = await refresh(tools, account.server, kept)
    const renewed = { ...kept, accessJwt, refreshJwt }
    await account.save(renewed, null)
    return renewed
  })
}

/** By the refresh token, or, when that has ended, by the app password itself. */
async function refresh(tools: Tools, server: string, kept: PasswordCredential): Promise<SessionAnswer> {
  const headers = { authorization: `Bearer ${kept.refreshJwt}` }
  try {
    return await call(tools, server, 'refreshSession', { headers })
  } catch (thrown) {
    if (!(thrown instanceof NetworkFailure) || thrown.kind !== 'reconnect') throw thrown
    return createSession(tools, kept.login, kept.did, kept.password)
  }
}

/** Signs in with an app password. `identifier` is a handle or a DID. */
export function createSession(tools: Tools, server: string, identifier: string, password: string) {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ identifier, password })
  return call(tools, server, 'createSession', { headers, body }, [password])
}

/** Ends the session at the server. The app password itself can only be taken back by its owner. */
export async function endSession(
  tools: Tools,
  server: string,
  { refreshJwt }: PasswordCredential,
): Promise<void> {
  const url = `${server}/xrpc/com.atproto.server.deleteSession`
  await tools.fetch(url, { method: 'POST', headers: { authorization: `Bearer ${refreshJwt}` } })
}

async function call(
  tools: Tools,
  server: string,
  verb: string,
  init: RequestInit,
  secrets: readonly string[] = [],
): Promise<SessionAnswer> {
  const asked = { server, changes: false }
  return answered(asked, async () => {
    const response = await tools.fetch(`${server}/xrpc/com.atproto.server.${verb}`, {
      method: 'POST',
      ...init,
    })
    if (!response.ok) throw failureOf(await refusalOf(response, secrets), { ...asked, now: tools.now() })
    return (await response.json()) as SessionAnswer
  })
}

const hasEnded = ({ status, error }: Refusal) =>
  status === 401 || error === 'ExpiredToken' || error === 'InvalidToken'

/** The end that a token states itself; one that states none is tried as it is. */
function endsSoon(token: string, now: Date): boolean {
  const [, claims = ''] = token.split('.')
  try {
    const { exp }: { exp?: number } = JSON.parse(Buffer.from(claims, 'base64url').toString())
    return exp !== undefined && exp * 1000 < now.getTime() + aheadMs
  } catch {
    return false
  }
}
