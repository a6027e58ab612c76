import type { Context } from '../../../app/context.ts'
import type { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { OpenAccount } from '../../channels/accounts/index.ts'
import type { OpenMedia } from '../content/index.ts'

/** What the dispatcher asks of other rooms. Handed in where the house is put together. */
export type Doors = {
  /** The account of a channel with its credential opened. */
  accountFor(ctx: Context, channelId: string): Promise<OpenAccount>
  openMedia: OpenMedia
  /**
   * The network refuses the credential: the channel holds its queue until it is joined again. `signIn` is that of the
   * account that was refused, null when none could be opened.
   */
  reportFailure(
    ctx: Context,
    channelId: string,
    signIn: string | null,
    failure: NetworkFailure,
  ): Promise<void>
}
