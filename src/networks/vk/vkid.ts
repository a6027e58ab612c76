import { z } from 'zod'
import type { Account, Tools } from '../kit/network.ts'
import { type Dialect, OauthCredential, refreshOauth, renewAccount } from '../kit/oauth.ts'

export const scopes = ['wall', 'photos', 'video', 'groups', 'stats'] as const

/** How VK ID speaks OAuth 2.1: `device` comes back from the sign-in, and is told with every token that is asked for. */
export const dialectOf = (device: string, state: string): Dialect => ({
  network: 'VK',
  authorize: 'https://id.vk.com/authorize',
  token: 'https://id.vk.com/oauth2/auth',
  scopes,
  pkce: true,
  proof: 'form',
  grant: { device_id: device, state },
  lives: 3600,
})

/** What is kept of a sign-in through VK ID. Its tokens live for an hour. */
export const Signed = OauthCredential.extend({ by: z.literal('person'), device: z.string() })
export type Signed = z.infer<typeof Signed>

/** Makes the sign-in new, once for all workers, and answers the token. */
export const renewed = (tools: Tools, account: Account, stale?: string): Promise<string> =>
  renewAccount(
    tools,
    account,
    (kept) => {
      const { device, refresh } = Signed.parse(kept)
      return refreshOauth(tools, dialectOf(device, account.channelId), refresh ?? '')
    },
    stale,
  )
