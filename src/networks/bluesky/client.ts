import type { OAuthClientMetadataInput } from '@atproto/oauth-client-node'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { documentUrl, type Tools } from '../kit/network.ts'
import { manifest } from './manifest.ts'

const scope = 'atproto transition:generic'
const file = 'client-metadata.json'
const keyName = 'signing-key'
const keyId = 'carillon-1'

/**
 * How we introduce ourselves to a server (https://atproto.com/specs/oauth#clients): under https by the address of a
 * document that we serve and with a key of our own, on localhost by the client id that the specification keeps for it.
 */
export async function clientMetadata(tools: Tools, backUri: string): Promise<OAuthClientMetadataInput> {
  const home = new URL(tools.appUrl)
  if (isLoopback(home)) return localClient(backUri)
  if (home.protocol !== 'https:') throw needsHttps()
  return {
    client_id: documentUrl(tools.appUrl, manifest.id, file),
    client_name: 'Carillon',
    client_uri: tools.appUrl,
    application_type: 'web',
    redirect_uris: [backUri],
    scope,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    dpop_bound_access_tokens: true,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [(await signingKey(tools)).publicJwk] },
  }
}

/** The document that servers read, when there is one. */
export async function documents(tools: Tools, backUri: string): Promise<Record<string, Json>> {
  const home = new URL(tools.appUrl)
  if (isLoopback(home) || home.protocol !== 'https:') return {}
  return { [file]: JSON.parse(JSON.stringify(await clientMetadata(tools, backUri))) satisfies Json }
}

/** A client on localhost has no key and must be sent back to an address in numbers. */
function localClient(backUri: string): OAuthClientMetadataInput {
  const back = new URL(backUri)
  if (back.hostname === 'localhost') back.hostname = '127.0.0.1'
  const redirect = back.href
  return {
    client_id: `http://localhost?${new URLSearchParams({ redirect_uri: redirect, scope })}`,
    application_type: 'native',
    redirect_uris: [redirect],
    scope,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    dpop_bound_access_tokens: true,
    token_endpoint_auth_method: 'none',
  }
}

/** The key that proves to servers that it is we who ask; made once and kept with the apps. */
export async function signingKey(tools: Tools) {
  const { JoseKey } = await import('@atproto/oauth-client-node')
  const kept = (await tools.apps.get(keyName)) ?? (await tools.lock(`bluesky ${keyName}`, makeKey))
  return JoseKey.fromJWK(JSON.stringify(kept))

  async function makeKey(): Promise<Json> {
    const before = await tools.apps.get(keyName)
    if (before) return before
    const { privateJwk } = await JoseKey.generate(['ES256'], keyId)
    const made: Json = JSON.parse(JSON.stringify(privateJwk))
    await tools.apps.set(keyName, made)
    return made
  }
}

export const isLoopback = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const needsHttps = () =>
  new NetworkFailure(
    'rejected',
    'Signing in at Bluesky needs Carillon to be reached under https or on localhost. Use an app password instead.',
    { code: 'https_needed' },
  )
