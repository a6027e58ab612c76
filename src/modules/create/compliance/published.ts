import type { Context } from '../../../app/context.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { BannedWord } from '../../plan/advice/contract.ts'
import { bannedIn } from '../../plan/advice/plain/banned.ts'
import { contentFor } from '../posts/contract.ts'
import { madeFor } from '../posts/plain/machine.ts'
import { judgeOutgoing, type Outgoing, readGround, refuseBlocked } from './gate.ts'
import { findTie, type StoredTie } from './post-queries.ts'
import { keepResults, type NewResult } from './result-queries.ts'

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

type Frozen = { postId: string; channelId: string; content: Draft; at: Date }

/**
 * Words that were frozen earlier and are sent by a person's word, judged for the day on which they leave: since they were
 * scheduled, rules, readers and who pays may be others. What blocks is refused; what was found is kept.
 */
export async function judgeFrozen(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  { postId, channelId, content, at }: Frozen,
): Promise<void> {
  const post = await findTie(tx, workspaceId, postId, channelId)
  const manifest = post && ctx.networks.get(post.network)?.manifest
  if (!manifest) return
  const ground = await readGround(tx, workspaceId, { ...post, postId })
  const channel = { id: channelId, timeZone: post.zone, limits: post.limits }
  const variants = [{ channelId, content: post.own }]
  const machine = madeFor({ variants }, post.machineMade, channelId).length > 0
  const written = writtenOf(post, content)
  const gate = judgeOutgoing(ground, post, [{ channel, manifest, draft: content, written, machine, at }])
  refuseBlocked(gate)
  await keepResults(
    tx,
    workspaceId,
    postId,
    gate.results.map((one) => ({ ...one, version: post.version })),
  )
}

/** The words of the post as they stand there, with what was frozen beside them: pictures may have left the library since. */
function writtenOf({ content, own }: StoredTie, frozen: Draft): Outgoing['written'] {
  const said = contentFor(content, own as Parameters<typeof contentFor<{ id: string; alt: string }>>[1])
  if (said.parts.length !== frozen.parts.length) return undefined
  const parts = frozen.parts.map((part, n) => ({ ...part, ...said.parts[n], media: part.media }))
  return { ...said, parts }
}

const saidIn = ({ title, parts, firstReply }: Draft, banned: readonly BannedWord[]): BannedWord[] =>
  [
    ...[title, firstReply ?? ''],
    ...parts.flatMap(({ text, poll, link }) => [
      ...[text, ...(poll?.options ?? [])],
      ...(link ? [link.title, link.description] : []),
    ]),
  ].flatMap((text) => bannedIn(text, banned))
