import { systemActor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { cancelDeliveries } from '../../publish/deliveries/index.ts'
import { restPost } from '../approval/index.ts'
import { endTrouble, isBlocked } from '../compliance/index.ts'
import { forgetWords } from './alike.ts'
import { lockPost, updatePost } from './queries.ts'

/**
 * Takes back what has not left of a post that waits against the rules; it is a draft again and keeps its wish. Whoever mended
 * it, or let it pass, before the program came to it keeps it scheduled. That people were told stays until it is mended.
 */
export async function holdPost(
  ctx: Context,
  { workspaceId, postId }: { workspaceId: string; postId: string },
): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const actor = systemActor(workspaceId)
    const post = await lockPost(tx, actor, postId)
    if (post?.stage !== 'scheduled') return
    // Told after somebody had mended it, it would stand there for nothing.
    if (!(await isBlocked(ctx, tx, workspaceId, postId))) return endTrouble(tx, ctx, workspaceId, postId)
    await cancelDeliveries(tx, ctx, actor, { postId })
    await forgetWords(tx, postId)
    await updatePost(tx, workspaceId, postId, {
      stage: 'draft',
      version: post.version + 1,
      updatedAt: ctx.clock.now(),
    })
    await restPost(tx, ctx, actor, postId)
    await audit(tx, actor, {
      action: 'post.unscheduled',
      subject: { kind: 'post', id: postId },
      before: { deliveries: post.deliveries.map(({ channelId, dueAt }) => ({ channelId, dueAt })) },
      after: { held: 'compliance' },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: postId })
  })
}
