import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isSeenPost, type Viewer } from '../../../app/sight.ts'
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

/** By their client ids; null where somebody does not see the post: that a key is taken is told, and not by what. */
export type Made = Map<string, string | null>
type MadeRow = { clientId: string; id: string | null }

const idFor = (viewer: Viewer) => sql`case when ${isSeenPost(sightOf(viewer), 'p')} then p.id end as id`

/**
 * Of these client ids those that have a post which this import did not make: it is older than the import, or a row of another
 * one was made into it. What is left was made by a run of this one that broke off.
 */
export async function findForeign(
  db: Db,
  viewer: Viewer,
  { id, createdAt }: Pick<StoredImport, 'id' | 'createdAt'>,
  clientIds: readonly string[],
): Promise<Made> {
  if (clientIds.length === 0) return new Map()
  const { rows } = await sql<MadeRow>`
    select p.client_id as "clientId", ${idFor(viewer)} from posts p
    where p.workspace_id = ${viewer.workspaceId} and p.client_id = any(${[...clientIds]}::uuid[]) and p.deleted_at is null
      and (p.created_at < ${createdAt} or exists (select from post_import_rows r
        where r.workspace_id = p.workspace_id and r.post_id = p.id and r.import_id <> ${id} and r.state = 'made'))`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.clientId, row.id]))
}

/** Of these client ids those that have a post. */
export async function findMade(db: Db, viewer: Viewer, clientIds: readonly string[]): Promise<Made> {
  if (clientIds.length === 0) return new Map()
  const { rows } = await sql<MadeRow>`
    select p.client_id as "clientId", ${idFor(viewer)} from posts p
    where p.workspace_id = ${viewer.workspaceId} and p.client_id = any(${[...clientIds]}::uuid[]) and p.deleted_at is null`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.clientId, row.id]))
}
