import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { StoredImport } from './queries.ts'

/** Of these posts those that a row of another import was made into. */
export async function findNamedElsewhere(
  db: Db,
  workspaceId: string,
  importId: string,
  postIds: readonly string[],
): Promise<Set<string>> {
  if (postIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('postImportRows')
    .select('postId')
    .where('workspaceId', '=', workspaceId)
    .where('postId', 'in', [...postIds])
    .where('importId', '!=', importId)
    .where('state', '=', 'made')
    .execute()
  return new Set(rows.flatMap(({ postId }) => postId ?? []))
}

/**
 * Of these client ids those that have a post which this import did not make: it is older than the import, or a row of another
 * one was made into it. What is left was made by a run of this one that broke off.
 */
export async function findForeign(
  db: Db,
  workspaceId: string,
  { id, createdAt }: Pick<StoredImport, 'id' | 'createdAt'>,
  clientIds: readonly string[],
): Promise<Map<string, string>> {
  if (clientIds.length === 0) return new Map()
  const { rows } = await sql<{ clientId: string; id: string }>`
    select p.client_id as "clientId", p.id from posts p
    where p.workspace_id = ${workspaceId} and p.client_id = any(${[...clientIds]}::uuid[]) and p.deleted_at is null
      and (p.created_at < ${createdAt} or exists (select from post_import_rows r
        where r.workspace_id = p.workspace_id and r.post_id = p.id and r.import_id <> ${id} and r.state = 'made'))`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.clientId, row.id]))
}

/** Of these client ids those that have a post, with its id. */
export async function findMade(
  db: Db,
  workspaceId: string,
  clientIds: readonly string[],
): Promise<Map<string, string>> {
  if (clientIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('posts')
    .select(['clientId', 'id'])
    .where('workspaceId', '=', workspaceId)
    .where('clientId', 'in', [...clientIds])
    .where('deletedAt', 'is', null)
    .execute()
  return new Map(rows.flatMap(({ clientId, id }) => (clientId ? [[clientId, id]] : [])))
}
