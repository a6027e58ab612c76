import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Connect, Profile, Tools } from '../kit/network.ts'
import {
  beginOauth,
  completeOauth,
  credentialFrom,
  type Dialect,
  oauthCredentialOf,
  renewAccount,
  requireScopes,
  requireStill,
  signInEnds,
} from '../kit/oauth.ts'
import { askAs, call, shaped } from './client.ts'
import { manifest } from './manifest.ts'
import { exchange, renewIn, server } from './token.ts'

const needed = manifest.app.scopes.flatMap((one) => ('optional' in one ? [] : [one.scope]))

const discovery = 'threads_profile_discovery'
const tagging = 'threads_location_tagging'

const dialect: Dialect = {
  network: 'Threads',
  authorize: 'https://threads.net/oauth/authorize',
  token: `${server}/oauth/access_token`,
  scopes: needed,
  separator: ',',
  proof: 'form',
}

const Me = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string().nullish(),
  threads_profile_picture_url: z.string().nullish().catch(null),
})
const me = {
  method: 'GET',
  path: 'me',
  values: { fields: 'id,username,name,threads_profile_picture_url' },
} as const

const dayMs = 86_400_000

export const connect: Connect = {
  async begin(tools, _way, fields, back) {
    const more = [
      ...(fields.discovery === 'yes' ? [discovery] : []),
      ...(fields.places === 'yes' ? [tagging] : []),
    ]
    return beginOauth({ ...dialect, scopes: [...needed, ...more] }, await tools.app(), back)
  },

  async complete(tools, query, remember, back) {
    const short = await completeOauth(tools, dialect, query, remember, back).catch(saidPlainly)
    try {
      const tokens = await exchange(tools, short.access)
      const scopes = await allowedTo(tools, tokens.access)
      requireScopes(dialect, { scopes }, needed)
      const own = shaped(Me, await askAs(tools, tokens.access, me))
      const credential = { ...credentialFrom(tokens), looksUp: scopes?.includes(discovery) ?? false }
      return [
        {
          ...profileOf(own),
          remoteId: own.id,
          server,
          credential,
          expiresAt: signInEnds(credential),
        },
      ]
    } catch (failure) {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw new NetworkFailure('rejected', failure.message, { code: failure.code })
      throw failure
    }
  },

  async refresh(tools, account) {
    const { accessEndsAt } = oauthCredentialOf({ credential: await account.reload() })
    // Threads renews no token of less than a day.
    const left = accessEndsAt === null ? 0 : Date.parse(accessEndsAt) - tools.now().getTime()
    if (left > 59 * dayMs) return
    await renewAccount(tools, account, renewIn(tools))
  },

  async check(tools, account) {
    const own = await call({ tools, account }, me, Me)
    const { access } = oauthCredentialOf({ credential: await account.reload() })
    requireStill(dialect, { scopes: await allowedTo(tools, access) }, needed, 'account')
    return profileOf(own)
  },
}

/** Threads says the same of an app that it does not know and of a code that is too old. */
function saidPlainly(failure: unknown): never {
  if (!(failure instanceof NetworkFailure) || !['code_refused', 'invalid_client'].includes(failure.code))
    throw failure
  throw new NetworkFailure(
    'rejected',
    'Threads did not accept the sign-in. Compare the Threads app ID and the Threads app secret under Channels, Apps with those at Meta (they are not those of the Meta app), and start again.',
    { code: 'keys_or_code' },
  )
}

const Debugged = z.object({ data: z.object({ scopes: z.array(z.string()) }) })

/** What a token may do, where Threads tells; null where it does not. */
async function allowedTo(tools: Tools, access: string): Promise<string[] | null> {
  const asked = { method: 'GET', path: 'debug_token', values: { input_token: access } } as const
  const answer = await askAs(tools, access, asked).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure) return null
    throw failure
  })
  return Debugged.safeParse(answer?.body).data?.data.scopes ?? null
}

const profileOf = ({ username, name, threads_profile_picture_url }: z.infer<typeof Me>): Profile => ({
  handle: `@${username}`,
  name: name || username,
  avatarUrl: threads_profile_picture_url ?? null,
  profileUrl: profileUrlOf(username),
  limits: {},
})

export const profileUrlOf = (username: string): string => `https://www.threads.com/@${username}`
