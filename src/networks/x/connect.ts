import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Connect, Profile } from '../kit/network.ts'
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
import { ask, askWith, type Request, server, shaped } from './client.ts'
import { dialect, neededScopes } from './dialect.ts'
import { User } from './entities.ts'

/** Whoever pays for them may write longer posts; X tells by which subscription. */
const longPosts: readonly string[] = ['Premium', 'PremiumPlus']
const longest = 25_000

const me: Request = {
  method: 'GET',
  path: '/2/users/me',
  query: { 'user.fields': 'profile_image_url,subscription_type' },
}

export const connect: Connect = {
  async begin(tools, _way, _fields, back) {
    return beginOauth(dialect, await tools.app(), back)
  },

  async complete(tools, query, remember, back) {
    const tokens = await completeOauth(tools, dialect, query, remember, back)
    requireScopes(dialect, tokens, neededScopes)
    const answer = await askWith(tools, tokens.access, me).catch(notYet)
    const { data } = shaped(z.object({ data: User }), answer)
    const credential = credentialFrom(tokens)
    return [
      {
        ...profileOf(data),
        remoteId: data.id,
        server,
        credential: credential as Json,
        expiresAt: signInEnds(credential),
      },
    ]
  },

  async refresh(tools, account) {
    await renewAccount(tools, account, renewBy(tools, dialect))
  },

  async check(tools, account) {
    return profileOf(shaped(z.object({ data: User }), await ask(tools, account, me)).data)
  },

  async revoke(tools, account) {
    const { access, refresh } = oauthCredentialOf(account)
    const { values } = await tools.app()
    const proof = `${encodeURIComponent(values.clientId ?? '')}:${encodeURIComponent(values.clientSecret ?? '')}`
    for (const token of [refresh, access])
      if (token !== null)
        await askServer(tools, {
          method: 'POST',
          url: `${server}/2/oauth2/revoke`,
          headers: { authorization: `Basic ${Buffer.from(proof).toString('base64')}` },
          form: { token },
        })
  },
}

/** Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now. */
function notYet(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
    throw new NetworkFailure('rejected', failure.message, { code: failure.code })
  throw failure
}

const profileOf = ({ username, name, profile_image_url, subscription_type }: User): Profile => ({
  handle: `@${username}`,
  name: name || username,
  avatarUrl: profile_image_url ?? null,
  profileUrl: `https://x.com/${username}`,
  limits: limitsBy(subscription_type),
})

const limitsBy = (subscription: string | undefined): ChannelLimits =>
  subscription && longPosts.includes(subscription) ? { text: { max: longest } } : {}
