import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import { notifyAll } from '../notifications/index.ts'

type Left = {
  id: string
  workspaceId: string
  channelId: string
  network: string
  state: string
  words: string
}

/**
 * What was on its way when its channel was removed came back into a queue that nobody serves any more. What surely is
 * not out is cancelled, as the rest was; of what may be out a person is told, because nobody can look any more.
 */
export async function clearRemoved(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { rows } = await sql<Left>`
      with left_over as (
        select d.id from channels c join deliveries d on d.channel_id = c.id
        where c.state = 'removed' and d.worker_id is null and d.state in ('scheduled', 'waiting', 'sending', 'sent', 'handed')
        order by d.id for no key update of d skip locked
      )
      update deliveries d set updated_at = now(),
        state = case when d.state in ('sending', 'sent') then 'in_doubt' else 'cancelled' end,
        failure_kind = 'unknown', failure_code = 'channel_removed',
        failure_words = case when d.state in ('sending', 'sent')
          then 'Its channel was removed while it was on its way, so nobody can look any more. If it is there, mark it as published; if not, cancel it.'
          else 'Its channel was removed before it left.' end
      from left_over where d.id = left_over.id
      returning d.id, d.workspace_id, d.channel_id, d.network, d.state, d.failure_words as words`.execute(tx)
    const doubtful = rows.filter(({ state }) => state === 'in_doubt')
    const troubles = doubtful.map(({ id, workspaceId, channelId, network, words }) => ({
      workspaceId,
      kind: 'delivery.in_doubt' as const,
      subject: { kind: 'delivery', id },
      facts: { deliveryId: id, channelId, network, words, code: 'channel_removed' },
    }))
    if (troubles.length > 0) await notifyAll(tx, ctx, troubles)
    for (const workspaceId of new Set(rows.map((row) => row.workspaceId)))
      await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: null })
  })
}
