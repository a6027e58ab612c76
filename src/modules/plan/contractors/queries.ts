import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Waiting } from '../waiting/contract.ts'
import {
  type Candidate,
  type CandidateBody,
  CandidateState,
  Criterion,
  closedStates,
  type FileBody,
  FilePurpose,
  type Job,
  type JobBody,
  type JobFile,
  type JobNote,
  JobState,
  type JobsQuery,
  mostNotes,
  type Terms,
} from './contract.ts'

const jobs = (db: Db, workspaceId: string, today: string) =>
  db
    .selectFrom('contractorJobs as j')
    .leftJoin('users as o', 'o.id', 'j.ownerId')
    .leftJoin('teamWorks as w', 'w.id', 'j.workId')
    .leftJoin('budgetLines as l', 'l.id', 'j.lineId')
    .leftJoin('contractorCandidates as c', (join) =>
      join.onRef('c.jobId', '=', 'j.id').on('c.chosen', '=', true),
    )
    .select(['j.id', 'j.title', 'j.brief', 'j.reason', 'j.place', 'j.criteria', 'j.deadline', 'j.lineId'])
    .select(['j.workId', 'j.ownerId', 'j.remindDays', 'j.state', 'j.minor', 'j.currency', 'j.rights'])
    .select(['j.version', 'j.createdAt', 'j.updatedAt', 'o.name as ownerName', 'w.name as work'])
    .select(['l.name as line', 'c.name as contractor'])
    .select(
      sql<boolean>`coalesce(j.deadline < ${today}::date, false) and j.state not in ('accepted', 'cancelled', 'delivered')`.as(
        'overdue',
      ),
    )
    .where('j.workspaceId', '=', workspaceId)

type Row = Awaited<ReturnType<ReturnType<typeof jobs>['executeTakeFirstOrThrow']>>

