import type { Context } from '../../../app/context.ts'
import { servedUrl } from '../../../networks/kit/network.ts'
import { withLimits } from '../../../platform/http/index.ts'
import { accountFor } from '../accounts/index.ts'
import { findState } from './queries.ts'

/**
 * Tells the WebSub hub that the documents of an account have changed. Throws when the hub does not take it, so that
 * the job asks again. Hubs fetch the document themselves, so telling twice does no harm.
 */
export async function pingHub(ctx: Context, channelId: string): Promise<void> {
  const hub = ctx.config.webSubHub
  const channel = hub ? await findState(ctx.db, channelId) : undefined
  const serve = channel && ctx.networks.get(channel.network)?.serve
  if (!hub || !serve || channel.state === 'removed') return
  const account = await accountFor(ctx, channelId)
  for (const name of serve.topics(account)) {
    const url = servedUrl(ctx.config.appUrl, name)
    // Hubs differ in which of the two names they read.
    const body = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': url, 'hub.topic': url })
    const response = await ctx.fetch(
      hub,
      withLimits({ totalMs: 20_000, maxBytes: 100_000 }, { method: 'POST', body }),
    )
    await response.body?.cancel()
    if (!response.ok) throw new Error(`The WebSub hub answered ${response.status} to ${name}`)
  }
}
