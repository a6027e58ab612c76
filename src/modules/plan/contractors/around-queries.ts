import type { Db, Tx } from '../../../platform/db/index.ts'
import {
  type Candidate,
  type CandidateBody,
  CandidateState,
  type FileBody,
  FilePurpose,
  type JobFile,
  type JobNote,
  JobState,
  mostNotes,
} from './contract.ts'

export async function findCandidates(db: Db, workspaceId: string, jobId: string): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('contractorCandidates')
    .select(['id', 'name', 'contact', 'minor', 'currency', 'note', 'state', 'chosen', 'version'])
    .where('workspaceId', '=', workspaceId)
    .where('jobId', '=', jobId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, state: CandidateState.parse(row.state) }))
}

export async function insertCandidate(
  tx: Tx,
  workspaceId: string,
  jobId: string,
  body: CandidateBody,
  at: Date,
): Promise<string> {
  const { id } = await tx
    .insertInto('contractorCandidates')
    .values({ workspaceId, jobId, ...body, createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateCandidate = (
  tx: Tx,
  workspaceId: string,
  jobId: string,
  id: string,
  body: CandidateBody,
) =>
  tx
    .updateTable('contractorCandidates')
    .set(({ eb }) => ({ ...body, version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('jobId', '=', jobId)
    .where('id', '=', id)
    .execute()

export const deleteCandidate = (tx: Tx, workspaceId: string, jobId: string, id: string) =>
  tx
    .deleteFrom('contractorCandidates')
    .where('workspaceId', '=', workspaceId)
    .where('jobId', '=', jobId)
    .where('id', '=', id)
    .execute()

export async function findNotes(db: Db, workspaceId: string, jobId: string): Promise<JobNote[]> {
  const rows = await db
    .selectFrom('contractorNotes as n')
    .leftJoin('users as u', 'u.id', 'n.authorId')
    .leftJoin('teamWorks as w', 'w.id', 'n.workId')
    .select(['n.id', 'n.state', 'n.words', 'n.authorId', 'n.createdAt', 'u.name as authorName'])
    .select('w.name as work')
    .where('n.workspaceId', '=', workspaceId)
    .where('n.jobId', '=', jobId)
    .orderBy('n.id', 'desc')
    .limit(mostNotes)
    .execute()
  return rows.map(({ id, state, work, words, authorId, authorName, createdAt }) => ({
    ...{ id, work, words, createdAt: createdAt.toISOString() },
    state: state === null ? null : JobState.parse(state),
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
  }))
}

type NewNote = { state: JobState | null; workId: string | null; words: string; authorId: string | null }

export const insertNote = (tx: Tx, workspaceId: string, jobId: string, note: NewNote, at: Date) =>
  tx
    .insertInto('contractorNotes')
    .values({ workspaceId, jobId, ...note, createdAt: at })
    .execute()

/** Whether somebody was agreed with for it, even if that was taken back since. */
export async function wasAgreed(db: Db, workspaceId: string, jobId: string): Promise<boolean> {
  const row = await db
    .selectFrom('contractorNotes')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('jobId', '=', jobId)
    .where('state', '=', 'agreed')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** One's own words only; what moved the job stays. */
export async function deleteNote(
  tx: Tx,
  workspaceId: string,
  jobId: string,
  id: string,
  authorId: string,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('contractorNotes')
    .where('workspaceId', '=', workspaceId)
    .where('jobId', '=', jobId)
    .where('id', '=', id)
    .where('authorId', '=', authorId)
    .where('state', 'is', null)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

export async function findFiles(db: Db, workspaceId: string, jobId: string): Promise<JobFile[]> {
  const rows = await db
    .selectFrom('contractorFiles')
    .select(['id', 'purpose', 'mediaId', 'url', 'name'])
    .where('workspaceId', '=', workspaceId)
    .where('jobId', '=', jobId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, purpose: FilePurpose.parse(row.purpose) }))
}

export async function insertFile(
  tx: Tx,
  workspaceId: string,
  jobId: string,
  body: FileBody,
  at: Date,
): Promise<string> {
  const { id } = await tx
    .insertInto('contractorFiles')
    .values({ workspaceId, jobId, ...body, createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function deleteFile(tx: Tx, workspaceId: string, jobId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('contractorFiles')
    .where('workspaceId', '=', workspaceId)
    .where('jobId', '=', jobId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