const toJob = ({ ownerName, criteria, ...row }: Row): Job => ({
  ...row,
  criteria: z.array(Criterion).catch([]).parse(criteria),
  state: JobState.parse(row.state),
  owner: row.ownerId === null ? null : { id: row.ownerId, name: ownerName ?? '' },
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

type Page = Omit<JobsQuery, 'cursor'> & { after: string | null; today: string }

/** Newest first. */
export async function findJobs(
  db: Db,
  workspaceId: string,
  { show, state, text, limit, after, today }: Page,
): Promise<Job[]> {
  const like = `%${(text ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const rows = await jobs(db, workspaceId, today)
    .where('j.state', show === 'closed' ? 'in' : 'not in', [...closedStates])
    .$if(state !== undefined, (query) => query.where('j.state', '=', state ?? ''))
    .$if(Boolean(text), (query) =>
      query.where((eb) => eb.or([eb('j.title', 'ilike', like), eb('c.name', 'ilike', like)])),
    )
    .$if(after !== null, (query) => query.where('j.id', '<', after))
    .orderBy('j.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toJob)
}

export async function findJob(
  db: Db,
  workspaceId: string,
  id: string,
  today: string,
): Promise<Job | undefined> {
  const row = await jobs(db, workspaceId, today).where('j.id', '=', id).executeTakeFirst()
  return row && toJob(row)
}

/** Nobody changes it meanwhile. */
export const lockJob = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .selectFrom('contractorJobs')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

type Counted = 'contractorJobs' | 'contractorCandidates' | 'contractorFiles' | 'contractorNotes'

export async function count(db: Db, table: Counted, workspaceId: string, jobId?: string): Promise<number> {
  const of = jobId === undefined ? sql`` : sql`and job_id = ${jobId}`
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} where workspace_id = ${workspaceId} ${of}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

const valuesOf = ({ criteria, ...rest }: JobBody) => ({ ...rest, criteria: JSON.stringify(criteria) })

export async function insertJob(tx: Tx, workspaceId: string, body: JobBody, at: Date): Promise<string> {
  const { id } = await tx
    .insertInto('contractorJobs')
    .values({ workspaceId, ...valuesOf(body), createdAt: at, updatedAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateJob = (tx: Tx, workspaceId: string, id: string, body: JobBody, at: Date) =>
  tx
    .updateTable('contractorJobs')
    .set(({ eb }) => ({ ...valuesOf(body), updatedAt: at, version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const moveJob = (tx: Tx, workspaceId: string, id: string, state: JobState, at: Date) =>
  tx
    .updateTable('contractorJobs')
    .set(({ eb }) => ({ state, updatedAt: at, version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Who does it and on which terms; null where it is looked for anew. */
export async function agree(tx: Tx, workspaceId: string, id: string, terms: Terms | null): Promise<void> {
  await tx
    .updateTable('contractorCandidates')
    .set({ chosen: false })
    .where('workspaceId', '=', workspaceId)
    .where('jobId', '=', id)
    .where('chosen', '=', true)
    .execute()
  if (terms)
    await tx
      .updateTable('contractorCandidates')
      .set({ chosen: true })
      .where('workspaceId', '=', workspaceId)
      .where('jobId', '=', id)
      .where('id', '=', terms.candidateId)
      .execute()
  await tx
    .updateTable('contractorJobs')
    .set({
      ...{ minor: terms?.minor ?? null, currency: terms?.currency ?? null, rights: terms?.rights ?? '' },
      ...(terms?.deadline && { deadline: terms.deadline }),
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export const deleteJob = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('contractorJobs').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

export async function findCandidates(db: Db, workspaceId: string, jobId: string): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('contractorCandidates')
    .select(['id', 'name', 'contact', 'minor', 'currency', 'note', 'state', 'chosen'])
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
    .set(body)
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
    .select(['n.id', 'n.state', 'n.words', 'n.authorId', 'n.createdAt', 'u.name as authorName'])
    .where('n.workspaceId', '=', workspaceId)
    .where('n.jobId', '=', jobId)
    .orderBy('n.id', 'desc')
    .limit(mostNotes)
    .execute()
  return rows.map(({ id, state, words, authorId, authorName, createdAt }) => ({
    ...{ id, words, createdAt: createdAt.toISOString() },
    state: state === null ? null : JobState.parse(state),
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
  }))
}

type NewNote = { state: JobState | null; words: string; authorId: string | null }

export const insertNote = (tx: Tx, workspaceId: string, jobId: string, note: NewNote, at: Date) =>
  tx
    .insertInto('contractorNotes')
    .values({ workspaceId, jobId, ...note, createdAt: at })
    .execute()

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

export async function isMember(db: Db, workspaceId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('members')
    .select('userId')
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

export async function findZone(db: Db, workspaceId: string): Promise<string> {
  const { timeZone } = await db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return timeZone
}

type Asking = { userId: string; today: string; manages: boolean }

/**
 * What was handed in waits for who approves that kind of work, what is overdue for who is responsible for it; both for who
 * looks after the job where the matrix names no member, and for those who lead where nobody does.
 */
export async function findWaiting(
  db: Db,
  workspaceId: string,
  { userId, today, manages }: Asking,
): Promise<Waiting['items']> {
  const { rows } = await sql<Waiting['items'][number]>`
    with waiting as (
      select j.id, j.title, j.deadline, j.work_id, j.owner_id,
        case when j.state = 'delivered' then 'accept' else 'overdue' end as why,
        case when j.state = 'delivered' then 'approves' else 'responsible' end as part
      from contractor_jobs j
      where j.workspace_id = ${workspaceId} and (j.state = 'delivered'
        or (j.state in ('brief', 'looking', 'agreed', 'changes') and j.deadline < ${today}::date))
    ), named as (
      select w.id, array_agg(m.user_id) as users
      from waiting w
      join team_works k on k.id = w.work_id and k.archived_at is null
      join team_parts p on p.workspace_id = ${workspaceId} and p.work_id = w.work_id and w.part = any(p.parts)
      join team_people t on t.id = p.person_id and t.archived_at is null
      join members m on m.workspace_id = ${workspaceId} and m.user_id = t.user_id
      group by w.id
    )
    select w.id, w.title, w.why, w.deadline, c.name as contractor
    from waiting w
    left join named n on n.id = w.id
    left join contractor_candidates c on c.job_id = w.id and c.chosen
    where ${userId} = any(n.users)
      or (w.owner_id = ${userId} and (n.users is null or w.why = 'overdue'))
      or (${manages} and n.users is null and w.owner_id is null)
    order by w.deadline nulls last, w.id limit 50`.execute(db)
  return rows
}

export type Due = { workspaceId: string; id: string; title: string; deadline: string; days: number }

/** Jobs whose deadline is near where the workspace is, marked as told. */
export async function takeDue(tx: Tx, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    update contractor_jobs j set reminded_for = j.deadline
    from workspaces w
    where w.id = j.workspace_id and w.erase_at is null
      and j.deadline is not null and j.state in ('brief', 'looking', 'agreed', 'changes')
      and j.reminded_for is distinct from j.deadline
      and j.deadline - j.remind_days <= (${now}::timestamptz at time zone w.time_zone)::date
    returning j.workspace_id, j.id, j.title, j.deadline,
      greatest(0, j.deadline - (${now}::timestamptz at time zone w.time_zone)::date) as days`.execute(tx)
  return rows
}
