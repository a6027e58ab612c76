import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { SnippetBody } from './contract.ts'

const columns = ['id', 'name', 'text', 'version', 'updatedAt'] as const

export const findAll = (db: Db, workspaceId: string) =>
  db
    .selectFrom('snippets')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()

export type SnippetRow = Awaited<ReturnType<typeof findAll>>[number]

export const lock = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .selectFrom('snippets')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export async function insert(tx: Tx, workspaceId: string, body: SnippetBody): Promise<string> {
  const { id } = await tx
    .insertInto('snippets')
    .values({ workspaceId, ...body })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function update(
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

export async function remove(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.deleteFrom('snippets').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}
