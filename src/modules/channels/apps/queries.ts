import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'

/** A workspace has its own apps and those that others of its organisation share. */
export type Tenant = { workspaceId: string; organisationId: string }

const channelsIn = (workspaceId: string) => sql<number>`(
  select count(*)::int from channels c where c.app_id = a.id and c.workspace_id = ${workspaceId} and c.state <> 'removed')`
const channelsOutside = (workspaceId: string) => sql<number>`(
  select count(*)::int from channels c where c.app_id = a.id and c.workspace_id <> ${workspaceId} and c.state <> 'removed')`

const seen = (db: Db, { workspaceId, organisationId }: Tenant) =>
  db
    .selectFrom('apps as a')
    .innerJoin('workspaces as w', 'w.id', 'a.workspaceId')
    .selectAll('a')
    .select(channelsIn(workspaceId).as('channels'))
    .select(channelsOutside(workspaceId).as('elsewhere'))
    .where(
      sql<SqlBool>`(a.workspace_id = ${workspaceId} or (a.shared and w.organisation_id = ${organisationId}))`,
    )

export type AppRow = Awaited<ReturnType<ReturnType<typeof seen>['executeTakeFirstOrThrow']>>

export const findApps = (db: Db, tenant: Tenant): Promise<AppRow[]> =>
  seen(db, tenant).orderBy('a.network').orderBy(sql`lower(a.name)`).orderBy('a.id').execute()

/** Those that somebody of the workspace may sign in with. */
export const findUsable = (db: Db, tenant: Tenant, network: string): Promise<AppRow[]> =>
  seen(db, tenant).where('a.network', '=', network).orderBy('a.createdAt').orderBy('a.id').execute()

/** An app of the workspace's own, held still until the transaction ends. Its channels are counted only once it is held. */
export async function lockApp(tx: Tx, tenant: Tenant, id: string): Promise<AppRow | undefined> {
  const { workspaceId } = tenant
  await tx
    .selectFrom('apps')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  return seen(tx, tenant).where('a.id', '=', id).where('a.workspaceId', '=', workspaceId).executeTakeFirst()
}

/** An app that the workspace may sign in with, and may still when the transaction ends. */
export const holdUsable = (
  tx: Tx,
  tenant: Tenant,
  network: string,
  id: string,
): Promise<AppRow | undefined> =>
  seen(tx, tenant).where('a.network', '=', network).where('a.id', '=', id).forShare('a').executeTakeFirst()

/** All that signed in by an app, in whichever workspace, are asked soon whether they work. */
export const lookAgain = (tx: Tx, id: string, at: Date) =>
  tx
    .updateTable('channels')
    .set({ checkDueAt: at })
    .where('appId', '=', id)
    .where('state', '!=', 'removed')
    .execute()

/** Its values; whoever asks holds an account that signed in with it, or has been let use it. */
export const findValues = (db: Db, network: string, id: string) =>
  db
    .selectFrom('apps')
    .select(['id', 'sealed', 'keyId'])
    .where('id', '=', id)
    .where('network', '=', network)
    .executeTakeFirst()

type Kept = { name: string; shared: boolean; sealed: Buffer; keyId: string; updatedAt: Date }

export const insertApp = (
  tx: Tx,
  row: Kept & { id: string; workspaceId: string; network: string; createdAt: Date },
) => tx.insertInto('apps').values(row).execute()

export const updateApp = (tx: Tx, { workspaceId }: Tenant, id: string, patch: Kept & { version: number }) =>
  tx.updateTable('apps').set(patch).where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

/** Whether its network is asked to tell of it, or has yet to be told that it is not any more. */
export const hasDoor = async (tx: Tx, { workspaceId }: Tenant, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('webhookDoors')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('appId', '=', id)
    .executeTakeFirst()) !== undefined

export const deleteApp = (tx: Tx, { workspaceId }: Tenant, id: string) =>
  tx.deleteFrom('apps').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
