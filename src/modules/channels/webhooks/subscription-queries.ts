import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { DoorRow } from './queries.ts'
import { shut, stillTold, type Trouble } from './trouble.ts'

export type ToSubscribe = {
  channelId: string
  workspaceId: string
  doorId: string
  doorWorkspaceId: string
}

/** Of no use to anybody at the moment: nobody is signed in, or the workspace, be it that of the app, is being deleted. */
const isIdle = sql<boolean>`(c.state = 'reconnect' or c.state = 'paused' and c.state_code is not null
  or exists (select from workspaces o where o.id in (c.workspace_id, d.workspace_id) and o.erase_at is not null))`

type Asked = { now: Date; since: Date; begins: string; charges: boolean; most: number }

/**
 * Accounts that signed in by an app with a door that the network has proven and that is in no trouble: not asked for yet, in trouble and not tried within
 * the hour, asked for before `since`, or signed in anew since. Where the network charges, none that is idle.
 */
export async function findToSubscribe(
  db: Db,
  network: string,
  { now, since, begins, charges, most }: Asked,
): Promise<ToSubscribe[]> {
  const { rows } = await sql<ToSubscribe>`
    select c.id as channel_id, c.workspace_id, d.id as door_id, d.workspace_id as door_workspace_id
    from webhook_doors d
    join channels c on c.app_id = d.app_id and c.network = d.network
    join workspaces w on w.id = c.workspace_id and not w.demo and w.erase_at is null
    left join webhook_subscriptions s on s.workspace_id = c.workspace_id and s.channel_id = c.id
    where d.network = ${network} and d.app_id is not null and d.registered_at is not null
      and d.trouble_code is null and c.state in ('active', 'paused') and starts_with(c.remote_id, ${begins})
      and not (${charges} and ${isIdle})
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

/** Of closed doors at once; of the others when they were not tried within the hour. Of `charging` networks also what is idle. */
export const findToTakeBack = (
  db: Db,
  charging: readonly string[],
  now: Date,
  most: number,
): Promise<Subscription[]> =>
  selectSubscriptions(db)
    .where(
      sql<boolean>`(d.trouble_code = ${shut} or c.state = 'removed' or c.app_id is distinct from d.app_id
        or c.network = any(${[...charging]}::text[]) and ${isIdle})`,
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

/** Told of at this door. Others may share its app, so the accounts may be those of other workspaces. */
const isAt = ({ workspaceId, id }: Pick<DoorRow, 'workspaceId' | 'id'>) =>
  sql<boolean>`door_id in (select id from webhook_doors where workspace_id = ${workspaceId} and id = ${id})`

/** A person asked for it: those that the network refused are asked for again with the next round; not those just being asked for. */
export const tryAccountsNow = (db: Db, door: Pick<DoorRow, 'workspaceId' | 'id'>, now: Date) =>
  sql`
  update webhook_subscriptions set tried_at = '-infinity'
  where ${isAt(door)} and subscribed_at is null
    and (trouble_code is not null or tried_at < ${now}::timestamptz - interval '10 minutes')`.execute(db)

/** What was asked for under another address, or by the keys of another app, is not told here. */
export const askAnew = (db: Db, door: Pick<DoorRow, 'workspaceId' | 'id'>) =>
  sql`
  update webhook_subscriptions set subscribed_at = null, tried_at = '-infinity'
  where ${isAt(door)}`.execute(db)

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
    // What could not be ended goes on, whoever is signed in.
    .where((is) => is.or([is('c.state', 'in', ['active', 'paused']), is('s.troubleCode', '=', stillTold)]))
    .where(isIn(sightOf(viewer), 'c.id'))
    .orderBy('c.name')
    .orderBy('c.id')
    .limit(mostTroubles)
    .execute()
  return rows.flatMap((row) => (row.code === null ? [] : [{ ...row, code: row.code }]))
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
