import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Refusal } from './contract.ts'

const columns = [
  'id',
  'workspaceId',
  'network',
  'appId',
  'channelId',
  'sealed',
  'keyId',
  'registeredAt',
  'trouble',
  'heard',
  'heardAt',
  'refusedAt',
  'refusedWhy',
] as const

const selectDoors = (db: Db) => db.selectFrom('webhookDoors').select(columns)
export type DoorRow = Awaited<ReturnType<ReturnType<typeof selectDoors>['executeTakeFirstOrThrow']>>

export const findByDigest = (db: Db, digest: Buffer): Promise<DoorRow | undefined> =>
  selectDoors(db).where('digest', '=', digest).executeTakeFirst()

export const findDoors = (db: Db, workspaceId: string): Promise<DoorRow[]> =>
  selectDoors(db).where('workspaceId', '=', workspaceId).orderBy('id').execute()

export const findDoor = (db: Db, workspaceId: string, id: string): Promise<DoorRow | undefined> =>
  selectDoors(db).where('workspaceId', '=', workspaceId).where('id', '=', id).executeTakeFirst()

export type Owner = { appId: string } | { channelId: string }

export const findDoorOf = (db: Db, workspaceId: string, owner: Owner): Promise<DoorRow | undefined> =>
  selectDoors(db)
    .where('workspaceId', '=', workspaceId)
    .$if('appId' in owner, (query) => query.where('appId', '=', 'appId' in owner ? owner.appId : ''))
    .$if('channelId' in owner, (query) =>
      query.where('channelId', '=', 'channelId' in owner ? owner.channelId : ''),
    )
    .executeTakeFirst()

type NewDoor = {
  id: string
  workspaceId: string
  network: string
  appId: string | null
  channelId: string | null
  digest: Buffer
  sealed: Buffer
  keyId: string
  createdAt: Date
}

/** False when somebody else has opened it meanwhile. */
export async function insertDoor(db: Db, row: NewDoor): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('webhookDoors')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

type Patch = Partial<{
  sealed: Buffer
  keyId: string
  registeredAt: Date | null
  trouble: string | null
  triedAt: Date
}>

export const updateDoor = (db: Db, workspaceId: string, id: string, patch: Patch) =>
  db
    .updateTable('webhookDoors')
    .set(patch)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** What stands for the trouble of a door that a person has closed. */
export const shut = 'closed'

/**
 * Closed by a person, where jobs open doors by themselves: the row stays, under an address that nobody was told, so that none
 * does.
 */
export const shutDoor = (
  db: Db,
  workspaceId: string,
  id: string,
  next: { digest: Buffer; sealed: Buffer; keyId: string },
) =>
  db
    .updateTable('webhookDoors')
    .set({ ...next, registeredAt: null, trouble: shut, triedAt: sql<Date>`'infinity'` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Others may have had the same address at the network as one that was taken back: they are told of anew. */
export const tellAnew = (db: Db, workspaceId: string, network: string) =>
  db
    .updateTable('webhookDoors')
    .set({ registeredAt: null, triedAt: null })
    .where('workspaceId', '=', workspaceId)
    .where('network', '=', network)
    .where('channelId', 'is not', null)
    .where('trouble', 'is', null)
    .execute()

export const deleteDoor = (db: Db, workspaceId: string, id: string) =>
  db.deleteFrom('webhookDoors').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

/** Kept once a minute at most: who knocks without end shall not make us write without end. */
export const keepRefusal = (db: Db, { workspaceId, id }: DoorRow, why: Refusal, now: Date) =>
  sql`
  update webhook_doors set refused_at = ${now}, refused_why = ${why}
  where workspace_id = ${workspaceId} and id = ${id} and (refused_at is null or refused_why <> ${why}
    or refused_at < ${now}::timestamptz - interval '1 minute')`.execute(db)

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

export type OwnApp = { id: string; network: string; name: string }

/** The workspace’s own apps: of those that others share, they hold the doors. */
export const findOwnApps = (db: Db, workspaceId: string): Promise<OwnApp[]> =>
  db
    .selectFrom('apps')
    .select(['id', 'network', 'name'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('network')
    .orderBy('id')
    .execute()

export type OwnChannel = { id: string; network: string; name: string; remoteId: string }

export const findOwnChannels = (
  db: Db,
  viewer: Viewer,
  networks: readonly string[],
): Promise<OwnChannel[]> =>
  networks.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('channels')
        .select(['id', 'network', 'name', 'remoteId'])
        .where('workspaceId', '=', viewer.workspaceId)
        .where('network', 'in', [...networks])
        .where('state', '<>', 'removed')
        .where(isIn(sightOf(viewer), 'id'))
        .orderBy('network')
        .orderBy('id')
        .execute()

export type ToKeep = { channelId: string; workspaceId: string; network: string }

/**
 * Channels whose network is to be told of our address by ourselves: not yet, in trouble and not tried within the hour, or
 * registered before `heldSince` where that holds for a while only.
 */
export async function findToKeep(
  db: Db,
  network: string,
  { now, heldSince, most }: { now: Date; heldSince: Date | null; most: number },
): Promise<ToKeep[]> {
  const { rows } = await sql<ToKeep>`
    select c.id as channel_id, c.workspace_id, c.network from channels c
    join workspaces w on w.id = c.workspace_id and not w.demo and w.erase_at is null
    left join webhook_doors d on d.workspace_id = c.workspace_id and d.channel_id = c.id
    where c.network = ${network} and c.state in ('active', 'paused')
      and (d.id is null or d.registered_at is null or d.registered_at < ${heldSince}::timestamptz)
      and (d.tried_at is null or d.tried_at < ${now}::timestamptz - interval '55 minutes')
    order by d.tried_at nulls first, c.id limit ${most}`.execute(db)
  return rows
}
