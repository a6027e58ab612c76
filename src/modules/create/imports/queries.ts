import { type SqlBool, sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Asker } from '../../people/callers/index.ts'
import {
  type ImportRow,
  ImportSettings,
  type ImportState,
  type RowNote,
  type RowState,
  rowStates,
} from './contract.ts'
import type { Meant } from './judge.ts'
import { shelfOf } from './shelf.ts'
import type { Table } from './table.ts'

export type StoredImport = Omit<Table, 'rows'> &
  Asker & {
    id: string
    fileName: string
    digest: string
    signature: string
    settings: ImportSettings
    state: ImportState
    done: number
    rows: number
    words: string | null
    version: number
    createdAt: Date
    updatedAt: Date
  }

const shelf = shelfOf({
  tables: { imports: 'postImports', rows: 'postImportRows', mappings: 'importMappings' },
  states: rowStates,
  settings: ImportSettings,
})
export const { insertRows, countRows, findColumn, deleteImport, findMapping, keepMapping } = shelf

const columns = [
  'id',
  'fileName',
  'form',
  'digest',
  'encoding',
  'delimiter',
  'sheet',
  'sheets',
  'header',
  'signature',
  'settings',
  'state',
  'done',
  'rows',
  'words',
  'version',
  'madeBy',
  'madeKey',
  'createdAt',
  'updatedAt',
] as const

const selectImports = (db: Db, workspaceId: string) =>
  db.selectFrom('postImports').select(columns).where('workspaceId', '=', workspaceId)
type Selected = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>

const asImport = (row: Selected): StoredImport => ({
  ...row,
  form: row.form as Table['form'],
  state: row.state as ImportState,
  settings: ImportSettings.parse(row.settings),
})

export async function findImport(db: Db, workspaceId: string, id: string): Promise<StoredImport | undefined> {
  const row = await selectImports(db, workspaceId).where('id', '=', id).executeTakeFirst()
  return row && asImport(row)
}

/** Holds it still until the transaction ends. */
export async function lockImport(db: Db, workspaceId: string, id: string): Promise<StoredImport | undefined> {
  const row = await selectImports(db, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asImport(row)
}

const broughtBy = (by: Asker | null) =>
  sql<SqlBool>`made_by is not distinct from ${by?.madeBy ?? null} and made_key is not distinct from ${by?.madeKey ?? null}`

export async function listImports(
  db: Db,
  workspaceId: string,
  limit: number,
  after: string | null,
  by: Asker | null,
): Promise<StoredImport[]> {
  const rows = await selectImports(db, workspaceId)
    .$if(by !== null, (query) => query.where(broughtBy(by)))
    .$if(after !== null, (query) => query.where('id', '<', after))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(asImport)
}

/** The first import of the very same file, other than this one. */
export async function findSame(
  db: Db,
  workspaceId: string,
  { id, digest }: Pick<StoredImport, 'id' | 'digest'>,
  by: Asker | null,
): Promise<{ id: string; createdAt: string } | null> {
  const row = await db
    .selectFrom('postImports')
    .select(['id', 'createdAt'])
    .where('workspaceId', '=', workspaceId)
    .where('digest', '=', digest)
    .$if(by !== null, (query) => query.where(broughtBy(by)))
    .where('id', '<', id)
    .where('state', 'in', ['running', 'done', 'undoing'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { id: row.id, createdAt: row.createdAt.toISOString() } : null
}

export async function insertImport(
  db: Db,
  workspaceId: string,
  {
    header,
    sheets,
    settings,
    ...rest
  }: Omit<Table, 'rows'> &
    Asker &
    Pick<StoredImport, 'fileName' | 'digest' | 'signature' | 'settings' | 'rows'>,
): Promise<string> {
  const { id } = await db
    .insertInto('postImports')
    .values({ workspaceId, ...rest, header, sheets, settings: JSON.stringify(settings) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Patch = Partial<
  Pick<StoredImport, 'state' | 'done' | 'words' | 'version' | 'settings' | 'madeBy' | 'madeKey'>
>

export const updateImport = (db: Db, workspaceId: string, id: string, patch: Patch, now: Date) =>
  shelf.updateImport(db, workspaceId, id, patch, now)

/** Says how far the step of this version is; false when somebody began another meanwhile. */
export async function tellProgress(
  db: Db,
  workspaceId: string,
  { id, version }: { id: string; version: number },
  patch: Pick<Patch, 'done' | 'state' | 'words'>,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('postImports')
    .set({ ...patch, updatedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteImportsBefore(db: Db, before: Date): Promise<void> {
  await db
    .deleteFrom('postImports')
    .where('updatedAt', '<', before)
    .where('state', 'not in', ['checking', 'running', 'undoing'])
    .execute()
}

export type StoredRow = Omit<ImportRow, 'preview'> & { body: Meant | null; madeVersion: number | null }

const selectRows = (db: Db, workspaceId: string, importId: string) =>
  db
    .selectFrom('postImportRows')
    .select(['n', 'cells', 'state', 'notes', 'body', 'postId', 'madeVersion'])
    .where('workspaceId', '=', workspaceId)
    .where('importId', '=', importId)
    .orderBy('n')

export async function findRows(
  db: Db,
  workspaceId: string,
  importId: string,
  { after = 0, states = null, limit }: { after?: number; states?: readonly RowState[] | null; limit: number },
): Promise<StoredRow[]> {
  const rows = await selectRows(db, workspaceId, importId)
    .where('n', '>', after)
    .$if(states !== null, (query) => query.where('state', 'in', [...(states ?? [])]))
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...row,
    state: row.state as RowState,
    notes: row.notes as RowNote[],
    body: row.body as Meant | null,
  }))
}

export type RowResult = {
  n: number
  state: RowState
  notes: readonly RowNote[]
  body?: Meant | null
  postId?: string | null
  madeVersion?: number | null
}

/** Many rows in one statement. What is not named stays. */
export async function saveRows(
  db: Db,
  workspaceId: string,
  importId: string,
  results: readonly RowResult[],
): Promise<void> {
  if (results.length === 0) return
  const values = JSON.stringify(
    results.map(({ n, state, notes, body, postId, madeVersion }) => ({
      ...{ n, state, notes, post_id: postId ?? null, made_version: madeVersion ?? null },
      ...{ body: body ?? null, keeps: body === undefined },
    })),
  )
  await sql`
    update post_import_rows r set state = v.state, notes = v.notes,
      body = case when v.keeps then r.body else v.body end,
      post_id = coalesce(v.post_id, r.post_id), made_version = coalesce(v.made_version, r.made_version)
    from jsonb_to_recordset(${values}::jsonb)
      as v(n integer, state text, notes jsonb, body jsonb, keeps boolean, post_id uuid, made_version integer)
    where r.workspace_id = ${workspaceId} and r.import_id = ${importId} and r.n = v.n`.execute(db)
}
