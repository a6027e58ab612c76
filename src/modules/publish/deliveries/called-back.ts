import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { notifyAll, resolveNotification } from '../notifications/index.ts'

type Holding = {
  id: string
  takenBy: string
  channelId: string
  network: string
  channel: string
  text: string
  dueAt: Date
  timeZone: string
}

/** Who said that they put these there is told that they need not any more, unless they said so themselves. */
export async function tellCalledBack(
  tx: Tx,
  ctx: Context,
  { workspaceId, id: by }: Actor,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<Holding>`
    select d.id, h.taken_by, d.channel_id, d.network, c.name as channel, d.due_at, c.time_zone,
      left(coalesce(nullif(d.content ->> 'title', ''), d.content -> 'parts' -> 0 ->> 'text', ''), 140) as text
    from deliveries d join handovers h on h.delivery_id = d.id join channels c on c.id = d.channel_id
    where d.workspace_id = ${workspaceId} and d.id = any(${[...ids]}::uuid[]) and h.taken_by is not null
      and h.taken_by is distinct from ${by}::text order by d.id`.execute(tx)
  for (const { id } of rows) await resolveNotification(tx, ctx, workspaceId, { kind: 'delivery', id })
  await notifyAll(
    tx,
    ctx,
    rows.map(({ id, takenBy, dueAt, ...facts }) => ({
      workspaceId,
      kind: 'delivery.recalled' as const,
      subject: { kind: 'delivery', id },
      forPeople: [takenBy],
      facts: {
        ...facts,
        ...{ deliveryId: id, at: dueAt.toISOString(), path: `/w/${workspaceId}/hand/${id}` },
        trouble: 'called_back',
      },
    })),
  )
}
