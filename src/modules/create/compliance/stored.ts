import type { Context } from '../../../app/context.ts'
import type { Db } from '../../../platform/db/index.ts'
import { findMediaFacts } from '../media/index.ts'
import { contentFor } from '../posts/contract.ts'
import { madeFor } from '../posts/plain/machine.ts'
import { type Gate, judgeOutgoing, type Outgoing, readGround } from './gate.ts'
import type { StoredPost } from './post-queries.ts'

/** A post read from its tables, judged for the days on which it is due, wished for, or for today. */
export async function judgeStored(
  ctx: Context,
  db: Db,
  workspaceId: string,
  post: StoredPost,
): Promise<{ gate: Gate; outgoing: Outgoing[]; waiting: ReadonlySet<string> }> {
  const { content, variants, deliveries, wish } = post
  const ids = [content, ...(variants ?? []).map((one) => one.content)]
    .flatMap((one) => one?.parts ?? [])
    .flatMap(({ media }) => (media ?? []).map(({ id }) => id))
  const [facts, ground] = await Promise.all([
    findMediaFacts(db, workspaceId, ids),
    readGround(db, workspaceId, { ...post, postId: post.id }),
  ])
  const due = new Map((deliveries ?? []).map(({ channelId, at }) => [channelId, at]))
  const waiting = new Set((deliveries ?? []).filter(({ waits }) => waits).map(({ channelId }) => channelId))
  const outgoing = (variants ?? []).flatMap(
    ({ channelId, network, zone, limits, options, content: own }): Outgoing[] => {
      const manifest = ctx.networks.get(network)?.manifest
      if (!manifest) return []
      const said = contentFor(content, own as Parameters<typeof contentFor<{ id: string; alt: string }>>[1])
      const parts = said.parts.map((part) => ({
        ...part,
        media: part.media.flatMap(({ id }) => facts.get(id) ?? []),
      }))
      const at = new Date(due.get(channelId) ?? wish ?? ctx.clock.now().getTime())
      const channel = { id: channelId, timeZone: zone, limits }
      const machine = madeFor({ variants: variants ?? [] }, post.machineMade, channelId).length > 0
      return [{ channel, manifest, draft: { ...said, parts, options }, machine, at }]
    },
  )
  return { gate: judgeOutgoing(ground, post, outgoing), outgoing, waiting }
}
