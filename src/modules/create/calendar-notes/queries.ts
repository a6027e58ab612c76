import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Note, NoteBody, NoteColour } from './contract.ts'

type Row = {
  id: string
  from: string
  to: string
  text: string
  colour: NoteColour
  byId: string | null
  byName: string | null
  version: number
  updatedAt: Date
}

const select = (where: RawBuilder<SqlBool>, limit: number) => sql<Row>`
  select n.id, n.first_day::text as "from", n.last_day::text as "to", n.text, n.colour, u.id as by_id, u.name as by_name,
    n.version, n.updated_at
  from calendar_notes n left join users u on u.id = n.made_by
  where ${where} order by n.first_day, n.last_day desc, n.id limit ${limit}`

const toNote = ({ byId, byName, updatedAt, ...row }: Row): Note => ({
  ...row,
  by: byId === null ? null : { id: byId, name: byName ?? '' },
  updatedAt: updatedAt.toISOString(),
})

export async function findNotes(
  db: Db,
  workspaceId: string,
  { from, to }: { from: string; to: string },
  limit: number,
): Promise<Note[]> {
  const { rows } = await select(
    sql`n.workspace_id = ${workspaceId} and n.first_day <= ${to}::date and n.last_day >= ${from}::date`,
    limit,
  ).execute(db)
  return rows.map(toNote)
}

export async function findNote(db: Db, workspaceId: string, id: string): Promise<Note | undefined> {
  const { rows } = await select(sql`n.workspace_id = ${workspaceId} and n.id = ${id}`, 1).execute(db)
  return rows[0] && toNote(rows[0])
}

/** Answers nothing when the workspace has as many as it may. */
export async function insertNote(
  tx: Tx,
  workspaceId: string,
  { from, to, text, colour }: NoteBody,
  madeBy: string | null,
  most: number,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into calendar_notes (workspace_id, first_day, last_day, text, colour, made_by)
    select ${workspaceId}::uuid, ${from}::date, ${to}::date, ${text}::text, ${colour}::text, ${madeBy}::text
    where (select count(*) from calendar_notes where workspace_id = ${workspaceId}) < ${most}::int
    returning id`.execute(tx)
  return rows[0]?.id
}

/** Only if it is still the version that was read. */
export async function updateNote(
  tx: Tx,
  workspaceId: string,
  id: string,
  { from, to, text, colour, version }: NoteBody & { version: number },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('calendarNotes')
    .set({ firstDay: from, lastDay: to, text, colour, updatedAt: now, version: version + 1 })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteNote(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.deleteFrom('calendarNotes').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}
