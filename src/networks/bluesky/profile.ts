import type { Agent } from '@atproto/api'
import { NetworkFailure } from '../kit/failure.ts'
import type { Joined, Profile } from '../kit/network.ts'
import { answered } from './failures.ts'
import { manifest } from './manifest.ts'

/** Who an account is that is being joined, apart from its credential. */
export async function joinedAs(
  agent: Agent,
  server: string,
): Promise<Omit<Joined, 'credential' | 'expiresAt'>> {
  return answered({ server, changes: false }, async () => {
    const profile = await profileOf(agent, await ownHandle(agent), false)
    return { remoteId: agent.assertDid, server, ...profile }
  })
}

/** Asked of the account's own server: the proof that the credential works. */
export async function ownHandle(agent: Agent): Promise<string> {
  const { data } = await agent.com.atproto.server.getSession()
  if (data.active === false)
    throw new NetworkFailure(
      'reconnect',
      `The account is ${data.status ?? 'not active'} at its server. Settle that there, then join it again.`,
      { code: 'account_inactive' },
    )
  return data.handle
}

/** Name and picture come from the AppView. While that is away, an account can still be joined, by its handle. */
export async function profileOf(agent: Agent, handle: string, needed: boolean): Promise<Profile> {
  const asked = agent.app.bsky.actor.getProfile({ actor: agent.assertDid })
  const profile = await (needed ? asked : asked.catch(() => null))
  return {
    handle,
    name: profile?.data.displayName?.trim() || handle,
    avatarUrl: profile?.data.avatar ?? null,
    profileUrl: `${manifest.homepage}/profile/${handle}`,
    limits: {},
  }
}
