import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { notifyAll, resolveNotification, type TroubleCode } from '../notifications/index.ts'

export type Told = {
  id: string
  workspaceId: string
  channelId: string
  network: string
  channel: string
  text: string
  dueAt: Date
  timeZone: string
  /** In whose hands it is or was. */
  takenBy: string | null
}

/** What people are told of these deliveries. */
export async function findTold(db: Db, ids: readonly string[]): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select d.id, d.workspace_id, d.channel_id, d.network, c.name as channel, d.due_at, c.time_zone, h.taken_by,
      left(coalesce(nullif(d.content ->> 'title', ''), d.content -> 'parts' -> 0 ->> 'text', ''), 140) as text
    from deliveries d join channels c on c.id = d.channel_id left join handovers h on h.delivery_id = d.id
    where d.id = any(${[...ids]}::uuid[]) order by d.id`.execute(db)
  return rows
}

/** The same as facts, with the way to the page of whoever has it in their hands. */
export const factsOf = (
  { id, workspaceId, channelId, network, channel, text, dueAt, timeZone }: Told,
  trouble?: TroubleCode,
) => ({
  ...{ deliveryId: id, channelId, network, channel, text, timeZone },
  ...{ at: dueAt.toISOString(), path: `/w/${workspaceId}/hand/${id}` },
  ...(trouble && { trouble }),
})

/** Who said that they put these there is told that they need not any more, unless they said so themselves. */
export async function tellCalledBack(
  tx: Tx,
  ctx: Context,
  { id: by }: Actor,
  ids: readonly string[],
  why: Extract<TroubleCode, 'called_back' | 'taken_over'> = 'called_back',
): Promise<void> {
  if (ids.length === 0) return
  const told = (await findTold(tx, ids)).flatMap((one) =>
    one.takenBy === null || one.takenBy === by ? [] : [{ ...one, takenBy: one.takenBy }],
  )
  for (const { id, workspaceId } of told)
    await resolveNotification(tx, ctx, workspaceId, { kind: 'delivery', id })
  await notifyAll(
    tx,
    ctx,
    told.map((one) => ({
      workspaceId: one.workspaceId,
      kind: 'delivery.recalled' as const,
      subject: { kind: 'delivery', id: one.id },
      forPeople: [one.takenBy],
      facts: factsOf(one, why),
    })),
  )
}
