import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { RawMetric } from '../../../networks/kit/manifest.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { RowNote } from '../../create/imports/contract.ts'
import { shelfOf, type Table } from '../../create/imports/index.ts'
import type { Asker } from '../../people/callers/index.ts'
import {
  type MetricImportRow,
  MetricImportSettings,
  type MetricImportState,
  type MetricRowState,
  metricRowStates,
  type Said,
} from './contract.ts'
import type { KnownPost } from './posts.ts'

export type StoredImport = Omit<Table, 'rows'> &
  Asker & {
    id: string
    channelId: string
    fileName: string
    digest: string
    signature: string
    settings: MetricImportSettings
    state: MetricImportState
    rows: number
    written: number
    version: number
    byName: string | null
    runAt: Date | null
    createdAt: Date
  }

const shelf = shelfOf({
  tables: { imports: 'metricImports', rows: 'metricImportRows', mappings: 'metricImportMappings' },
  states: metricRowStates,
  settings: MetricImportSettings,
})
export const { insertRows, countRows, findColumn, deleteImport } = shelf

const selectImports = (db: Db, { workspaceId, ...viewer }: Viewer) =>
  db
    .selectFrom('metricImports as i')
    .leftJoin('users as u', 'u.id', 'i.madeBy')
    .select([
      'i.id',
      'i.channelId',
      'i.fileName',
      'i.form',
      'i.digest',
      'i.encoding',
      'i.delimiter',
      'i.sheet',
      'i.sheets',
      'i.header',
      'i.signature',
      'i.settings',
      'i.state',
      'i.rows',
      'i.written',
      'i.version',
      'i.madeBy',
      'i.madeKey',
      'u.name as byName',
      'i.runAt',
      'i.createdAt',
    ])
    .where('i.workspaceId', '=', workspaceId)
    .where(isIn(sightOf(viewer), 'i.channelId'))
type Selected = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>

const asImport = (row: Selected): StoredImport => ({
  ...row,
  form: row.form as Table['form'],
  state: row.state as MetricImportState,
  settings: MetricImportSettings.parse(row.settings),
})

/** `lock`: held still until the transaction ends. */
export async function findImport(
  db: Db,
  viewer: Viewer,
  id: string,
  how: 'read' | 'lock' = 'read',
): Promise<StoredImport | undefined> {
  const row = await selectImports(db, viewer)
    .where('i.id', '=', id)
    .$if(how === 'lock', (query) => query.forUpdate('i'))
    .executeTakeFirst()
  return row && asImport(row)
}

export async function listImports(
  db: Db,
  viewer: Viewer,
  { limit, after, channelId }: { limit: number; after: string | null; channelId: string | undefined },
): Promise<StoredImport[]> {
  const rows = await selectImports(db, viewer)
    .$if(channelId !== undefined, (query) => query.where('i.channelId', '=', channelId ?? ''))
    .$if(after !== null, (query) => query.where('i.id', '<', after ?? ''))
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(asImport)
}

/** The last import of the very same file into the same channel, whose numbers stand. */
export async function findSame(
  db: Db,
  workspaceId: string,
  { id, digest, channelId }: Pick<StoredImport, 'id' | 'digest' | 'channelId'>,
): Promise<{ id: string; createdAt: string } | null> {
  const row = await db
    .selectFrom('metricImports')
    .select(['id', 'createdAt'])
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('digest', '=', digest)
    .where('state', '=', 'done')
    .where('id', '<>', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { id: row.id, createdAt: row.createdAt.toISOString() } : null
}

export async function insertImport(
  db: Db,
  workspaceId: string,
  {
    settings,
    ...rest
  }: Omit<Table, 'rows'> &
    Asker &
    Pick<StoredImport, 'channelId' | 'fileName' | 'digest' | 'signature' | 'settings' | 'rows'>,
  now: Date,
): Promise<string> {
  const { id } = await db
    .insertInto('metricImports')
    .values({ workspaceId, ...rest, settings: JSON.stringify(settings), createdAt: now, updatedAt: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Patch = Partial<
  Pick<StoredImport, 'state' | 'version' | 'settings' | 'written' | 'madeBy' | 'madeKey' | 'runAt'>
> & { tells?: string[] }

export const updateImport = (db: Db, workspaceId: string, id: string, patch: Patch, now: Date) =>
  shelf.updateImport(db, workspaceId, id, patch, now)

/** Files of which nothing stands are forgotten; of the others the rows, and what they wrote stays with its origin. */
export async function forgetBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('metricImports').where('updatedAt', '<', before).where('state', '<>', 'done').execute()
  await sql`
    delete from metric_import_rows r using metric_imports i
    where i.id = r.import_id and i.updated_at < ${before}`.execute(db)
}

export async function findRows(
  db: Db,
  workspaceId: string,
  importId: string,
  {
    after = 0,
    states = null,
    limit,
  }: { after?: number; states?: readonly MetricRowState[] | null; limit: number },
): Promise<MetricImportRow[]> {
  const rows = await db
    .selectFrom('metricImportRows')
    .select(['n', 'cells', 'state', 'notes', 'said', 'publicationId'])
    .where('workspaceId', '=', workspaceId)
    .where('importId', '=', importId)
    .where('n', '>', after)
    .$if(states !== null, (query) => query.where('state', 'in', [...(states ?? [])]))
    .orderBy('n')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...row,
    state: row.state as MetricRowState,
    notes: row.notes as RowNote[],
    said: row.said as Said[],
  }))
}

