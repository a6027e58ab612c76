import type { Context } from '../../../app/context.ts'
import { handle, type JobHandler } from '../../../app/handler.ts'
import { notify } from '../../publish/notifications/index.ts'
import { blocking } from './gate.ts'
import { lookAgain } from './jobs.ts'
import { packs } from './plain/packs/index.ts'
import { findOutdated, findPosts } from './queries.ts'
import { keepResults } from './result-queries.ts'
import { judgeStored } from './service.ts'
import { endTrouble, waitingOf } from './told.ts'

export const complianceHandlers: JobHandler[] = [handle(lookAgain, lookAtScheduled)]

/** So far ahead scheduled posts are looked at again; further ones come nearer. */
const aheadMs = 30 * 86_400_000
/** In one run; the soonest first. */
const most = 500

/**
 * Judges scheduled posts anew that were judged by other packs, for another day, or before somebody said where the readers are,
 * switched a rule, or changed a campaign or persona. What is found is kept and told, and holds
 * nothing back: what a person scheduled goes out unless a person calls it back.
 */
export async function lookAtScheduled(ctx: Context): Promise<void> {
  const until = new Date(ctx.clock.now().getTime() + aheadMs)
  const versions = packs.map(({ id, version }) => ({ id, version }))
  for (const { workspaceId, postId } of await findOutdated(ctx.db, versions, until, most))
    await lookAtOne(ctx, workspaceId, postId)
}

async function lookAtOne(ctx: Context, workspaceId: string, postId: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const [post] = await findPosts(tx, { workspaceId }, [postId])
    if (!post) return
    const { gate, waiting } = await judgeStored(ctx, tx, workspaceId, post)
    const going = waitingOf(gate, waiting)
    const rows = going.results.map((one) => ({ ...one, version: post.version }))
    await keepResults(tx, workspaceId, postId, rows)
    const found = blocking(going)
    const subject = { kind: 'post', id: postId }
    const kind = 'post.compliance' as const
    if (found.length === 0) return endTrouble(tx, ctx, workspaceId, postId)
    await notify(tx, ctx, {
      workspaceId,
      kind,
      subject,
      facts: { count: found.length, text: (post.content.parts[0]?.text ?? '').slice(0, 140) },
    })
  })
}
