import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Refusal } from './contract.ts'
import { shut, type Trouble } from './trouble.ts'

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

/** Whether networks have yet to be told that this workspace is over: of its apps, or of its channels at the apps of others. */
export async function anyToTakeBack(db: Db, workspaceId: string, since: Date): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from webhook_doors where workspace_id = ${workspaceId} and app_id is not null
        and closed_at > ${since}::timestamptz)
      or exists (select from webhook_subscriptions s
        join channels c on c.workspace_id = s.workspace_id and c.id = s.channel_id
        where s.workspace_id = ${workspaceId} and c.state_since > ${since}::timestamptz) as there`.execute(db)
  return rows[0]?.there === true
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

export async function remoteIdOf(db: Db, channelId: string): Promise<string | null> {
  const row = await db
    .selectFrom('channels')
    .select('remoteId')
    .where('id', '=', channelId)
    .where('state', '<>', 'removed')
    .executeTakeFirst()
  return row?.remoteId ?? null
}

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

export type ToSubscribe = {
  channelId: string
  workspaceId: string
  doorId: string
  doorWorkspaceId: string
}

/**
 * Accounts that signed in by an app with a door that the network has proven and that is in no trouble: not asked for yet, in trouble and not tried within
 * the hour, asked for before `since`, or signed in anew since.
 */
export async function findToSubscribe(
  db: Db,
  network: string,
  { now, since, begins, most }: { now: Date; since: Date; begins: string; most: number },
): Promise<ToSubscribe[]> {
  const { rows } = await sql<ToSubscribe>`
    select c.id as channel_id, c.workspace_id, d.id as door_id, d.workspace_id as door_workspace_id
    from webhook_doors d
    join channels c on c.app_id = d.app_id and c.network = d.network
    join workspaces w on w.id = c.workspace_id and not w.demo and w.erase_at is null
    left join webhook_subscriptions s on s.workspace_id = c.workspace_id and s.channel_id = c.id
    where d.network = ${network} and d.app_id is not null and d.registered_at is not null
      and d.trouble_code is null and c.state in ('active', 'paused') and starts_with(c.remote_id, ${begins})
      and (s.subscribed_at is null or s.subscribed_at < ${since}::timestamptz or s.subscribed_at < c.state_since)
      and (s.tried_at is null or s.tried_at < ${now}::timestamptz - interval '55 minutes')
      and (s.door_id is null or s.door_id = d.id)
    order by s.tried_at nulls first, c.id limit ${most}`.execute(db)
  return rows
}

/**
 * Written down before the network is asked: two rounds do not ask for one account at once, and it is taken back also where whoever
 * asked was killed. False: the door or the channel is gone, or somebody is at it, be it for the same account in another workspace.
 */
export async function takeToSubscribe(
  tx: Tx,
  { workspaceId, channelId, doorId, doorWorkspaceId }: ToSubscribe,
  now: Date,
): Promise<boolean> {
  const door = await tx
    .selectFrom('webhookDoors')
    .select('id')
    .where('workspaceId', '=', doorWorkspaceId)
    .where('id', '=', doorId)
    .where('troubleCode', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!door) return false
  const { numAffectedRows } = await sql`
    insert into webhook_subscriptions as s (workspace_id, channel_id, door_id, tried_at)
    select c.workspace_id, c.id, ${doorId}::uuid, ${now}::timestamptz from channels c
    where c.workspace_id = ${workspaceId} and c.id = ${channelId} and c.state in ('active', 'paused')
      and not exists (
        select from webhook_subscriptions o
        join channels t on t.workspace_id = o.workspace_id and t.id = o.channel_id
        where o.door_id = ${doorId} and o.channel_id <> c.id and t.remote_id = c.remote_id
          and o.trouble_code is null and o.tried_at > coalesce(o.subscribed_at, '-infinity')
          and o.tried_at > ${now}::timestamptz - interval '10 minutes')
    on conflict (workspace_id, channel_id) do update
      set tried_at = excluded.tried_at, trouble_code = null, trouble = null
      where s.door_id = excluded.door_id
        and s.tried_at < ${now}::timestamptz - interval '55 minutes'`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

type Kept = { subscribedAt: Date | null; trouble: Trouble | null; now: Date }

/** False where it was taken back meanwhile. */
export async function keepSubscription(
  db: Db,
  { workspaceId, channelId, doorId }: ToSubscribe,
  { subscribedAt, trouble, now }: Kept,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhookSubscriptions')
    .set({ subscribedAt, troubleCode: trouble?.code ?? null, trouble: trouble?.words ?? null, triedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('doorId', '=', doorId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type Subscription = ToSubscribe & { network: string; remoteId: string; appId: string | null }

const selectSubscriptions = (db: Db) =>
  db
    .selectFrom('webhookSubscriptions as s')
    .innerJoin('channels as c', (join) =>
      join.onRef('c.workspaceId', '=', 's.workspaceId').onRef('c.id', '=', 's.channelId'),
    )
    .innerJoin('webhookDoors as d', 'd.id', 's.doorId')
    .select([
      's.channelId',
      's.workspaceId',
      's.doorId',
      'd.workspaceId as doorWorkspaceId',
      'c.network',
      'c.remoteId',
      'c.appId',
    ])

export const findSubscription = (
  db: Db,
  workspaceId: string,
  channelId: string,
): Promise<Subscription | undefined> =>
  selectSubscriptions(db)
    .where('s.workspaceId', '=', workspaceId)
    .where('s.channelId', '=', channelId)
    .executeTakeFirst()

/** Of closed doors at once; of the others when they were not tried within the hour. */
export const findToTakeBack = (db: Db, now: Date, most: number): Promise<Subscription[]> =>
  selectSubscriptions(db)
    .where(
      sql<boolean>`(d.trouble_code = ${shut} or c.state = 'removed' or c.app_id is distinct from d.app_id)`,
    )
    .where(
      sql<boolean>`(d.trouble_code = ${shut} or s.tried_at < ${now}::timestamptz - interval '55 minutes')`,
    )
    .orderBy('s.triedAt')
    .orderBy('s.channelId')
    .limit(most)
    .execute()

/** Whether the same account is told of at this door for somebody else here. */
export async function isTold(
  db: Db,
  { channelId, doorId, remoteId }: Pick<Subscription, 'channelId' | 'doorId' | 'remoteId'>,
): Promise<boolean> {
  const other = await selectSubscriptions(db)
    .where('s.doorId', '=', doorId)
    .where('s.channelId', '<>', channelId)
    .where('c.remoteId', '=', remoteId)
    .executeTakeFirst()
  return other !== undefined
}

export const tryLater = (db: Db, { workspaceId, channelId }: Subscription, now: Date) =>
  db
    .updateTable('webhookSubscriptions')
    .set({ triedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .execute()

export const deleteSubscription = (db: Db, { workspaceId, channelId }: Subscription) =>
  db
    .deleteFrom('webhookSubscriptions')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .execute()

/** A person asked for it: those that the network refused are asked for again with the next round; not those just being asked for. */
export const tryAccountsNow = (db: Db, doorId: string, now: Date) =>
  sql`
  update webhook_subscriptions set tried_at = '-infinity'
  where door_id = ${doorId} and subscribed_at is null
    and (trouble_code is not null or tried_at < ${now}::timestamptz - interval '10 minutes')`.execute(db)

/** What was asked for under another address, or by the keys of another app, is not told here. */
export const askAnew = (db: Db, doorId: string) =>
  sql`
  update webhook_subscriptions set subscribed_at = null, tried_at = '-infinity'
  where door_id = ${doorId}`.execute(db)

/** How many accounts signed in by the app of each door that have something to tell, and of how many the network was asked to. */
export async function countAccounts(
  db: Db,
  workspaceId: string,
  doors: readonly { id: string; begins: string }[],
): Promise<{ doorId: string; all: number; told: number }[]> {
  if (doors.length === 0) return []
  const { rows } = await sql<{ doorId: string; all: number; told: number }>`
    select d.id as door_id, count(c.id)::int as "all", count(s.subscribed_at)::int as told
    from webhook_doors d
    join unnest(${doors.map(({ id }) => id)}::uuid[], ${doors.map(({ begins }) => begins)}::text[])
      as a (door_id, begins) on a.door_id = d.id
    left join channels c on c.app_id = d.app_id and c.network = d.network and c.state in ('active', 'paused')
      and starts_with(c.remote_id, a.begins)
    left join webhook_subscriptions s
      on s.workspace_id = c.workspace_id and s.channel_id = c.id and s.door_id = d.id
    where d.workspace_id = ${workspaceId}
    group by d.id`.execute(db)
  return rows
}

type AccountTrouble = { doorId: string; channelId: string; name: string; code: string; words: string | null }
const mostTroubles = 100

/** Of the workspace’s own channels; those of others that share the app are told there. */
export async function findTroubles(
  db: Db,
  viewer: Viewer,
  doorIds: readonly string[],
): Promise<AccountTrouble[]> {
  if (doorIds.length === 0) return []
  const rows = await db
    .selectFrom('webhookSubscriptions as s')
    .innerJoin('channels as c', (join) =>
      join.onRef('c.workspaceId', '=', 's.workspaceId').onRef('c.id', '=', 's.channelId'),
    )
    .select(['s.doorId', 's.channelId', 'c.name', 's.troubleCode as code', 's.trouble as words'])
    .where('s.workspaceId', '=', viewer.workspaceId)
    .where('s.doorId', 'in', [...doorIds])
    .where('s.troubleCode', 'is not', null)
    .where('c.state', 'in', ['active', 'paused'])
    .where(isIn(sightOf(viewer), 'c.id'))
    .orderBy('c.name')
    .orderBy('c.id')
    .limit(mostTroubles)
    .execute()
  return rows.flatMap((row) => (row.code === null ? [] : [{ ...row, code: row.code }]))
}
