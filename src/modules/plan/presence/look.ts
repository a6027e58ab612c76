import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Network } from '../../../networks/kit/network.ts'
import type { OwnProfile } from '../../../networks/kit/people.ts'
import { accountFor, type OpenAccount, reportFailure } from '../../channels/accounts/index.ts'
import { blockedUntil, reportLimit } from '../../publish/limits/index.ts'
import type { ChannelRow } from './queries.ts'

/** What can be asked of a channel's network, with how much of it was asked. */
export type Window = {
  own: OwnProfile
  account: OpenAccount
  network: Network
  people: NonNullable<Network['people']>
}

export type Looked =
  | { looked: 'looked'; window: Window }
  | { looked: 'not_told' }
  | { looked: 'failed'; words: string }

/** Reads our own profile at the network: where that fails nothing else is asked there. */
export async function openWindow(ctx: Context, channel: ChannelRow): Promise<Looked> {
  const network = ctx.networks.get(channel.network)
  const people = network?.people
  if (!network || !people || !network.manifest.presence) return { looked: 'not_told' }
  const held = await blockedUntil(ctx, subjectOf(channel))
  if (held) return { looked: 'failed', words: `The network asks us to wait until ${held.toISOString()}.` }
  let account: OpenAccount | null = null
  try {
    account = await accountFor(ctx, channel.id)
    const own = await people.own(ctx.toolsFor(channel.network, account), account)
    return { looked: 'looked', window: { own, account, network, people } }
  } catch (error) {
    return { looked: 'failed', words: await meet(ctx, channel, account, error) }
  }
}

/** What follows from a failure; answers its words. What is no failure of a network is thrown on. */
export async function meet(
  ctx: Context,
  channel: ChannelRow,
  account: OpenAccount | null,
  error: unknown,
): Promise<string> {
  if (!(error instanceof NetworkFailure)) throw error
  const { kind, scope, retryAt, message, alone } = error
  if (kind === 'reconnect') await reportFailure(ctx, channel.id, account?.signIn ?? null, error)
  else if (retryAt && !alone)
    await reportLimit(ctx, subjectOf(channel), { scope, remaining: 0, resetsAt: retryAt })
  return message.slice(0, 500)
}

const subjectOf = ({ id, network, server, appId }: ChannelRow) => ({ channelId: id, network, server, appId })
