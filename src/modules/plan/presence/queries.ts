import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { AccountBody, PresenceSettingsBody } from './contract.ts'

export type ChannelRow = Awaited<ReturnType<typeof findChannels>>[number]

/** The channels of a workspace that are there, in the order in which they were joined; at most so many are audited. */
export const findChannels = (db: Db, workspaceId: string, limit = 200) =>
  db
    .selectFrom('channels')
    .select([
      'id',
      'network',
      'server',
      'appId',
      'remoteId',
      'handle',
      'name',
      'profileUrl',
      'avatarUrl',
      'state',
    ])
    .where('workspaceId', '=', workspaceId)
    .where('state', '!=', 'removed')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(limit)
    .execute()

export async function findSettings(db: Db, workspaceId: string) {
  const row = await db
    .selectFrom('presenceSettings')
    .select(['everyWeeks', 'nextAt', 'names', 'sites', 'version'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return row ?? { everyWeeks: null, nextAt: null, names: [], sites: [], version: 0 }
}

/** False when somebody saved meanwhile. */
export async function saveSettings(
  tx: Tx,
  workspaceId: string,
  { everyWeeks, names, sites, version }: PresenceSettingsBody,
  nextAt: Date | null,
  at: Date,
): Promise<boolean> {
  const values = { everyWeeks, names, sites, nextAt, updatedAt: at }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('presenceSettings')
    .values({ workspaceId, ...values })
    .onConflict((on) =>
      on
        .column('workspaceId')
        .doUpdateSet((eb) => ({ ...values, version: eb('presenceSettings.version', '+', 1) }))
        .where('presenceSettings.version', '=', version),
    )
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows) > 0
}

export const findAccounts = (db: Db, workspaceId: string) =>
  db
    .selectFrom('presenceAccounts')
    .select(['id', 'network', 'handle', 'url', 'note'])
    .where('workspaceId', '=', workspaceId)
    .where('removedAt', 'is', null)
    .orderBy('id')
    .limit(200)
    .execute()

/** Undefined when one of this handle is there. */
export const insertAccount = (tx: Tx, workspaceId: string, body: AccountBody, at: Date) =>
  tx
    .insertInto('presenceAccounts')
    .values({ workspaceId, ...body, createdAt: at })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()

/** Takes an account out of the inventory, or puts it back; undefined when there is none of that kind. */
export const putAccount = (tx: Tx, workspaceId: string, id: string, removedAt: Date | null) =>
  tx
    .updateTable('presenceAccounts')
    .set({ removedAt })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('removedAt', removedAt ? 'is' : 'is not', null)
    .returning(['handle', 'network'])
    .executeTakeFirst()

export const hasAccount = async (
  db: Db,
  workspaceId: string,
  { network, handle }: { network: string; handle: string },
): Promise<boolean> =>
  (await db
    .selectFrom('presenceAccounts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('network', '=', network)
    .where(sql<SqlBool>`lower(handle) = lower(${handle})`)
    .where('removedAt', 'is', null)
    .executeTakeFirst()) !== undefined

/** What personas say that may name a network. */
export const findPersonaWords = (db: Db, workspaceId: string) =>
  db
    .selectFrom('personas')
    .select(['id', 'name', 'portrait', 'facts'])
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .limit(100)
    .execute()

/** The newest post that is known to be out on each channel, and how many were published since. */
export async function findPublished(
  db: Db,
  workspaceId: string,
  since: Date,
): Promise<Map<string, { last: Date; count: number }>> {
  const { rows } = await sql<{ channelId: string; last: Date; count: number }>`
    select channel_id, max(published_at) as last, count(*) filter (where published_at >= ${since})::int as count
    from publications where workspace_id = ${workspaceId} and kind = 'post' group by channel_id`.execute(db)
  return new Map(rows.map(({ channelId, last, count }) => [channelId, { last, count }]))
}

export const findRemoved = (db: Db, workspaceId: string, id: string) =>
  db
    .selectFrom('presenceAccounts')
    .select(['network', 'handle'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('removedAt', 'is not', null)
    .executeTakeFirst()

export async function isSubject(db: Db, workspaceId: string, kind: string, id: string): Promise<boolean> {
  const table = kind === 'channel' ? 'channels' : 'presenceAccounts'
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export async function findZone(db: Db, workspaceId: string): Promise<string> {
  const { timeZone } = await db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return timeZone
}
