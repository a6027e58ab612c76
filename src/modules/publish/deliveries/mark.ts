import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { SentPart } from '../../../networks/kit/network.ts'
import type { Tx } from '../../../platform/db/index.ts'
import {
  findAtAddress,
  isAnothers,
  recordPublications,
  takeBackPublication,
  tellPublished,
} from '../publications/index.ts'
import { type Acting, change, fresh, move } from './act.ts'
import type { DeliveryDetail, DeliveryState, MarkPublishedBody } from './contract.ts'
import { deliveryError } from './errors.ts'
import { findContent, hasBegun } from './queries.ts'
import { undoMarkMs } from './read.ts'

/** Clocks of phones differ from ours. */
const skewMs = 60_000

/** A person has seen it at the network, or has put it there by hand. */
export const markPublished = (
  ctx: Context,
  actor: Actor,
  id: string,
  { url, at, digest }: MarkPublishedBody,
): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.marked_published', async (tx, row) => {
    const now = ctx.clock.now()
    const publishedAt = at ? new Date(at) : now
    if (publishedAt.getTime() > now.getTime() + skewMs) throw deliveryError('not_yet', { at: at ?? '' })
    await refuseOther(tx, row, digest)
    const part = url ? await partAt(tx, row, url) : null
    await move(tx, row, ['handed', 'failed', 'in_doubt', 'missed'], {
      state: 'published',
      publishedAt,
      markedAt: now,
      markedBy: actor.kind === 'person' ? actor.id : null,
      markedFrom: row.state,
      // Of a thread of which some was out before, its first part stays the post.
      ...(part && !hasBegun(row) && { parts: JSON.stringify([part]) }),
      ...fresh,
    })
    const { workspaceId, channelId, postId, text } = row
    const [out] = hasBegun(row) ? (row.parts as unknown as SentPart[]) : part ? [part] : []
    const told = { workspaceId, channelId, postId, deliveryId: row.id, publishedAt }
    if (out) await recordPublications(tx, ctx, [{ ...told, remoteId: out.remoteId, url: out.url, text }])
    else await tellPublished(tx, ctx, told)
  })

/** What somebody put there must be what they were shown: words may change while they are at it. */
async function refuseOther(tx: Tx, row: Acting, digest: string | undefined): Promise<void> {
  if (digest === undefined) return
  const frozen = await findContent(tx, row.workspaceId, row.id)
  if (frozen && frozen.digest !== digest) throw deliveryError('changed_meanwhile')
}

/** Until the account's list names it, its address stands for its id. */
async function partAt(tx: Tx, row: Acting, url: string): Promise<SentPart> {
  const known = await findAtAddress(tx, row.workspaceId, row.channelId, url)
  const remoteId = known?.remoteId ?? url
  if (await isAnothers(tx, row, remoteId)) throw deliveryError('url_taken')
  return { remoteId, url: known?.url ?? url, extra: { byHand: true, wasThere: known !== undefined } }
}

/** What did not come along with what is out was put right at the network, or may be left out: nobody is told of it any more. */
export const dismissLack = (ctx: Context, actor: Actor, id: string): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.dismissed', async (tx, row) => {
    if (row.state === 'published' && row.failureKind === null) throw deliveryError('lacks_nothing')
    await move(tx, row, ['published'], { state: 'published', ...fresh })
  })

/** Takes back that it is out, for a while: it is again what it was, and waits for somebody. */
export const unmarkPublished = (ctx: Context, actor: Actor, id: string): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.unmarked', async (tx, row) => {
    const { markedAt, markedFrom } = row
    const until = (markedAt?.getTime() ?? 0) + undoMarkMs
    if (row.state !== 'published' || !markedFrom || until < ctx.clock.now().getTime())
      throw deliveryError('cannot_unmark')
    const [first] = row.parts as unknown as SentPart[]
    const { byHand, wasThere } = saidOf(first)
    await move(tx, row, ['published'], {
      state: markedFrom as DeliveryState,
      publishedAt: null,
      markedAt: null,
      markedBy: null,
      markedFrom: null,
      ...(byHand && { parts: '[]' }),
    })
    await takeBackPublication(tx, row.workspaceId, row.id, wasThere)
    await sql`update handovers set remind_at = greatest(remind_at, ${ctx.clock.now()}::timestamptz)
      where workspace_id = ${row.workspaceId} and delivery_id = ${row.id}`.execute(tx)
  })

/** What was kept with a part that a person named: that they did, and whether the account's list had told of it before. */
function saidOf(part: SentPart | undefined): { byHand: boolean; wasThere: boolean } {
  const extra = part?.extra
  const said = typeof extra === 'object' && extra !== null && !Array.isArray(extra) ? extra : {}
  return { byHand: said.byHand === true, wasThere: said.wasThere === true }
}
