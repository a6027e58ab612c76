import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { SnippetBody } from './contract.ts'

const columns = ['id', 'name', 'text', 'version', 'updatedAt'] as const

export const findSnippets = (db: Db, workspaceId: string) =>
  db
    .selectFrom('snippets')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()

export const lockSnippet = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .selectFrom('snippets')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export async function insertSnippet(tx: Tx, workspaceId: string, body: SnippetBody): Promise<string> {
  const { id } = await tx
    .insertInto('snippets')
    .values({ workspaceId, ...body })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateSnippet(
  tx: Tx,
  workspaceId: string,
  id: string,
  patch: SnippetBody & { version: number; updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('snippets')
    .set(patch)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function removeSnippet(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.deleteFrom('snippets').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}
