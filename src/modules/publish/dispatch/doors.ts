import type { Context } from '../../../app/context.ts'
import type { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Account } from '../../../networks/kit/network.ts'
import type { OpenMedia } from '../content/index.ts'

/** What the dispatcher asks of other rooms. Handed in where the house is put together. */
export type Doors = {
  /** The account of a channel with its credential opened. */
  accountFor(ctx: Context, channelId: string): Promise<Account>
  openMedia: OpenMedia
  /** The network refuses the credential: the channel holds its queue until it is joined again. */
  reportFailure(ctx: Context, channelId: string, failure: NetworkFailure): Promise<void>
}
