import type { Db, Tx } from '../../../platform/db/index.ts'
import type { TemplateContent } from './contract.ts'

export type TemplateRow = NonNullable<Awaited<ReturnType<typeof findTemplate>>>

const templates = (db: Db, workspaceId: string) =>
  db
    .selectFrom('planTemplates')
    .select(['id', 'name', 'about', 'content', 'createdAt', 'updatedAt'])
    .where('workspaceId', '=', workspaceId)

export const listTemplates = (db: Db, workspaceId: string) =>
  templates(db, workspaceId).orderBy('name').orderBy('id').execute()

export const findTemplate = (db: Db, workspaceId: string, id: string) =>
  templates(db, workspaceId).where('id', '=', id).executeTakeFirst()

export const lockTemplate = (tx: Tx, workspaceId: string, id: string) =>
  templates(tx, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()

export async function isNameTaken(
  db: Db,
  workspaceId: string,
  name: string,
  but: string | null,
): Promise<boolean> {
  const row = await db
    .selectFrom('planTemplates')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where(({ fn, eb }) => eb(fn('lower', ['name']), '=', fn<string>('lower', [eb.val(name)])))
    .$if(but !== null, (query) => query.where('id', '!=', but))
    .executeTakeFirst()
  return row !== undefined
}

export async function countTemplates(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('planTemplates')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

type Values = { name: string; about: string; content: TemplateContent }

export async function insertTemplate(
  tx: Tx,
  workspaceId: string,
  { content, ...naming }: Values,
  at: Date,
): Promise<string> {
  const { id } = await tx
    .insertInto('planTemplates')
    .values({ workspaceId, ...naming, content: JSON.stringify(content), createdAt: at, updatedAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateTemplate = (
  tx: Tx,
  workspaceId: string,
  id: string,
  { content, ...naming }: Partial<Values>,
  at: Date,
) =>
  tx
    .updateTable('planTemplates')
    .set({ ...naming, ...(content && { content: JSON.stringify(content) }), updatedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deleteTemplate = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('planTemplates').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

export const findNetworks = (db: Db, workspaceId: string) =>
  db
    .selectFrom('channels')
    .select(['id', 'network'])
    .where('workspaceId', '=', workspaceId)
    .where('state', '!=', 'removed')
    .orderBy('id')
    .execute()
