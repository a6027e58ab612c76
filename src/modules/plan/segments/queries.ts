import { sql } from 'kysely'
import { type Reach, sightOf } from '../../../app/channel-roles.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Filter, Part } from './contract.ts'

export type SegmentRow = {
  id: string
  name: string
  note: string
  filter: unknown
  version: number
  goals: number
  createdAt: Date
  updatedAt: Date
  archivedAt: Date | null
}

const columns = sql`s.id, s.name, s.note, s.filter, s.version, s.created_at, s.updated_at, s.archived_at,
  (select count(*)::int from goals g where g.workspace_id = s.workspace_id and g.scope_kind = 'segment'
    and g.scope_id = s.id::text) as goals`

export async function findSegments(db: Db, workspaceId: string, archived: boolean): Promise<SegmentRow[]> {
  const { rows } = await sql<SegmentRow>`
    select ${columns} from segments s where s.workspace_id = ${workspaceId}
      and s.archived_at is ${archived ? sql`not null` : sql`null`}
    order by lower(s.name), s.id limit 500`.execute(db)
  return rows
}

export async function findSegment(db: Db, workspaceId: string, id: string): Promise<SegmentRow | undefined> {
  const { rows } = await sql<SegmentRow>`
    select ${columns} from segments s where s.workspace_id = ${workspaceId} and s.id = ${id}`.execute(db)
  return rows[0]
}

/** Whether a goal about it reads a number of its channels, and not only what people enter. */
export async function isReadOfChannels(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from goals g where g.workspace_id = ${workspaceId} and g.scope_kind = 'segment' and g.scope_id = ${id}
      and (g.metric <> 'manual' or exists (select from goal_constraints c
        where c.workspace_id = g.workspace_id and c.goal_id = g.id and c.metric <> 'manual'))) as has`.execute(
    db,
  )
  return rows[0]?.has === true
}

export type SegmentFields = { name: string; note: string; filter: Filter }

const stored = ({ filter, ...rest }: SegmentFields) => ({ ...rest, filter: JSON.stringify(filter) })

export async function insertSegment(
  db: Db,
  workspaceId: string,
  fields: SegmentFields,
  at: Date,
): Promise<string> {
  const { id } = await db
    .insertInto('segments')
    .values({ workspaceId, ...stored(fields), createdAt: at, updatedAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateSegment(
  db: Db,
  workspaceId: string,
  id: string,
  change: { fields?: SegmentFields; archivedAt?: Date | null; at: Date },
): Promise<void> {
  await db
    .updateTable('segments')
    .set((eb) => ({
      ...(change.fields && stored(change.fields)),
      ...(change.archivedAt !== undefined && { archivedAt: change.archivedAt }),
      version: eb('version', '+', 1),
      updatedAt: change.at,
    }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function deleteSegment(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.deleteFrom('segments').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}

export async function countMissingChannels(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<number> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return 0
  const rows = await db
    .selectFrom('channels')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', wanted)
    .execute()
  return wanted.length - rows.length
}

export type TableRow = {
  id: string
  name: string
  source: string
  channelId: string | null
  knownOn: string
  people: number | null
  parts: unknown
  createdAt: Date
}

/** Tables of channels that somebody sees; those of no channel are of the whole workspace. */
const seen = (sight: Reach) => isIn(sight, 'channelId')

/** The newest first. */
export async function findTables(db: Db, viewer: Viewer, limit: number): Promise<TableRow[]> {
  return db
    .selectFrom('audienceTables')
    .select(['id', 'name', 'source', 'channelId', 'knownOn', 'people', 'parts', 'createdAt'])
    .where('workspaceId', '=', viewer.workspaceId)
    .where(seen(sightOf(viewer)))
    .orderBy('knownOn', 'desc')
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function countTables(db: Db, workspaceId: string): Promise<number> {
  const { n } = await db
    .selectFrom('audienceTables')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(n)
}

export type NewTable = Omit<TableRow, 'id' | 'createdAt' | 'parts'> & { parts: readonly Part[] }

export async function insertTable(db: Db, workspaceId: string, table: NewTable, at: Date): Promise<string> {
  const { id } = await db
    .insertInto('audienceTables')
    .values({ workspaceId, ...table, parts: JSON.stringify(table.parts), createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function findTable(db: Db, workspaceId: string, id: string): Promise<TableRow | undefined> {
  return db
    .selectFrom('audienceTables')
    .select(['id', 'name', 'source', 'channelId', 'knownOn', 'people', 'parts', 'createdAt'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function deleteTable(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.deleteFrom('audienceTables').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}

/** Networks on which there is a channel that somebody sees. */
export async function findNetworks(db: Db, viewer: Viewer): Promise<string[]> {
  const rows = await db
    .selectFrom('channels')
    .select('network')
    .distinct()
    .where('workspaceId', '=', viewer.workspaceId)
    .where('state', '!=', 'removed')
    .where(isIn(sightOf(viewer), 'id'))
    .orderBy('network')
    .execute()
  return rows.map(({ network }) => network)
}
