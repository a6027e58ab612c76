import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { blocking, type Gate } from './gate.ts'

/** People were told that a scheduled post keeps the rules no longer. When nothing blocks it any more, that is over. */
export async function endTrouble(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  postId: string,
  gate?: Gate,
): Promise<void> {
  if (gate && blocking(gate).length > 0) return
  await resolveNotification(tx, ctx, workspaceId, { kind: 'post', id: postId }, ['post.compliance'])
}

/** Of what was judged only what has not left yet. */
export const waitingOf = ({ results }: Gate, waiting: ReadonlySet<string>): Gate => ({
  results: results.filter(({ channelId }) => waiting.has(channelId)),
})
