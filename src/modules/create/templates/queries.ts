import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { PostSeed } from '../posts/contract.ts'
import type { TemplateBody, TemplateQuery } from './contract.ts'

export type StoredTemplate = {
  id: string
  name: string
  post: PostSeed
  version: number
  updatedAt: Date
  archivedAt: Date | null
}

const select = (db: Db, workspaceId: string) =>
  db
    .selectFrom('postTemplates')
    .select(['id', 'name', 'body', 'version', 'updatedAt', 'archivedAt'])
    .where('workspaceId', '=', workspaceId)
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const asTemplate = ({ body, ...row }: Row): StoredTemplate => ({ ...row, post: PostSeed.parse(body) })

export async function findTemplate(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<StoredTemplate | undefined> {
  const row = await select(db, workspaceId).where('id', '=', id).executeTakeFirst()
  return row && asTemplate(row)
}

export async function lockTemplate(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<StoredTemplate | undefined> {
  const row = await select(db, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asTemplate(row)
}

/** By name; words are looked for in the name and in everything that it says. */
export async function listTemplates(
  db: Db,
  workspaceId: string,
  { text, archived }: Pick<TemplateQuery, 'text' | 'archived'>,
  limit: number,
  after: [string, string] | null,
): Promise<StoredTemplate[]> {
  const like = `%${(text ?? '').toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const rows = await select(db, workspaceId)
    .where('archivedAt', archived ? 'is not' : 'is', null)
    .$if(Boolean(text), (query) =>
      query.where(
        sql<boolean>`(lower(name) like ${like} or lower(body -> 'content' ->> 'parts') like ${like})`,
      ),
    )
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(lower(name), id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(asTemplate)
}

export async function isNameTaken(
  db: Db,
  workspaceId: string,
  name: string,
  except: string | null,
): Promise<boolean> {
  const row = await db
    .selectFrom('postTemplates')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .where((eb) => eb(eb.fn('lower', ['name']), '=', name.toLowerCase()))
    .$if(except !== null, (query) => query.where('id', '!=', except ?? ''))
    .executeTakeFirst()
  return row !== undefined
}

export async function insertTemplate(
  db: Db,
  workspaceId: string,
  { name, post }: TemplateBody,
): Promise<string> {
  const { id } = await db
    .insertInto('postTemplates')
    .values({ workspaceId, name, body: JSON.stringify(post) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateTemplate(
  db: Db,
  workspaceId: string,
  id: string,
  { post, ...patch }: Partial<TemplateBody> & { version: number; archivedAt?: Date | null },
  now: Date,
): Promise<void> {
  await db
    .updateTable('postTemplates')
    .set({ ...patch, ...(post && { body: JSON.stringify(post) }), updatedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}
