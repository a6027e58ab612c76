import type { Context } from '../../../app/context.ts'
import type { ChannelLimits } from '../../../networks/kit/manifest.ts'
import { restAfter } from './budget.ts'
import { countSharing, type DueChannel, postpone } from './queries.ts'

/**
 * Where an account has few requests in a day, what is read is counted, and nothing more is read until as much of the day has gone
 * by as numbers may take of it: what is due to go out meets a limit that is not used up. All channels of one app share it, because
 * the network counts by app and by who signed in.
 */
export async function rationed<T>(
  ctx: Context,
  channel: DueChannel,
  { requestsADay }: Pick<ChannelLimits, 'requestsADay'>,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  if (requestsADay === undefined) return work(ctx)
  let requests = 0
  const counting: Context = {
    ...ctx,
    toolsFor: (network, of) => {
      const tools = ctx.toolsFor(network, of)
      return {
        ...tools,
        fetch: (...asked) => {
          requests++
          return tools.fetch(...asked)
        },
      }
    },
  }
  try {
    return await work(counting)
  } finally {
    if (requests > 0) {
      const sharing = await countSharing(ctx.db, channel)
      const until = new Date(ctx.clock.now().getTime() + restAfter(requests * sharing, requestsADay))
      await postpone(ctx.db, { channelId: channel.id }, until)
    }
  }
}
