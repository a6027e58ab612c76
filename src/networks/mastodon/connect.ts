import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

import { NetworkFailure } from '../kit/failure.ts'
import type { Connect, Joined, Profile, Tools } from '../kit/network.ts'
import { ask, hostOf, type Line, lineOf, shaped } from './client.ts'
import { App, OwnAccount, Token } from './entities.ts'
import { type Instance, readInstance } from './instance.ts'

/** As little as the abilities need; see README. */
const scopes = ['read:accounts', 'read:statuses', 'write:statuses', 'write:media']

const Registered = z.object({
  id: z.string(),
  secret: z.string(),
  redirectUri: z.string(),
  scopes: z.string(),
})
const Remembered = z.object({ server: z.string(), verifier: z.string().nullable() })

export const connect: Connect = {
  async form(tools, _way, fields) {
    const token = (fields.token ?? '').trim()
    if (token === '') throw rejected('token_missing', 'Paste the access token.')
    const instance = await findServer(tools, fields.server ?? '', token)
    return [await joinedAs({ tools, server: instance.server, token }, instance)]
  },

  async begin(tools, _way, fields, back) {
    const { server } = await findServer(tools, fields.server ?? '', null)
    const line = { tools, server, token: null }
    const app = await registration(line, back.uri)
    const verifier = (await offersPkce(line)) ? randomBytes(32).toString('base64url') : null
    const url = new URL(`${server}/oauth/authorize`)
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: app.id,
      redirect_uri: back.uri,
      scope: scopes.join(' '),
      state: back.state,
      ...(verifier && { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }),
    }).toString()
    return { url: url.href, remember: { server, verifier } }
  },

  async complete(tools, query, remember, back) {
    const { server, verifier } = Remembered.parse(remember)
    if (!same(query.state ?? '', back.state))
      throw rejected('state_differs', 'This sign-in was begun elsewhere. Start again.')
    if (!query.code) throw refusedAt(server, query.error)
    const line = { tools, server, token: null }
    const token = await tokenFor(line, query.code, verifier, back.uri)
    const signedIn = { tools, server, token }
    return [await joinedAs(signedIn, await readInstance(signedIn))]
  },

  async check(tools, account) {
    const line = lineOf(tools, account)
    const { profile } = await whoAmI(line, await readInstance(line))
    return profile
  },

  async revoke(tools, account) {
    const app = Registered.safeParse(await tools.apps.get(account.server))
    const { token } = lineOf(tools, account)
    // A pasted token belongs to an application of the person's own: only there can it be taken back.
    if (!app.success || token === null) return
    const json = { client_id: app.data.id, client_secret: app.data.secret, token }
    const line = { tools, server: account.server, token: null }
    await ask(line, { method: 'POST', path: '/oauth/revoke', about: 'sign-in', json }).catch(
      (failure: unknown) => {
        if (!(failure instanceof NetworkFailure) || failure.status !== 403) throw failure
      },
    )
  },
}

/** Reads what a person typed (`mastodon.social`, a URL, `@ann@mastodon.social`) and asks that server who it is. */
async function findServer(tools: Tools, typed: string, token: string | null): Promise<Instance> {
  const bare = typed.trim().replace(/^@?[^@/]*@/, '')
  const url = URL.parse(/^https?:\/\//i.test(bare) ? bare : `https://${bare}`)
  if (!url || bare === '')
    throw rejected('server_missing', 'Write the server’s address, such as mastodon.social.')
  try {
    const instance = await readInstance({ tools, server: url.origin, token: null })
    if (token === null || instance.server === url.origin) return instance
    return await readInstance({ tools, server: instance.server, token })
  } catch (failure) {
    // A server that shows nothing to strangers may still answer to its own.
    if (token !== null && failure instanceof NetworkFailure && failure.kind === 'reconnect')
      return await readInstance({ tools, server: url.origin, token })
    throw failure
  }
}

async function joinedAs(line: Line, instance: Instance): Promise<Joined> {
  const { profile, remoteId } = await whoAmI(line, instance).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
      throw rejected(failure.code, `${hostOf(line.server)} does not accept this token.`)
    throw failure
  })
  return {
    ...profile,
    remoteId,
    server: line.server,
    credential: { token: line.token },
    // Tokens end only when a person or the app takes them back.
    expiresAt: null,
    settings: { keepsKeys: instance.keepsKeys },
  }
}

