import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { freeze } from '../content/index.ts'
import { convertAhead, hasFilms } from './ahead.ts'
import { hasBegun, lockDeliveriesOfPost } from './queries.ts'

/** Whoever has it in their hands is told with the next look around. */
async function sayChanged(tx: Tx, workspaceId: string, deliveryId: string, now: Date): Promise<void> {
  await tx
    .updateTable('handovers')
    .set({ changedAt: now, remindAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('deliveryId', '=', deliveryId)
    .execute()
}

/** Surely not at the network, and nobody is sending it. */
const open: readonly string[] = ['scheduled', 'claimed', 'waiting', 'handed', 'failed', 'missed']

/** In somebody's hands, or taken out of them and waiting for a person. */
const inHands: readonly string[] = ['handed', 'failed', 'missed']

/** Something of it may be out, so its words are settled; whether they are those of its post by now is said with it. */
const settled: readonly string[] = ['sending', 'sent', 'in_doubt']

/**
 * Gives deliveries that have not left their new words. State and times stay: what failed or was missed still waits for a
 * person and then goes out with the new words. What is out, on its way or in doubt stays as it is, and so does a thread
 * whose first parts are out: the rest belongs to them, so that two versions are never mixed. Such a one is `behind`.
 */
export async function refreezeDeliveries(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  {
    postId,
    contents,
  }: { postId: string; contents: readonly { channelId: string; variantId: string | null; content: Draft }[] },
): Promise<void> {
  const { workspaceId } = actor
  const there = await lockDeliveriesOfPost(tx, workspaceId, postId)
  for (const { channelId, variantId, content } of contents) {
    const { json, digest } = freeze(content)
    const row = there.find(
      (one) => one.channelId === channelId && (open.includes(one.state) || settled.includes(one.state)),
    )
    if (!row) continue
    await sayBehind(tx, ctx, workspaceId, row, digest)
    if (row.digest === digest || settled.includes(row.state) || hasBegun(row)) continue
    await tx
      .updateTable('deliveries')
      .set({
        // One that a worker has claimed is taken out of its hands, and claimed anew with the new words.
        state: row.state === 'claimed' ? 'scheduled' : row.state,
        workerId: null,
        variantId,
        content: json,
        digest,
        behind: false,
        prepared: null,
        preparedAt: null,
        updatedAt: sql<Date>`now()`,
      })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', row.id)
      .execute()
    if (inHands.includes(row.state)) await sayChanged(tx, workspaceId, row.id, ctx.clock.now())
    if (hasFilms(content)) await convertAhead(tx, ctx, row.id)
    await audit(tx, actor, {
      action: 'delivery.refrozen',
      subject: { kind: 'delivery', id: row.id },
      before: { digest: row.digest },
      after: { digest },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: row.id })
  }
}

/** Keeps whether what is settled says what its post says by now. */
export async function sayBehind(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  row: { id: string; digest: string; behind: boolean },
  digest: string,
): Promise<void> {
  const behind = row.digest !== digest
  if (row.behind === behind) return
  await tx
    .updateTable('deliveries')
    .set({ behind })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', row.id)
    .execute()
  await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: row.id })
}
