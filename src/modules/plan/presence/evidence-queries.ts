import type { Db, Tx } from '../../../platform/db/index.ts'

const evidence = (db: Db, workspaceId: string) =>
  db
    .selectFrom('presenceEvidence as e')
    .leftJoin('users as u', 'u.id', 'e.takenBy')
    .select(['e.id', 'e.takenAt', 'u.name as takenBy', 'e.digest'])
    .where('e.workspaceId', '=', workspaceId)

/** Newest first. */
export const listEvidence = (db: Db, workspaceId: string, suspectId: string) =>
  evidence(db, workspaceId)
    .where('e.suspectId', '=', suspectId)
    .orderBy('e.takenAt', 'desc')
    .orderBy('e.id', 'desc')
    .limit(50)
    .execute()

export const findEvidence = (db: Db, workspaceId: string, id: string) =>
  evidence(db, workspaceId).select(['e.body', 'e.suspectId']).where('e.id', '=', id).executeTakeFirst()

export async function countEvidence(db: Db, workspaceId: string, suspectId: string): Promise<number> {
  const { count } = await db
    .selectFrom('presenceEvidence')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('suspectId', '=', suspectId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

type NewEvidence = {
  workspaceId: string
  suspectId: string
  takenBy: string | null
  takenAt: Date
  body: string
  digest: string
  pictureId: string | null
  ownPictureId: string | null
}

export const insertEvidence = (tx: Tx, one: NewEvidence) =>
  tx.insertInto('presenceEvidence').values(one).returning('id').executeTakeFirstOrThrow()