async function whoAmI(
  line: Line,
  { domain, limits }: Instance,
): Promise<{ profile: Profile; remoteId: string }> {
  const answer = await ask(line, { method: 'GET', path: '/api/v1/accounts/verify_credentials' })
  const own = shaped(OwnAccount, answer, line)
  const profile = {
    handle: `@${own.username}@${domain}`,
    name: own.display_name || own.username,
    avatarUrl: own.avatar || null,
    profileUrl: own.url || `${line.server}/@${own.username}`,
    limits,
  }
  return { profile, remoteId: own.id }
}

/** Our registration with this server, made once and again when our address has changed. */
async function registration(line: Line, redirectUri: string): Promise<z.infer<typeof Registered>> {
  const { tools, server } = line
  return tools.lock(`mastodon app ${server}`, async () => {
    const known = Registered.safeParse(await tools.apps.get(server))
    if (known.success && known.data.redirectUri === redirectUri && known.data.scopes === scopes.join(' '))
      return known.data
    const app = await register(line, redirectUri)
    const made = { id: app.client_id, secret: app.client_secret, redirectUri, scopes: scopes.join(' ') }
    await tools.apps.set(server, made)
    return made
  })
}

async function register(line: Line, redirectUri: string): Promise<z.infer<typeof App>> {
  const json = { client_name: 'Carillon', scopes: scopes.join(' '), website: line.tools.appUrl }
  const send = (redirect_uris: string | string[]) =>
    ask(line, { method: 'POST', path: '/api/v1/apps', about: 'sign-in', json: { ...json, redirect_uris } })
  // Servers before 4.3 take one address as a string and nothing else.
  const answer = await send([redirectUri]).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.kind === 'rejected') return send(redirectUri)
    throw failure
  })
  return shaped(App, answer, line)
}

const Metadata = z.object({ code_challenge_methods_supported: z.array(z.string()) })

/** Servers before 4.3 know no PKCE and say nothing of it. */
async function offersPkce(line: Line): Promise<boolean> {
  const path = '/.well-known/oauth-authorization-server'
  const answer = await ask(line, { method: 'GET', path }).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.kind === 'rejected') return null
    throw failure
  })
  const metadata = Metadata.safeParse(answer?.body)
  return metadata.success && metadata.data.code_challenge_methods_supported.includes('S256')
}

async function tokenFor(
  line: Line,
  code: string,
  verifier: string | null,
  redirectUri: string,
): Promise<string> {
  const { tools, server } = line
  const app = Registered.safeParse(await tools.apps.get(server))
  if (!app.success) throw rejected('app_forgotten', `${hostOf(server)} has forgotten Carillon. Start again.`)
  const json = {
    grant_type: 'authorization_code',
    code,
    client_id: app.data.id,
    client_secret: app.data.secret,
    redirect_uri: redirectUri,
    ...(verifier && { code_verifier: verifier }),
  }
  const answer = await ask(line, { method: 'POST', path: '/oauth/token', about: 'sign-in', json }).catch(
    async (failure: unknown) => {
      // The server swept our registration away: the next try must make a new one.
      if (failure instanceof NetworkFailure && failure.code === 'app_forgotten')
        await tools.apps.set(server, null)
      throw failure
    },
  )
  const { access_token, scope } = shaped(Token, answer, line)
  if (scope && !/(^| )write( |$)|write:statuses/.test(scope))
    throw rejected(
      'scope_missing',
      `${hostOf(server)} did not allow Carillon to post. Start again and allow it.`,
    )
  return access_token
}

function refusedAt(server: string, error: string | undefined): NetworkFailure {
  if (error === 'access_denied')
    return rejected('access_denied', `You did not allow it at ${hostOf(server)}. Start again and allow it.`)
  return rejected('no_code', `${hostOf(server)} sent you back without a sign-in. Start again.`)
}

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

function same(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return x !== undefined && y !== undefined && timingSafeEqual(x, y)
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
