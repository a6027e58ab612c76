import { isIPv4 } from 'node:net'
import { z } from 'zod'
import { isPublicAddress } from '../../platform/http/index.ts'
import { webAddress } from '../kit/address.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { App, Connect, Profile } from '../kit/network.ts'
import { beginOauth, completeOauth, credentialFrom, oauthCredentialOf, signInEnds } from '../kit/oauth.ts'
import { api, ask, askWith, dialect, site } from './client.ts'
import { User } from './entities.ts'

const Remembered = z.looseObject({ ip: z.string() })
const Owner = z.object({ uid: z.coerce.string(), appkey: z.coerce.string(), expire_in: z.coerce.number() })

export const connect: Connect = {
  async begin(tools, _way, fields, back) {
    const ip = (fields.ip ?? '').trim()
    if (!isTrueAddress(ip)) throw rejected('ip_odd', ipWords)
    const app = await tools.app()
    if (domainsOf(app).length === 0)
      throw rejected(
        'domain_odd',
        'The safe domain of the app is no host, such as bakery.example. Correct it under Channels, Apps.',
      )
    const { url, remember } = beginOauth(dialect, app, back)
    const way = new URL(url)
    // Nothing beyond the ordinary rights is asked for.
    way.searchParams.delete('scope')
    return { url: way.href, remember: { ...(remember as { [name: string]: Json }), ip } }
  },

  async complete(tools, query, remember, back) {
    const { ip } = Remembered.parse(remember)
    const app = await tools.app()
    const tokens = await completeOauth(tools, dialect, query, remember, back)
    try {
      // Weibo asks apps to make sure whose token it is, and of which app.
      const owner = await askWith(tools, tokens.access, Owner, {
        method: 'POST',
        path: '/oauth2/get_token_info',
      })
      if (owner.appkey !== app.values.clientId)
        throw rejected('app_differs', 'This sign-in was made for another app. Start again.')
      const ends = tokens.accessEndsAt ?? new Date(tools.now().getTime() + owner.expire_in * 1000)
      const credential = credentialFrom({ ...tokens, refresh: null, accessEndsAt: ends })
      const user = await askWith(tools, tokens.access, User, profileOf(owner.uid))
      return [
        {
          ...profileBy(user, app),
          remoteId: owner.uid,
          server: api,
          credential: credential as Json,
          expiresAt: signInEnds(credential),
          settings: { ip },
        },
      ]
    } catch (failure) {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw rejected(failure.code, failure.message)
      throw failure
    }
  },

  async check(tools, account) {
    const app = await tools.app()
    return profileBy(await ask(tools, account, User, profileOf(account.remoteId)), app)
  },

  async revoke(tools, account) {
    const { access } = oauthCredentialOf({ credential: await account.reload() })
    await askWith(tools, access, z.unknown(), { method: 'POST', path: '/oauth2/revokeoauth2' })
  },
}

const profileOf = (uid: string) => ({ method: 'GET', path: '/2/users/show.json', values: { uid } }) as const

function profileBy(user: User, app: App): Profile {
  return {
    handle: `@${user.screen_name}`,
    name: user.name || user.screen_name,
    avatarUrl: user.avatar_large || user.profile_image_url || null,
    profileUrl: `${site}/u/${user.idstr ?? user.id}`,
    limits: limitsBy(app),
  }
}

/** Where posts must link to is a matter of the app: it goes with each account that signed in by it. */
export const limitsBy = (app: App): ChannelLimits => ({ text: { linkTo: domainsOf(app) } })

/** As people write it: with or without `https://`, several with commas or spaces between. */
export const domainsOf = ({ values }: App): string[] =>
  (values.domain ?? '').split(/[\s,;，；、]+/).flatMap((text) => {
    const url = webAddress(text)
    return url?.hostname.includes('.') ? [url.hostname] : []
  })

/** Weibo writes an address as `211.156.0.1` and of no other form. */
export const isTrueAddress = (text: string): boolean => isIPv4(text) && isPublicAddress(text)

export const ipWords =
  'Weibo wants the public IPv4 address that posts are sent from, such as 211.156.0.1. Enter the one of the server that Carillon runs on.'

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
