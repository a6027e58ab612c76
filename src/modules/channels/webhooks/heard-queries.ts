import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Refusal } from './contract.ts'
import type { DoorRow } from './queries.ts'

/** Kept once a minute at most, and a new reason some times: who knocks without end shall not make us write without end. */
export const keepRefusal = (db: Db, { workspaceId, id }: DoorRow, why: Refusal, now: Date) =>
  sql`
  update webhook_doors set refused_at = ${now}, refused_why = ${why}
  where workspace_id = ${workspaceId} and id = ${id} and (refused_at is null
    or refused_at < ${now}::timestamptz - interval '1 minute'
    or refused_why <> ${why} and refused_at < ${now}::timestamptz - interval '5 seconds')`.execute(db)

/** Which of these were not heard before; from now on they were. */
export async function insertEvents(
  tx: Tx,
  { workspaceId, id }: DoorRow,
  digests: readonly Buffer[],
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into webhook_events (workspace_id, door_id, digest, at)
    select distinct on (digest) ${workspaceId}::uuid, ${id}::uuid, digest, ${now}::timestamptz
    from unnest(${[...digests]}::bytea[]) as g (digest) order by digest
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export const keepHeard = (tx: Tx, { workspaceId, id }: DoorRow, events: number, now: Date) =>
  sql`
  update webhook_doors set heard = least(heard::bigint + ${events}, 2147483647)::int, heard_at = ${now}
  where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)

export const deleteEventsBefore = (db: Db, before: Date) =>
  db.deleteFrom('webhookEvents').where('at', '<', before).execute()

/** The newest of each door stay. */
export const deleteEventsBeyond = (db: Db, most: number) =>
  sql`
  delete from webhook_events e using (
    select d.workspace_id, d.id, (
      select at from webhook_events n where n.workspace_id = d.workspace_id and n.door_id = d.id
      order by at desc offset ${most} limit 1) as last
    from webhook_doors d where d.heard > ${most}) k
  where e.workspace_id = k.workspace_id and e.door_id = k.id and e.at <= k.last`.execute(db)

export type Meant = { id: string; workspaceId: string; remoteId: string }

/**
 * Which channels an event may be about: of an app, those that signed in by it, in whichever workspace; of a channel, it
 * alone, and others of its workspace with the same bot or key.
 */
export const findMeant = (db: Db, door: DoorRow, remoteIds: readonly string[]): Promise<Meant[]> =>
  db
    .selectFrom('channels')
    .innerJoin('workspaces', 'workspaces.id', 'channels.workspaceId')
    .select(['channels.id', 'channels.workspaceId', 'channels.remoteId'])
    .where('channels.network', '=', door.network)
    .where('channels.remoteId', 'in', [...remoteIds])
    .where('channels.state', 'in', ['active', 'paused'])
    .where('workspaces.demo', '=', false)
    .$if(door.appId !== null, (query) => query.where('channels.appId', '=', door.appId))
    .$if(door.appId === null, (query) => query.where('channels.workspaceId', '=', door.workspaceId))
    .orderBy('channels.id')
    .execute()
