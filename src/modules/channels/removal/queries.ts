import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Consequences } from './contract.ts'

export async function countConsequences(
  db: Db,
  workspaceId: string,
  channelId: string,
): Promise<Omit<Consequences, 'feedEnds'>> {
  const { rows } = await sql<Omit<Consequences, 'feedEnds'>>`
    with own as (
      select id, post_id, state from deliveries
      where workspace_id = ${workspaceId} and channel_id = ${channelId} and state not in ('published', 'cancelled')
    ), open as (select * from own where state in ('scheduled', 'claimed', 'waiting', 'failed', 'missed', 'handed'))
    select (select count(*) from open)::int as queued,
      (select count(*) from own where state in ('sending', 'sent', 'in_doubt'))::int as "onTheirWay",
      (select count(distinct o.post_id) from open o where not exists (
        select from deliveries d where d.workspace_id = ${workspaceId} and d.post_id = o.post_id
          and d.channel_id <> ${channelId} and d.state <> 'cancelled'))::int as orphans,
      (select count(*) from slots where workspace_id = ${workspaceId} and channel_id = ${channelId})::int as slots,
      (select count(*) from publications
        where workspace_id = ${workspaceId} and channel_id = ${channelId} and gone_at is null)::int as publications
  `.execute(db)
  const [counted] = rows
  if (!counted) throw new Error('A count answered nothing')
  return counted
}

export const deleteSlots = (tx: Tx, workspaceId: string, channelId: string) =>
  tx.deleteFrom('slots').where('workspaceId', '=', workspaceId).where('channelId', '=', channelId).execute()

/** The account is asked for nothing any more. */
export const deleteCollections = (tx: Tx, workspaceId: string, channelId: string) =>
  tx
    .deleteFrom('collections')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .execute()

export const deleteCredential = (db: Db, channelId: string) =>
  db.deleteFrom('channelCredentials').where('channelId', '=', channelId).execute()

/** Removed channels whose sign-in could not be ended at the network in time. */
export const findForgotten = (db: Db, before: Date) =>
  db
    .selectFrom('channels as c')
    .innerJoin('channelCredentials as k', 'k.channelId', 'c.id')
    .select('c.id')
    .where('c.state', '=', 'removed')
    .where('c.stateSince', '<', before)
    .execute()
