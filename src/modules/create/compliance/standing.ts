import type { Context } from '../../../app/context.ts'
import type { Db } from '../../../platform/db/index.ts'
import { blocking } from './gate.ts'
import { findPosts } from './post-queries.ts'
import { judgeStored } from './stored.ts'
import { waitingOf } from './told.ts'

/** Whether something of a post that has not left yet is against the rules, and nobody let it pass. */
export async function isBlocked(ctx: Context, db: Db, workspaceId: string, postId: string): Promise<boolean> {
  const [post] = await findPosts(db, { workspaceId }, [postId])
  if (!post) return false
  const { gate, waiting } = await judgeStored(ctx, db, workspaceId, post)
  return blocking(waitingOf(gate, waiting)).length > 0
}
