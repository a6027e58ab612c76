import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Tools } from '../kit/network.ts'
import { type Dialect, type OauthCredential, type Renew, refreshOauth, type Tokens } from '../kit/oauth.ts'
import { call, keysOf, readable, server } from './call.ts'
import { manifest } from './manifest.ts'

const day = 86_400_000
/** How long a token with LONG_ACCESS_TOKEN holds from its use on, and how long a refresh token does. */
export const monthMs = 30 * day

const Refusal = z.object({ error: z.string() })

export const dialect: Dialect = {
  network: manifest.name,
  authorize: 'https://connect.ok.ru/oauth/authorize',
  token: `${server}/oauth/token.do`,
  scopes: manifest.app.scopes.map(({ scope }) => scope),
  separator: ';',
  proof: 'form',
  more: { layout: 'w' },
  translate: clear,
}

/** A refusal may come with 200 here, and what does not end may be told as null. */
function clear(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || 'access_token' in body === false) {
    const refusal = Refusal.safeParse(body)
    if (!refusal.success) return body
    if (/invalid_client|unauthorized_client/.test(refusal.data.error))
      throw new NetworkFailure(
        'reconnect',
        'OK does not accept the app: its id or secret is wrong, or the app was taken away. Look it up there and correct it under Channels, Apps.',
        { code: 'app_refused' },
      )
    throw ended()
  }
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
}

export const ended = () =>
  new NetworkFailure(
    'reconnect',
    'The sign-in at OK has ended: thirty days went by without use, the password was changed, or somebody withdrew it. Join the group again.',
    { code: 'signed_out' },
  )

/** OK makes a token of thirty days, once the app has the permission for it, else one of half an hour. */
export const isLong = (
  { accessEndsAt, refresh }: Pick<Tokens, 'accessEndsAt' | 'refresh'>,
  now: Date,
): boolean => (accessEndsAt ? accessEndsAt.getTime() - now.getTime() > day : refresh === null)

/**
 * A long token is made longer by its use, a short one by the refresh token, which stays as it is and ends after thirty days; then
 * a person must sign in again.
 */
export const renewIn =
  (tools: Tools): Renew =>
  async (kept) => {
    const credential = readable(kept as Parameters<typeof readable>[0])
    if (credential.own) throw ended()
    if (credential.refresh === null || (credential.long && isAlive(kept, tools.now()))) {
      const touched = await touch(tools, kept).catch((failure: unknown) => {
        if (isEnded(failure) && credential.refresh !== null) return null
        throw failure
      })
      if (touched) return touched
    }
    if (credential.refresh === null) throw ended()
    const tokens = await refreshOauth(tools, dialect, credential.refresh)
    const long = isLong(tokens, tools.now())
    return { ...tokens, refreshEndsAt: long ? tokens.accessEndsAt : dateOf(credential.refreshEndsAt) }
  }

/** `auth.touchSession`: thirty days from now on. The end that people are told of is that of the token itself. */
async function touch(tools: Tools, kept: OauthCredential): Promise<Tokens> {
  const credential = readable(kept as Parameters<typeof readable>[0])
  const keys = await keysOf(tools, credential, credential.access)
  await call(tools, keys, { method: 'auth.touchSession', schema: z.unknown() })
  const endsAt = new Date(tools.now().getTime() + monthMs)
  return {
    access: kept.access,
    refresh: kept.refresh,
    accessEndsAt: endsAt,
    refreshEndsAt: endsAt,
    scopes: null,
    body: {},
  }
}

const isAlive = ({ accessEndsAt }: OauthCredential, now: Date): boolean =>
  accessEndsAt === null || Date.parse(accessEndsAt) > now.getTime()
const isEnded = (failure: unknown): boolean =>
  failure instanceof NetworkFailure && failure.kind === 'reconnect' && failure.status === 401
const dateOf = (told: string | null): Date | null => (told === null ? null : new Date(told))
