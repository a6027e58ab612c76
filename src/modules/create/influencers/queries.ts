import { sql } from 'kysely'
import { countNaming, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { type Influencer, type InfluencerBody, mostInfluencers } from './contract.ts'

const select = (db: Db, viewer: Viewer) =>
  db
    .selectFrom('influencers')
    .select(['id', 'name', 'handle', 'note', 'connection', 'version', 'createdAt', 'archivedAt'])
    .select(countNaming(viewer, 'influencerId', 'influencers.id').as('posts'))
    .where('workspaceId', '=', viewer.workspaceId)
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const toInfluencer = (row: Row): Influencer => ({
  ...row,
  connection: row.connection as Influencer['connection'],
  createdAt: row.createdAt.toISOString(),
  archivedAt: row.archivedAt?.toISOString() ?? null,
})

export async function findInfluencers(db: Db, viewer: Viewer, archived: boolean): Promise<Influencer[]> {
  const rows = await select(db, viewer)
    .where('archivedAt', archived ? 'is not' : 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(mostInfluencers)
    .execute()
  return rows.map(toInfluencer)
}

/** Also of those that were put away: their posts keep their name. */
export const findInfluencerNames = (
  db: Db,
  workspaceId: string,
): Promise<{ id: string; name: string; handle: string }[]> =>
  db
    .selectFrom('influencers')
    .select(['id', 'name', 'handle'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .execute()

export async function findInfluencer(db: Db, viewer: Viewer, id: string): Promise<Influencer | undefined> {
  const row = await select(db, viewer).where('id', '=', id).executeTakeFirst()
  return row && toInfluencer(row)
}

export async function isInfluencer(db: Db, { workspaceId }: Viewer, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('influencers')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** One change after the other. */
export const lockInfluencer = (tx: Db, workspaceId: string, id: string) =>
  tx
    .selectFrom('influencers')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export async function countLiving(db: Db, workspaceId: string): Promise<number> {
  const { n } = await db
    .selectFrom('influencers')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}

export async function insertInfluencer(
  db: Db,
  workspaceId: string,
  { connection, ...fields }: InfluencerBody,
): Promise<string> {
  const { id } = await db
    .insertInto('influencers')
    .values({ workspaceId, ...fields, connection: JSON.stringify(connection) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateInfluencer(
  db: Db,
  workspaceId: string,
  id: string,
  { connection, ...patch }: Partial<InfluencerBody> & { archivedAt?: Date | null },
  now: Date,
): Promise<void> {
  await db
    .updateTable('influencers')
    .set({
      ...patch,
      ...(connection && { connection: JSON.stringify(connection) }),
      version: sql<number>`version + 1`,
      updatedAt: now,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/**
 * Who goes takes no duty along: posts with them say themselves from then on what tied them, and so does what posts are made
 * of, which would be refused for naming nobody.
 */
export async function deleteInfluencer(db: Db, workspaceId: string, id: string): Promise<void> {
  await sql`update posts p set connection = i.connection from influencers i
    where i.workspace_id = ${workspaceId} and i.id = ${id} and p.workspace_id = ${workspaceId} and p.influencer_id = i.id
      and (p.connection is null or p.connection ->> 'kind' = 'none')`.execute(db)
  for (const table of ['post_templates', 'series_items'])
    await sql`update ${sql.table(table)} t set body = t.body || jsonb_build_object('influencerId', null, 'connection',
        case when coalesce(t.body -> 'connection' ->> 'kind', 'none') = 'none' then i.connection else t.body -> 'connection' end)
      from influencers i
      where i.workspace_id = ${workspaceId} and i.id = ${id} and t.workspace_id = ${workspaceId}
        and t.body ->> 'influencerId' = i.id::text`.execute(db)
  await db.deleteFrom('influencers').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}
