import type { Configuration } from 'openid-client'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { OutboundError } from '../../../platform/http/index.ts'
import { Email } from '../sign-in/contract.ts'
import { labelOf } from '../sign-in/index.ts'
import { providerError } from './errors.ts'

/** How long what the provider says of itself is believed. */
const keptMs = 3_600_000
/** The provider answers in good time, or the person is told. */
const timeoutSeconds = 10

/** Whom the provider has let in. `email` is one that it has verified, or null. */
export type Identity = { issuer: string; subject: string; email: string | null; name: string | null }

/** What only the browser that was sent there can bring back. */
export type Checks = { state: string; nonce: string; verifier: string }

/** What the settings say of the provider; null when they name none. */
export const settingsOf = ({ config }: Pick<Context, 'config'>) =>
  config.oidcIssuer && config.oidcClientId
    ? { issuer: config.oidcIssuer, clientId: config.oidcClientId, label: labelOf(config) }
    : null

export const backUri = (ctx: Context): string => `${ctx.config.appUrl}/sign-in/back`

type Kept = { at: number; asked: Promise<Configuration> }
const kept = new WeakMap<Context, Kept>()

/** The library, and what the provider says of itself. Loaded and asked when somebody goes there, because most houses know none. */
async function open(ctx: Context) {
  if (!settingsOf(ctx)) throw providerError('off')
  const library = await import('openid-client')
  const now = ctx.clock.now().getTime()
  const before = kept.get(ctx)
  if (before && now - before.at < keptMs) return { library, provider: await before.asked }
  const asked = discover(ctx, library)
  kept.set(ctx, { at: now, asked })
  // What went wrong once is asked anew by the next.
  asked.catch(() => kept.delete(ctx))
  return { library, provider: await asked }
}

type Library = typeof import('openid-client')

async function discover(ctx: Context, library: Library): Promise<Configuration> {
  const settings = settingsOf(ctx)
  if (!settings) throw providerError('off')
  const { issuer, clientId } = settings
  const insecure = issuer.startsWith('http:') ? [library.allowInsecureRequests] : []
  const options = {
    execute: [...insecure, library.enableNonRepudiationChecks],
    timeout: timeoutSeconds,
    // The guarded way out decides which hosts may be reached, and which of them without TLS.
    [library.customFetch]: (url: string, init: object) => ctx.fetch(url, init),
  }
  const found = await library.discovery(new URL(issuer), clientId, undefined, library.None(), options)
  const server = found.serverMetadata()
  if (server.issuer !== issuer) throw providerError('other_issuer', { issuer: server.issuer })
  const way = clientWay(library, server.token_endpoint_auth_methods_supported, ctx.config.oidcClientSecret)
  const provider = new library.Configuration(server, clientId, undefined, way)
  provider.timeout = timeoutSeconds
  provider[library.customFetch] = options[library.customFetch]
  for (const enable of options.execute) enable(provider)
  return provider
}

/** How we show who we are: as every provider has to understand it, unless it says that it wants the other way. */
function clientWay(library: Library, offered: string[] | undefined, secret: string | null) {
  if (secret === null) return library.None()
  const basic = offered === undefined || offered.includes('client_secret_basic')
  return basic ? library.ClientSecretBasic(secret) : library.ClientSecretPost(secret)
}

/** The provider's page for a browser that holds what `checks` were made of. */
export async function addressFor(ctx: Context, { state, nonce, verifier }: Checks): Promise<string> {
  const { library, provider } = await open(ctx).catch((error: unknown) => refuse(ctx, error))
  const url = library.buildAuthorizationUrl(provider, {
    redirect_uri: backUri(ctx),
    scope: 'openid email profile',
    code_challenge: await library.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  return url.href
}

/** Who is back, by the address with which they are back. The library compares issuer, audience, times, signature, state and nonce. */
export async function identityOf(ctx: Context, query: URLSearchParams, checks: Checks): Promise<Identity> {
  try {
    const { library, provider } = await open(ctx)
    const back = new URL(backUri(ctx))
    back.search = query.toString()
    const tokens = await library.authorizationCodeGrant(provider, back, {
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      pkceCodeVerifier: checks.verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw providerError('refused')
    const more = await moreOf(library, provider, tokens.access_token, claims)
    return { issuer: claims.iss, subject: claims.sub, ...readClaims({ ...more, ...claims }) }
  } catch (error) {
    return refuse(ctx, error)
  }
}

/** Some providers put name and address into the token, others keep them for whoever asks. */
async function moreOf(
  library: Library,
  provider: Configuration,
  token: string,
  claims: Claims & { sub: string },
) {
  if (claims.email !== undefined && claims.name !== undefined) return {}
  if (!provider.serverMetadata().userinfo_endpoint) return {}
  return library.fetchUserInfo(provider, token, claims.sub)
}

type Claims = Record<string, unknown>

/** An address counts when the provider says outright that it is verified. */
function readClaims({ email, email_verified, name }: Claims): Pick<Identity, 'email' | 'name'> {
  const address = email_verified === true ? Email.safeParse(email).data : undefined
  const called = typeof name === 'string' ? name.trim().slice(0, 100) : ''
  return { email: address ?? null, name: called || null }
}

/** The library's own words may hold what the provider sent, so the log gets its code and nothing more. */
function refuse(ctx: Context, error: unknown): never {
  if (error instanceof AppError) throw error
  const { code = '', cause, name = '' } = error as { code?: string; name?: string; cause?: unknown }
  const away = [error, cause].find((each) => each instanceof OutboundError)
  const said = (error as { error?: string }).error
  ctx.log.warn(
    { reason: away ? away.message : code || name, said },
    'the provider did not let somebody in, or was not understood',
  )
  if (away || code === 'OAUTH_TIMEOUT') throw providerError('unreachable')
  throw providerError(
    name === 'AuthorizationResponseError' || said === 'access_denied' ? 'cancelled' : 'refused',
  )
}
