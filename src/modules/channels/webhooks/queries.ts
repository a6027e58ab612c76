import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { shut } from './trouble.ts'

const columns = [
  'id',
  'workspaceId',
  'network',
  'appId',
  'channelId',
  'sealed',
  'keyId',
  'registeredAt',
  'troubleCode',
  'trouble',
  'closedAt',
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
  digest: Buffer
  sealed: Buffer
  keyId: string
  registeredAt: Date | null
  troubleCode: string | null
  trouble: string | null
  triedAt: Date | null
  closedAt: Date | null
}>

export const updateDoor = (db: Db, workspaceId: string, id: string, patch: Patch) =>
  db
    .updateTable('webhookDoors')
    .set(patch)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** What a network or a job has to say of a door. False for one that a person has closed meanwhile: it stays closed. */
export async function updateOpen(db: Db, workspaceId: string, id: string, patch: Patch): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhookDoors')
    .set(patch)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where(sql<boolean>`trouble_code is distinct from ${shut}`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

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
    .set({ ...next, registeredAt: null, troubleCode: shut, trouble: null, triedAt: sql<Date>`'infinity'` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Closed by a person, and kept until nothing of it is left at the network; nobody finds it any more. */
export const closeAppDoor = (
  db: Db,
  workspaceId: string,
  id: string,
  next: { digest: Buffer; closedAt: Date },
) =>
  db
    .updateTable('webhookDoors')
    .set({ ...next, troubleCode: shut, trouble: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Of a workspace that is over, which takes its apps along. False where there is none that is open. */
export async function closeAppDoors(db: Db, workspaceId: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update webhook_doors set trouble_code = ${shut}, trouble = null, closed_at = ${now},
      digest = sha256(convert_to(gen_random_uuid()::text, 'UTF8'))
    where workspace_id = ${workspaceId} and app_id is not null
      and trouble_code is distinct from ${shut}`.execute(db)
  return Number(numAffectedRows ?? 0) > 0
}

/** Others may have had the same address at the network as one that was taken back: they are told of anew. */
export const tellAnew = (db: Db, workspaceId: string, network: string) =>
  db
    .updateTable('webhookDoors')
    .set({ registeredAt: null, triedAt: null })
    .where('workspaceId', '=', workspaceId)
    .where('network', '=', network)
    .where('channelId', 'is not', null)
    .where('troubleCode', 'is', null)
    .execute()

export const deleteDoor = (db: Db, workspaceId: string, id: string) =>
  db.deleteFrom('webhookDoors').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

export async function remoteIdOf(db: Db, workspaceId: string, channelId: string): Promise<string | null> {
  const row = await db
    .selectFrom('channels')
    .select('remoteId')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', channelId)
    .where('state', '<>', 'removed')
    .executeTakeFirst()
  return row?.remoteId ?? null
}

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

/**
 * Doors of apps that the network is told of by ourselves: those that it did not take and was not told of within the hour, and
 * once a day all, because some give up what they could not reach for a while.
 */
export const findToTellAgain = (
  db: Db,
  networks: readonly string[],
  now: Date,
  most: number,
): Promise<DoorRow[]> =>
  selectDoors(db)
    .where('appId', 'is not', null)
    .where('network', 'in', [...networks])
    .where(
      sql<boolean>`trouble_code is distinct from ${shut} and (tried_at < ${now}::timestamptz - interval '1 day'
        or trouble_code is not null and tried_at < ${now}::timestamptz - interval '55 minutes'
        or tried_at is null and created_at < ${now}::timestamptz - interval '10 minutes')`,
    )
    .orderBy('triedAt')
    .orderBy('id')
    .limit(most)
    .execute()

/** Closed doors of apps at which no account is left, or that have been closed since before `since`. */
export const findClosed = (db: Db, since: Date, most: number): Promise<DoorRow[]> =>
  selectDoors(db)
    .where('appId', 'is not', null)
    .where('troubleCode', '=', shut)
    .where(
      sql<boolean>`(closed_at < ${since}::timestamptz
        or not exists (select from webhook_subscriptions s where s.door_id = webhook_doors.id))`,
    )
    .orderBy('closedAt')
    .orderBy('id')
    .limit(most)
    .execute()
