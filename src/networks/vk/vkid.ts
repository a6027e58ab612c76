import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import type { Account, App, Tools } from '../kit/network.ts'
import {
  credentialFrom,
  type Dialect,
  OauthCredential,
  refreshOauth,
  renewAccount,
  type Tokens,
} from '../kit/oauth.ts'

const scopes = ['wall', 'photos', 'video', 'groups', 'stats'] as const

/** Stories are asked for where the app was given the right to them: whether VK ID refuses a right more than that is said nowhere. */
const scopesOf = ({ values }: Pick<App, 'values'>): readonly string[] =>
  values.stories === 'yes' ? [...scopes, 'stories'] : scopes

/** How VK ID speaks OAuth 2.1: `device` comes back from the sign-in, and is told with every token that is asked for. */
export const dialectOf = (app: Pick<App, 'values'>, device: string, state: string): Dialect => ({
  network: 'VK',
  authorize: 'https://id.vk.com/authorize',
  token: 'https://id.vk.com/oauth2/auth',
  scopes: scopesOf(app),
  pkce: true,
  proof: 'form',
  grant: { device_id: device, state },
  lives: 3600,
})

/**
 * What is kept of a sign-in through VK ID. Its tokens live for an hour. `together`: several communities came by it, and share its
 * refresh token.
 */
export const Signed = OauthCredential.extend({
  by: z.literal('person'),
  device: z.string(),
  together: z.string().optional(),
})
export type Signed = z.infer<typeof Signed>

/**
 * Makes the sign-in new, once for all workers, and answers the token. A refresh token serves once: of communities that came by
 * one sign-in the first makes it new, and the others take what it got.
 */
export async function renewed(tools: Tools, account: Account, stale?: string): Promise<string> {
  // Joined by a key meanwhile, it has none; that is told below.
  const together = Signed.safeParse(await account.reload()).data?.together
  // They wait for one another, as the workers of one community do.
  const queue = together === undefined ? account : { ...account, channelId: together }
  return renewAccount(tools, queue, (kept) => anew(tools, account.channelId, Signed.parse(kept)), stale)
}

async function anew(tools: Tools, state: string, kept: Signed): Promise<Tokens> {
  const dialect = dialectOf(await tools.app(), kept.device, state)
  if (kept.together === undefined) return refreshOauth(tools, dialect, kept.refresh ?? '')
  const place = `vkid ${kept.together}`
  const last = OauthCredential.safeParse(await tools.apps.get(place)).data
  if (last && last.access !== kept.access && isGood(last, tools.now())) return tokensOf(last)
  const tokens = await refreshOauth(tools, dialect, (last ?? kept).refresh ?? '')
  await tools.apps.share(place, credentialFrom(tokens) as Json)
  return tokens
}

/** So long before its end a token is not used any more. */
export const spareMs = 60_000

const isGood = ({ accessEndsAt }: OauthCredential, now: Date): boolean =>
  accessEndsAt === null || Date.parse(accessEndsAt) - spareMs > now.getTime()

const tokensOf = ({ access, refresh, accessEndsAt, refreshEndsAt }: OauthCredential): Tokens => ({
  access,
  refresh,
  accessEndsAt: accessEndsAt === null ? null : new Date(accessEndsAt),
  refreshEndsAt: refreshEndsAt === null ? null : new Date(refreshEndsAt),
  scopes: null,
  body: {},
})
