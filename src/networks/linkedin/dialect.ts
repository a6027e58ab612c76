import type { App, Tools } from '../kit/network.ts'
import { type Dialect, type Renew, renewBy } from '../kit/oauth.ts'
import { manifest, memberNumbers } from './manifest.ts'

export type Way = 'pages' | 'person'

/** Which products an app has decides what may be asked for: one permission too many, and LinkedIn refuses the sign-in. */
const scopesOf: Readonly<Record<Way, readonly string[]>> = {
  person: ['openid', 'profile', 'w_member_social'],
  pages: manifest.app.scopes
    .map(({ scope }) => scope)
    .filter((scope) => !/^(openid|profile|r_member_\w+Analytics)$/.test(scope)),
}

/** What else this app asks for, because LinkedIn has given it that. */
const more = (way: Way, { values }: App): readonly string[] =>
  way === 'pages' && values.memberNumbers === 'yes' ? memberNumbers : []

/** Without these nothing is published or found. */
export const neededOf: Readonly<Record<Way, readonly string[]>> = {
  person: ['w_member_social'],
  pages: ['rw_organization_admin', 'w_organization_social', 'r_organization_social'],
}

const dayInSeconds = 86_400

export const askingDialect = (way: Way, app: App): Dialect => {
  const dialect = dialectOf(way)
  return { ...dialect, scopes: [...dialect.scopes, ...more(way, app)] }
}

export const dialectOf = (way: Way): Dialect => ({
  network: 'LinkedIn',
  authorize: 'https://www.linkedin.com/oauth/v2/authorization',
  token: 'https://www.linkedin.com/oauth/v2/accessToken',
  scopes: scopesOf[way],
  proof: 'form',
  lives: 60 * dayInSeconds,
})

/** A refresh token keeps the end that it got at the sign-in: using it makes it live no longer. */
export const renewal =
  (tools: Tools): Renew =>
  async (kept) => {
    const fresh = await renewBy(tools, dialectOf('pages'))(kept)
    return {
      ...fresh,
      refreshEndsAt:
        fresh.refreshEndsAt ?? (kept.refreshEndsAt === null ? null : new Date(kept.refreshEndsAt)),
    }
  }