export type RowResult = Omit<MetricImportRow, 'cells'>

const resultsAtOnce = 2000

export async function saveRows(
  db: Db,
  workspaceId: string,
  importId: string,
  results: readonly RowResult[],
): Promise<void> {
  for (let i = 0; i < results.length; i += resultsAtOnce) {
    const values = JSON.stringify(
      results
        .slice(i, i + resultsAtOnce)
        .map(({ publicationId, ...rest }) => ({ ...rest, publication_id: publicationId })),
    )
    await sql`
      update metric_import_rows r set state = v.state, notes = v.notes, said = v.said, publication_id = v.publication_id
      from jsonb_to_recordset(${values}::jsonb)
        as v(n integer, state text, notes jsonb, said jsonb, publication_id uuid)
      where r.workspace_id = ${workspaceId} and r.import_id = ${importId} and r.n = v.n`.execute(db)
  }
}

/** What was written is taken back. */
export async function undoRows(db: Db, workspaceId: string, importId: string): Promise<void> {
  await db
    .updateTable('metricImportRows')
    .set({ state: 'undone' })
    .where('workspaceId', '=', workspaceId)
    .where('importId', '=', importId)
    .where('state', '=', 'written')
    .execute()
}

export const findMapping = (db: Db, workspaceId: string, channelId: string, signature: string) =>
  shelf.findMapping(db, { workspaceId, channelId, signature })

/** The day that one file was of, and what stood before it, say nothing of the next. */
export const keepMapping = (
  db: Db,
  workspaceId: string,
  { channelId, signature }: Pick<StoredImport, 'channelId' | 'signature'>,
  settings: MetricImportSettings,
  now: Date,
) =>
  shelf.keepMapping(
    db,
    { workspaceId, channelId, signature },
    { ...settings, asOf: null, base: null, override: false },
    now,
  )

export type Channel = { id: string; network: string; name: string }

export const findChannel = (db: Db, viewer: Viewer, id: string): Promise<Channel | undefined> =>
  db
    .selectFrom('channels')
    .select(['id', 'network', 'name'])
    .where('workspaceId', '=', viewer.workspaceId)
    .where('id', '=', id)
    .where(isIn(sightOf(viewer), 'id'))
    .executeTakeFirst()

export const findPosts = (db: Db, workspaceId: string, channelId: string): Promise<KnownPost[]> =>
  db
    .selectFrom('publications')
    .select(['id', 'remoteId', 'url', 'publishedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('kind', '=', 'post')
    .execute()

/**
 * One import at a time writes the numbers of a channel, or takes them back: what two wrote of the same instant at once would
 * not be known as replaced.
 */
export const holdNumbers = (tx: Db, channelId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`metric imports ${channelId}`}, 0))`.execute(tx)

/** What was told of a channel last, shortly before an instant. */
export async function levelBefore(
  db: Db,
  workspaceId: string,
  channelId: string,
  metric: RawMetric,
  { from, until }: { from: Date; until: Date },
): Promise<number | null> {
  const row = await db
    .selectFrom('metricPoints')
    .select('value')
    .where('workspaceId', '=', workspaceId)
    .where('subjectKind', '=', 'channel')
    .where('subjectId', '=', channelId)
    .where('metric', '=', metric)
    .where('at', '>=', from)
    .where('at', '<', until)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.value ?? null
}
