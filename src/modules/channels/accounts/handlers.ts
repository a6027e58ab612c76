import type { Context } from '../../../app/context.ts'
import { handle } from '../../../app/handler.ts'
import { drawAvatar } from './avatar.ts'
import { checkAccount } from './check.ts'
import { checkChannel, copyAvatar, refreshChannel, sweepChannels } from './jobs.ts'
import { findAccount } from './queries.ts'
import { refreshAccount } from './refresh.ts'
import { sweep } from './sweep.ts'

type Work = (ctx: Context, channelId: string, network: string) => Promise<void>

/** A channel that was removed since it was asked for is left in peace. */
const onChannel =
  (work: Work) =>
  async (ctx: Context, { channelId }: { channelId: string }): Promise<void> => {
    const row = await findAccount(ctx.db, channelId)
    if (row && row.state !== 'removed') await work(ctx, channelId, row.network)
  }

export const accountHandlers = [
  handle(sweepChannels, (ctx) => sweep(ctx)),
  handle(refreshChannel, onChannel(refreshAccount)),
  handle(checkChannel, onChannel(checkAccount)),
  handle(copyAvatar, onChannel(drawAvatar)),
]
