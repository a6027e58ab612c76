import type { Context } from '../../../app/context.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import type { Db } from '../../../platform/db/index.ts'
import { judgeOutgoing, readGround, refuseBlocked } from './gate.ts'
import { findTie } from './post-queries.ts'
import type { NewResult } from './result-queries.ts'

type Changed = { postId: string; channelId: string; content: Draft }

/**
 * What is out already and is about to say something else, judged for today. What blocks is refused as it is at scheduling:
 * else a post would be scheduled with its label and lose it an hour later. What was found comes back, to be kept.
 */
export async function judgeChanged(
  ctx: Context,
  db: Db,
  workspaceId: string,
  { postId, channelId, content }: Changed,
): Promise<NewResult[]> {
  const post = await findTie(db, workspaceId, postId, channelId)
  const manifest = post && ctx.networks.get(post.network)?.manifest
  if (!manifest) return []
  const ground = await readGround(db, workspaceId, { ...post, postId })
  const channel = { id: channelId, timeZone: post.zone, limits: post.limits }
  const gate = judgeOutgoing(ground, post, [{ channel, manifest, draft: content, at: ctx.clock.now() }])
  refuseBlocked(gate)
  return gate.results.map((one) => ({ ...one, version: post.version }))
}
