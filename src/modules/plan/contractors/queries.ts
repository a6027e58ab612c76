import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../../platform/db/index.ts'
import {
  Criterion,
  closedStates,
  type Job,
  type JobBody,
  JobState,
  type JobsQuery,
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
      // Another agreement has another price: what was entered for the one before stays in the budget for itself.
      entryId: null,
      ...(terms?.deadline && { deadline: terms.deadline }),
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** What was entered for it as spent; null when nothing was, or when somebody has taken it out of the budget since. */
export async function findEntryId(db: Db, workspaceId: string, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('contractorJobs')
    .select('entryId')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.entryId ?? null
}

export const noteEntry = (tx: Tx, workspaceId: string, id: string, entryId: string) =>
  tx
    .updateTable('contractorJobs')
    .set({ entryId })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deleteJob = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('contractorJobs').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

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
