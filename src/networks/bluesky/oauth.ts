import type {
  NodeOAuthClient,
  NodeOAuthClientOptions,
  NodeSavedSession,
  NodeSavedState,
  OAuthAuthorizationServerMetadata,
  OAuthClientMetadataInput,
  OAuthProtectedResourceMetadata,
} from '@atproto/oauth-client-node'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { isLoopback, signingKey } from './client.ts'
import { type OAuthCredential, oauthOf, type Requests } from './credential.ts'
import { failureIn, failureOf } from './failures.ts'
import { handleResolver } from './identity.ts'
import { patientFetch } from './patience.ts'

/** A token that ends within this is made new first. The library's own margin is 10 to 40 seconds. */
const aheadMs = 60_000
const day = 86_400_000

type Stores = Pick<NodeOAuthClientOptions, 'stateStore' | 'sessionStore' | 'requestLock'>

/** The official client, which does PAR, PKCE, DPoP and the proofs of identity, on our way out and our stores. */
export async function oauthClient(
  tools: Tools,
  metadata: OAuthClientMetadataInput,
  directory: string,
  stores: Stores,
): Promise<NodeOAuthClient> {
  const { NodeOAuthClient } = await import('@atproto/oauth-client-node')
  const proves = metadata.token_endpoint_auth_method === 'private_key_jwt'
  return new NodeOAuthClient({
    clientMetadata: metadata as NodeOAuthClientOptions['clientMetadata'],
    keyset: proves ? [await signingKey(tools)] : undefined,
    plcDirectoryUrl: directory,
    handleResolver: handleResolver(tools),
    // Without TLS only where nothing leaves the machine.
    allowHttp: isLoopback(new URL(directory)),
    fetch: patientFetch(tools),
    ...caches,
    ...stores,
  })
}

/** What servers say of themselves, for some minutes, and the nonces they last asked for: shared, or each post would ask anew. */
const caches = {
  authorizationServerMetadataCache: briefly<OAuthAuthorizationServerMetadata>(600_000),
  protectedResourceMetadataCache: briefly<OAuthProtectedResourceMetadata | null>(600_000),
  dpopNonceCache: briefly<string>(300_000),
}

function briefly<V>(ms: number) {
  const kept = new Map<string, { value: V; until: number }>()
  return {
    get: (key: string) => {
      const found = kept.get(key)
      return found && found.until > Date.now() ? found.value : undefined
    },
    set: (key: string, value: V) => {
      if (kept.size >= 500) kept.clear()
      kept.set(key, { value, until: Date.now() + ms })
    },
    del: (key: string) => void kept.delete(key),
  }
}

/** Requests under a permission given at the account's server. */
export async function oauthRequests(
  tools: Tools,
  account: Account,
  credential: OAuthCredential,
): Promise<Requests> {
  const { session } = await restored(tools, account, credential)
  return async (path, init) => {
    try {
      return await session.fetchHandler(path, init)
    } catch (thrown) {
      throw await oauthFailure(thrown, account.server, tools)
    }
  }
}

/** Makes the tokens new, whether they have ended or not. */
export async function refreshPermission(
  tools: Tools,
  account: Account,
  credential: OAuthCredential,
): Promise<void> {
  const { client } = await clientOf(tools, account, credential, () => true)
  await client.restore(account.remoteId, true).catch(rethrown(account.server, tools))
}

export async function revokePermission(
  tools: Tools,
  account: Account,
  credential: OAuthCredential,
): Promise<void> {
  const { client } = await clientOf(tools, account, credential, () => false)
  await client.revoke(account.remoteId).catch(rethrown(account.server, tools))
}

async function restored(tools: Tools, account: Account, credential: OAuthCredential) {
  let refused = false
  const noticing: Tools = {
    ...tools,
    fetch: async (input, init) => {
      const response = await tools.fetch(input, init)
      if (response.status === 401) refused = true
      return response
    },
  }
  const { client } = await clientOf(
    noticing,
    account,
    credential,
    (held) => refused || endsSoon(held, tools.now()),
  )
  const session = await client.restore(account.remoteId, 'auto').catch(rethrown(account.server, tools))
  return { session }
}

/**
 * The library takes its lock for every request, though it is needed only to make tokens new: a refresh token serves
 * once. So `mayRenew` says when the lock, and a fresh look at what is kept, is worth its price.
 */
async function clientOf(
  tools: Tools,
  account: Account,
  credential: OAuthCredential,
  mayRenew: (held: OAuthCredential) => boolean,
) {
  let held = credential
  const stores: Stores = {
    stateStore: { get: () => undefined, set: () => undefined, del: () => undefined },
    sessionStore: {
      get: () => sessionIn(held),
      set: async (_, session) => {
        held = { ...held, session: plain(session) }
        await account.save(held, endOf(held, tools.now()))
      },
      // What the library gives up on is for the caller to judge: a lost connection must not cost the account.
      del: () => undefined,
    },
    requestLock: async (_, work) => {
      if (!mayRenew(held)) return work()
      return tools.lock(`bluesky session ${account.remoteId}`, async () => {
        held = oauthOf(await account.reload())
        return work()
      })
    },
  }
  const metadata = credential.client as OAuthClientMetadataInput
  return { client: await oauthClient(tools, metadata, credential.directory, stores) }
}

const sessionIn = ({ session }: OAuthCredential) => session as unknown as NodeSavedSession

export const plain = (
  value: NodeSavedSession | NodeSavedState | OAuthClientMetadataInput,
): Record<string, Json> => JSON.parse(JSON.stringify(value))

function endsSoon(credential: OAuthCredential, now: Date): boolean {
  const { expires_at: end } = sessionIn(credential).tokenSet
  return end !== undefined && Date.parse(end) < now.getTime() + aheadMs
}

/**
 * When a person must sign in again at the latest, as the reference server has it (oauth-provider 0.22): a client
 * without a key two weeks after signing in; one with a key after two years, or three months without a refresh.
 */
export function endOf({ client, since }: Pick<OAuthCredential, 'client' | 'since'>, now: Date): Date {
  const signedIn = Date.parse(since)
  if (client.token_endpoint_auth_method !== 'private_key_jwt') return new Date(signedIn + 14 * day)
  return new Date(Math.min(signedIn + 730 * day, now.getTime() + 90 * day))
}

const rethrown = (server: string, tools: Tools) => async (thrown: unknown) => {
  throw await oauthFailure(thrown, server, tools)
}

/** What the library throws, in our kinds. Only a server's own word ends a permission; all else is tried again. */
export async function oauthFailure(thrown: unknown, server: string, tools: Tools): Promise<unknown> {
  const library = await import('@atproto/oauth-client-node')
  const { OAuthResponseError, TokenInvalidError, TokenRefreshError, TokenRevokedError } = library
  const own = failureIn(thrown)
  if (own) return own
  for (let error = thrown; error instanceof Error; error = error.cause)
    if (error instanceof OAuthResponseError)
      return failureOf(
        {
          status: error.status,
          error: error.error ?? '',
          message: error.errorDescription ?? '',
          headers: error.response.headers,
        },
        { server, changes: false, now: tools.now() },
      )
  if ([TokenInvalidError, TokenRefreshError, TokenRevokedError].some((kind) => thrown instanceof kind))
    return new NetworkFailure('reconnect', `${server} has ended the permission. Join the account again.`, {
      code: 'permission_ended',
      cause: thrown,
    })
  return thrown
}
