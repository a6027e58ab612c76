import type { Context } from '../../src/app/context.ts'
import { saveCredential } from '../../src/modules/channels/accounts/index.ts'
import { makeChannel } from './measure.ts'

/** A channel that is signed in, so that a network can be asked for it. */
export async function joinChannel(ctx: Context, workspaceId: string, network = 'fake'): Promise<string> {
  const channelId = await makeChannel(ctx, workspaceId, network)
  await saveCredential(ctx, ctx.db, { channelId, workspaceId, network }, { token: 'secret' }, null)
  return channelId
}
