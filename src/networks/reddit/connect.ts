import { askServer } from '../kit/ask.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Connect, Profile as Known } from '../kit/network.ts'
import {
  beginOauth,
  completeOauth,
  credentialFrom,
  oauthCredentialOf,
  renewAccount,
  renewBy,
  requireScopes,
  signInEnds,
} from '../kit/oauth.ts'
import { api, ask, dialectOf, type Line, site, userAgentOf } from './client.ts'
import { communityLimits } from './communities.ts'
import { Profile } from './entities.ts'

export const connect: Connect = {
  async begin(tools, _way, _fields, back) {
    const app = await tools.app()
    return beginOauth(dialectOf(app), app, back)
  },

  async complete(tools, query, remember, back) {
    const dialect = dialectOf(await tools.app())
    const tokens = await completeOauth(tools, dialect, query, remember, back)
    requireScopes(dialect, tokens, dialect.scopes)
    if (tokens.refresh === null)
      throw rejected('no_refresh', 'Reddit let you in for an hour only. Start again and allow it for good.')
    const credential = credentialFrom(tokens)
    const line = { tools, access: tokens.access }
    try {
      const profile = await ask(line, Profile, { method: 'GET', path: '/api/v1/me' })
      return [
        {
          ...(await knownOf(line, profile, {})),
          remoteId: `t2_${profile.id}`,
          server: api,
          credential: credential as Json,
          expiresAt: signInEnds(credential),
        },
      ]
    } catch (failure) {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw rejected(failure.code, failure.message)
      throw failure
    }
  },

  async refresh(tools, account) {
    await renewAccount(tools, account, renewBy(tools, dialectOf(await tools.app())))
  },

  async check(tools, account) {
    const line = { tools, account }
    return knownOf(line, await ask(line, Profile, { method: 'GET', path: '/api/v1/me' }), account.settings)
  },

  async revoke(tools, account) {
    const app = await tools.app()
    const { access, refresh } = oauthCredentialOf({ credential: await account.reload() })
    const { clientId = '', clientSecret = '' } = app.values
    const proof = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)
    await askServer(tools, {
      method: 'POST',
      url: `${site}/api/v1/revoke_token`,
      headers: { authorization: `Basic ${proof.toString('base64')}`, 'user-agent': userAgentOf(app) },
      form: {
        token: refresh ?? access,
        token_type_hint: refresh === null ? 'access_token' : 'refresh_token',
      },
    })
  },
}

async function knownOf(
  line: Line,
  { name, icon_img, subreddit, is_suspended }: Profile,
  settings: Account['settings'],
): Promise<Known> {
  if (is_suspended)
    throw rejected('account_suspended', 'Reddit has suspended the account. Look at its messages there.')
  return {
    handle: `u/${name}`,
    name: subreddit?.title || name,
    avatarUrl: icon_img || null,
    profileUrl: profileUrlOf(name),
    limits: await communityLimits(line, name, settings),
  }
}

export const profileUrlOf = (name: string): string => `${site}/user/${encodeURIComponent(name)}/`

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
