import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Account, Connect, Joined, Profile, Tools } from '../kit/network.ts'
import {
  beginOauth,
  completeOauth,
  credentialFrom,
  type Dialect,
  oauthCredentialOf,
  type Renew,
  renewAccount,
  requireScopes,
  signInEnds,
  type Tokens,
} from '../kit/oauth.ts'
import { ask, graph, Id, type Line, lineOf, shaped } from './client.ts'
import { apiVersion, manifest } from './manifest.ts'

const dialect: Dialect = {
  network: 'Instagram',
  authorize: 'https://www.instagram.com/oauth/authorize',
  token: 'https://api.instagram.com/oauth/access_token',
  scopes: manifest.app.scopes.map(({ scope }) => scope),
  separator: ',',
  proof: 'form',
  // What the code brings lives for an hour and is exchanged at once.
  lives: 3600,
  translate: plainTokens,
}

const needed = manifest.app.scopes.filter((one) => !('optional' in one)).map(({ scope }) => scope)

const Permissions = z.union([z.string(), z.array(z.string()).transform((all) => all.join(','))])
const First = z.looseObject({ permissions: Permissions.optional() })

/** The pages of Meta show a list with one answer in it, the server has been seen to answer it bare; rights are `permissions`. */
function plainTokens(body: unknown): unknown {
  const listed = z.object({ data: z.tuple([z.unknown()]) }).safeParse(body)
  const first = First.safeParse(listed.success ? listed.data.data[0] : body)
  if (!first.success) return body
  const { permissions, ...rest } = first.data
  return { ...rest, ...(permissions !== undefined && { scope: permissions }) }
}

const LongLived = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number() })

/** A sign-in is made new once it is so old; Meta does not do it on the first day, and not at all after the sixtieth. */
const renewWithinMs = 50 * 86_400_000

export const connect: Connect = {
  async begin(tools, _way, _fields, back) {
    return beginOauth(dialect, await tools.app(), back)
  },

  async complete(tools, query, remember, back) {
    const short = await completeOauth(tools, dialect, query, remember, back).catch(ofTheOtherApp)
    requireScopes(dialect, short, needed)
    try {
      return [await joinedBy(tools, short)]
    } catch (failure) {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw new NetworkFailure('rejected', failure.message, { code: failure.code })
      throw failure
    }
  },

  async refresh(tools, account) {
    const { access, accessEndsAt } = oauthCredentialOf({ credential: await account.reload() })
    const left = accessEndsAt === null ? 0 : Date.parse(accessEndsAt) - tools.now().getTime()
    if (left > renewWithinMs) return
    await renewAccount(tools, account, renew(tools), access)
  },

  async check(tools, account) {
    return { ...profileOf(await whoIs(lineOf(tools, account))), limits: limitsBy(account.settings) }
  },
}

/** An app at Meta has two ids and two secrets, and those that stand first are not the ones of Instagram. */
function ofTheOtherApp(failure: unknown): never {
  if (!(failure instanceof NetworkFailure) || failure.code !== 'invalid_client') throw failure
  throw new NetworkFailure(
    'rejected',
    'Instagram does not accept the app. Compare the Instagram app ID and the Instagram app secret under Channels, Apps with those at Meta (they are not those of the Meta app), and start again.',
    { code: 'keys_differ' },
  )
}

async function joinedBy(tools: Tools, short: Tokens): Promise<Joined> {
  const { values } = await tools.app()
  const long = await longLived(tools, 'access_token', {
    grant_type: 'ig_exchange_token',
    client_secret: values.clientSecret ?? '',
    access_token: short.access,
  })
  const credential = { ...credentialFrom(long), allowed: [...(short.scopes ?? [])] }
  const me = await whoIs({ tools, token: long.access, version: apiVersion.is, user: 'me' })
  return {
    ...profileOf(me),
    remoteId: me.user_id,
    server: graph,
    credential: credential as Json,
    expiresAt: signInEnds(credential),
  }
}

/** Instagram has no refresh tokens: the token itself asks for its successor, as long as it lives. */
const renew =
  (tools: Tools): Renew =>
  ({ access }) =>
    longLived(tools, 'refresh_access_token', { grant_type: 'ig_refresh_token', access_token: access })

async function longLived(
  tools: Tools,
  path: 'access_token' | 'refresh_access_token',
  query: Record<string, string>,
): Promise<Tokens> {
  const answered = await askServer(tools, { method: 'GET', url: `${graph}/${path}`, query })
  const body = shaped(tools, LongLived, answered, false)
  return {
    access: body.access_token,
    refresh: null,
    accessEndsAt: new Date(tools.now().getTime() + body.expires_in * 1000),
    refreshEndsAt: null,
    scopes: null,
    body,
  }
}

const Me = z.object({
  user_id: Id,
  username: z.string().min(1),
  name: z.string().optional(),
  profile_picture_url: z.string().optional(),
  account_type: z.string().optional(),
})
type Me = z.infer<typeof Me>

async function whoIs(line: Line): Promise<Me> {
  const me = await ask(line, Me, {
    method: 'GET',
    path: 'me',
    query: { fields: 'user_id,username,name,account_type,profile_picture_url' },
  })
  if (me.account_type === 'PERSONAL')
    throw new NetworkFailure(
      'reconnect',
      `${me.username} is a personal account. Make it a professional one in the settings of Instagram and join it again.`,
      { code: 'not_professional' },
    )
  return me
}

/** What somebody knows better of this account than the manifest does. */
function limitsBy({ hashtagsMax, mentionsMax }: Account['settings']): ChannelLimits {
  const [hashtags, mentions] = [countIn(hashtagsMax), countIn(mentionsMax)]
  const marks = { ...(hashtags !== null && { hashtags }), ...(mentions !== null && { mentions }) }
  return Object.keys(marks).length > 0 ? { marks } : {}
}

const countIn = (typed: unknown): number | null =>
  typeof typed === 'string' && /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null

const profileOf = ({ username, name, profile_picture_url }: Me): Profile => ({
  handle: `@${username}`,
  name: name || username,
  avatarUrl: profile_picture_url ?? null,
  profileUrl: `https://www.instagram.com/${username}`,
  limits: {},
})
