import type { Context } from '../../../app/context.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { BannedWord } from '../../plan/advice/contract.ts'
import { bannedIn } from '../../plan/advice/plain/banned.ts'
import { judgeOutgoing, readGround, refuseBlocked } from './gate.ts'
import { findTie } from './post-queries.ts'
import type { NewResult } from './result-queries.ts'

/** `out`: what it says now. */
type Changed = { postId: string; channelId: string; content: Draft; out: Draft }

/**
 * What is out already and is about to say something else, judged for today. What blocks is refused as it is at scheduling:
 * else a post would be scheduled with its label and lose it an hour later. Banned words that are out already do not stand in
 * the way of other changes: nobody could let them pass any more. What was found comes back, to be kept.
 */
export async function judgeChanged(
  ctx: Context,
  db: Db,
  workspaceId: string,
  { postId, channelId, content, out }: Changed,
): Promise<NewResult[]> {
  const post = await findTie(db, workspaceId, postId, channelId)
  const manifest = post && ctx.networks.get(post.network)?.manifest
  if (!manifest) return []
  const known = await readGround(db, workspaceId, { ...post, postId })
  const said = new Set(saidIn(out, known.banned))
  const ground = { ...known, banned: known.banned.filter((one) => !said.has(one)) }
  const channel = { id: channelId, timeZone: post.zone, limits: post.limits }
  const gate = judgeOutgoing(ground, post, [{ channel, manifest, draft: content, at: ctx.clock.now() }])
  refuseBlocked(gate)
  return gate.results.map((one) => ({ ...one, version: post.version }))
}

const saidIn = ({ title, parts, firstReply }: Draft, banned: readonly BannedWord[]): BannedWord[] =>
  [
    ...[title, firstReply ?? ''],
    ...parts.flatMap(({ text, poll, link }) => [
      ...[text, ...(poll?.options ?? [])],
      ...(link ? [link.title, link.description] : []),
    ]),
  ].flatMap((text) => bannedIn(text, banned))
