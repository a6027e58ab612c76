import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isSeenMedia, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Folder } from './contract.ts'

/** The folder of a row of `media`; null while that is deleted. */
export const livingFolder = sql<string | null>`(
  select f.id from media_folders f
  where f.workspace_id = media.workspace_id and f.id = media.folder_id and f.deleted_at is null)`

export type StoredFolder = { id: string; parentId: string | null; name: string }

/** All that are not deleted. One whose folder above is deleted stands at the top meanwhile. */
export async function findFolders(db: Db, workspaceId: string): Promise<StoredFolder[]> {
  const rows = await db
    .selectFrom('mediaFolders')
    .select(['id', 'parentId', 'name'])
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .orderBy((eb) => eb.fn('lower', ['name']))
    .orderBy('id')
    .execute()
  const living = new Set(rows.map(({ id }) => id))
  return rows.map((row) => ({
    ...row,
    parentId: row.parentId && living.has(row.parentId) ? row.parentId : null,
  }))
}

/** One row for each folder in which something lies that is seen, and one for what is in none. */
export async function countByFolder(
  db: Db,
  viewer: Viewer,
): Promise<{ folderId: string | null; media: number }[]> {
  return db
    .selectFrom('media')
    .$if(sightOf(viewer) !== null, (query) => query.where(isSeenMedia(viewer)))
    .select('folderId')
    .select((eb) => eb.fn.countAll<number>().as('media'))
    .where('workspaceId', '=', viewer.workspaceId)
    .where('deletedAt', 'is', null)
    .groupBy('folderId')
    .execute()
}

export async function countTags(
  db: Db,
  viewer: Viewer,
  most: number,
): Promise<{ tag: string; media: number }[]> {
  const seen = sightOf(viewer) === null ? sql`true` : isSeenMedia(viewer)
  const { rows } = await sql<{ tag: string; media: number }>`
    select tag, count(*)::int as media from media cross join unnest(media.tags) tag
    where media.workspace_id = ${viewer.workspaceId} and media.deleted_at is null and ${seen}
    group by tag order by count(*) desc, tag limit ${most}`.execute(db)
  return rows
}

export async function insertFolder(
  db: Db,
  workspaceId: string,
  folder: Pick<Folder, 'name' | 'parentId'>,
): Promise<string> {
  const row = await db
    .insertInto('mediaFolders')
    .values({ workspaceId, ...folder })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updateFolder(
  db: Db,
  workspaceId: string,
  id: string,
  change: { name?: string; parentId?: string | null; deletedAt?: Date | null },
): Promise<void> {
  await db
    .updateTable('mediaFolders')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export const findDeletedFolder = (db: Db, workspaceId: string, id: string) =>
  db
    .selectFrom('mediaFolders')
    .select(['id', 'parentId', 'name'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('deletedAt', 'is not', null)
    .executeTakeFirst()

/** Two who arrange the folders at once go one after the other: a tree is only whole as a whole. */
export const holdFolders = (db: Db, workspaceId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`media folders ${workspaceId}`}, 0))`.execute(db)

/**
 * For good; what lies in them is in no folder from then on, and folders in them stand at the top. Where one of that name
 * stands there already, or two would, it is told apart by a part of its id.
 */
export const purgeFolders = (db: Db, before: Date) =>
  db.transaction().execute(async (tx) => {
    await sql`
      with loose as (
        select f.id, f.workspace_id, f.name,
          row_number() over (partition by f.workspace_id, lower(f.name) order by f.id) as nth
        from media_folders f join media_folders above on above.id = f.parent_id and above.workspace_id = f.workspace_id
        where above.deleted_at < ${before} and (f.deleted_at is null or f.deleted_at >= ${before}))
      update media_folders f set parent_id = null,
        name = case when loose.nth > 1 or exists (select from media_folders other
            where other.workspace_id = f.workspace_id and other.parent_id is null and other.deleted_at is null
              and other.id <> f.id and lower(other.name) = lower(loose.name))
          then left(loose.name, 70) || ' ' || right(f.id::text, 8) else f.name end
      from loose where f.id = loose.id`.execute(tx)
    await sql`delete from media_folders where deleted_at < ${before}`.execute(tx)
  })
