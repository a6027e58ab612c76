import type { Db, Tx } from '../../../platform/db/index.ts'
import type { NoteBody } from './contract.ts'

export type NoteRow = Awaited<ReturnType<typeof findNotes>>[number]

const notes = (db: Db, workspaceId: string) =>
  db
    .selectFrom('competitorNotes as n')
    .leftJoin('users as u', 'u.id', 'n.authorId')
    .select([
      'n.id',
      'n.competitorId',
      'n.kind',
      'n.onDay',
      'n.words',
      'n.createdAt',
      'n.updatedAt',
      'n.removedAt',
      'n.version',
    ])
    .select('u.name as author')
    .where('n.workspaceId', '=', workspaceId)

/** Newest day first. */
export const findNotes = (db: Db, workspaceId: string, competitorId: string) =>
  notes(db, workspaceId)
    .where('n.competitorId', '=', competitorId)
    .where('n.removedAt', 'is', null)
    .orderBy('n.onDay', 'desc')
    .orderBy('n.id', 'desc')
    .execute()

export const findNote = (db: Db, workspaceId: string, id: string) =>
  notes(db, workspaceId).where('n.id', '=', id).executeTakeFirst()

export const lockNote = (tx: Tx, workspaceId: string, id: string) =>
  notes(tx, workspaceId).where('n.id', '=', id).forUpdate('n').executeTakeFirst()

export const countNotes = (db: Db, workspaceId: string, competitorIds: readonly string[]) =>
  db
    .selectFrom('competitorNotes')
    .select(['competitorId', 'kind'])
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .where('competitorId', 'in', [...competitorIds])
    .where('removedAt', 'is', null)
    .groupBy(['competitorId', 'kind'])
    .execute()

export async function insertNote(
  tx: Tx,
  workspaceId: string,
  competitorId: string,
  { kind, onDay, words }: NoteBody,
  { authorId, at }: { authorId: string | null; at: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('competitorNotes')
    .values({ workspaceId, competitorId, kind, onDay, words, authorId, createdAt: at, updatedAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateNote = (
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Partial<NoteBody> & { removedAt?: Date | null; updatedAt?: Date },
) =>
  tx
    .updateTable('competitorNotes')
    .set(({ eb }) => ({ ...change, version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** What was taken away so long ago that nobody brings it back. */
export const purgeNotes = (db: Db, before: Date) =>
  db.deleteFrom('competitorNotes').where('removedAt', '<', before).execute()
