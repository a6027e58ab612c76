import type { Db, Tx } from '../../../platform/db/index.ts'
import type { PersonaBody } from './contract.ts'

export type PersonaRow = Awaited<ReturnType<typeof listPersonas>>[number]

const personas = (db: Db, workspaceId: string) =>
  db
    .selectFrom('personas')
    .select(['id', 'name', 'kind', 'portrait', 'facts', 'mediaId', 'version', 'createdAt', 'updatedAt'])
    .select('archivedAt')
    .where('workspaceId', '=', workspaceId)

type Page = { archived: boolean; limit: number; after: string | null }

/** In the order in which they were made. */
export const listPersonas = (db: Db, workspaceId: string, { archived, limit, after }: Page) =>
  personas(db, workspaceId)
    .where('archivedAt', archived ? 'is not' : 'is', null)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(limit)
    .execute()

export const findPersona = (db: Db, workspaceId: string, id: string) =>
  personas(db, workspaceId).where('id', '=', id).executeTakeFirst()

/** Nobody changes it meanwhile. */
export const lockPersona = (tx: Tx, workspaceId: string, id: string) =>
  personas(tx, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()

export async function countPersonas(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('personas')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

const valuesOf = ({ name, kind, portrait, facts, mediaId }: PersonaBody) => ({
  ...{ name, kind, portrait, mediaId },
  facts: JSON.stringify(facts),
})

export async function insertPersona(
  tx: Tx,
  workspaceId: string,
  body: PersonaBody,
  at: Date,
): Promise<string> {
  const { id } = await tx
    .insertInto('personas')
    .values({ workspaceId, ...valuesOf(body), createdAt: at, updatedAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Change = { body?: PersonaBody; archivedAt?: Date | null; at: Date }

export const updatePersona = (tx: Tx, workspaceId: string, id: string, { body, archivedAt, at }: Change) =>
  tx
    .updateTable('personas')
    .set(({ eb }) => ({
      ...(body && valuesOf(body)),
      ...(archivedAt !== undefined && { archivedAt }),
      updatedAt: at,
      version: eb('version', '+', 1),
    }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deletePersona = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('personas').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

export const findZone = (db: Db, workspaceId: string) =>
  db.selectFrom('workspaces').select('timeZone').where('id', '=', workspaceId).executeTakeFirstOrThrow()
