import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import {
  type Cell,
  Part,
  type PersonBody,
  type PersonChange,
  type TeamPerson,
  type Work,
  type WorkBody,
  type WorkChange,
  WorkFunction,
} from './contract.ts'

const functionsOf = (kept: readonly string[]): WorkFunction[] =>
  kept.flatMap((one) => WorkFunction.safeParse(one).data ?? [])
const partsOf = (kept: readonly string[]): Part[] => kept.flatMap((one) => Part.safeParse(one).data ?? [])

/** Of somebody with an account the name stands there, also after they left the workspace; nobody keeps it besides. */
const people = (db: Db, workspaceId: string) =>
  db
    .selectFrom('teamPeople as p')
    .leftJoin('members as m', (join) =>
      join.onRef('m.userId', '=', 'p.userId').onRef('m.workspaceId', '=', 'p.workspaceId'),
    )
    .leftJoin('users as u', 'u.id', 'p.userId')
    .select(['p.id', 'p.userId', 'p.name', 'p.contact', 'p.functions', 'p.minutes'])
    .select(['u.name as ownName', 'm.userId as member'])
    .where('p.workspaceId', '=', workspaceId)

type Row = Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>

const toPerson = ({ ownName, member, name, functions, ...row }: Row, me: string | null): TeamPerson => ({
  ...row,
  name: ownName ?? name,
  functions: functionsOf(functions),
  member: member !== null,
  me: me !== null && row.userId === me,
})

export async function findPeople(db: Db, workspaceId: string, me: string | null): Promise<TeamPerson[]> {
  const rows = await people(db, workspaceId).where('p.archivedAt', 'is', null).orderBy('p.id').execute()
  return rows.map((row) => toPerson(row, me))
}

export async function findPerson(
  db: Db,
  workspaceId: string,
  id: string,
  me: string | null,
): Promise<TeamPerson | undefined> {
  const row = await people(db, workspaceId).where('p.id', '=', id).executeTakeFirst()
  return row && toPerson(row, me)
}

export async function countPeople(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('teamPeople')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const findMember = (db: Db, workspaceId: string, userId: string) =>
  db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['users.id', 'users.name'])
    .where('members.workspaceId', '=', workspaceId)
    .where('users.id', '=', userId)
    .executeTakeFirst()

/** Of the workspace's members those who are not in the team yet. */
export const findOtherMembers = (db: Db, workspaceId: string, limit: number) =>
  db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select('users.id')
    .where('members.workspaceId', '=', workspaceId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('teamPeople as p')
            .select('p.id')
            .whereRef('p.workspaceId', '=', 'members.workspaceId')
            .whereRef('p.userId', '=', 'members.userId'),
        ),
      ),
    )
    .orderBy('members.createdAt')
    .limit(limit)
    .execute()

type NewPerson = Omit<PersonBody, 'userId'> & { userId: string | null }

/** Who was in the team before comes back with what they were. */
export async function insertPerson(tx: Tx, workspaceId: string, body: NewPerson, at: Date): Promise<string> {
  const { id } = await tx
    .insertInto('teamPeople')
    .values({ workspaceId, ...body, createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const findByUser = (db: Db, workspaceId: string, userId: string) =>
  db
    .selectFrom('teamPeople')
    .select(['id', 'archivedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst()

export const updatePerson = (
  tx: Tx,
  workspaceId: string,
  id: string,
  change: PersonChange & { archivedAt?: Date | null },
) =>
  tx
    .updateTable('teamPeople')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

const works = (db: Db, workspaceId: string) =>
  db.selectFrom('teamWorks').select(['id', 'name', 'function']).where('workspaceId', '=', workspaceId)

const toWork = (row: { id: string; name: string; function: string }): Work => ({
  ...row,
  function: WorkFunction.parse(row.function),
})

export async function findWorks(db: Db, workspaceId: string): Promise<Work[]> {
  const rows = await works(db, workspaceId)
    .where('archivedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(toWork)
}

export async function findWork(db: Db, workspaceId: string, id: string): Promise<Work | undefined> {
  const row = await works(db, workspaceId).where('id', '=', id).executeTakeFirst()
  return row && toWork(row)
}

/** Two who change who does it go one after the other. */
export async function lockWork(tx: Tx, workspaceId: string, id: string): Promise<Work | undefined> {
  const row = await works(tx, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && toWork(row)
}

export async function findNamesake(
  db: Db,
  workspaceId: string,
  name: string,
  except?: string,
): Promise<boolean> {
  const row = await works(db, workspaceId)
    .where('archivedAt', 'is', null)
    .where((eb) => eb(eb.fn('lower', ['name']), '=', eb.fn('lower', [eb.val(name)])))
    .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
    .executeTakeFirst()
  return row !== undefined
}

export async function countWorks(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('teamWorks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertWork(tx: Tx, workspaceId: string, body: WorkBody, at: Date): Promise<string> {
  const { id } = await tx
    .insertInto('teamWorks')
    .values(({ selectFrom, fn }) => ({
      ...{ workspaceId, ...body, createdAt: at },
      position: selectFrom('teamWorks')
        .where('workspaceId', '=', workspaceId)
        .select(fn.coalesce(sql<number>`max(position) + 1`, sql<number>`0`).as('next')),
    }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateWork = (
  tx: Tx,
  workspaceId: string,
  id: string,
  change: WorkChange & { archivedAt?: Date | null },
) =>
  tx
    .updateTable('teamWorks')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Of living kinds of work and people who are there. */
export async function findCells(db: Db, workspaceId: string): Promise<Cell[]> {
  const rows = await db
    .selectFrom('teamParts as c')
    .innerJoin('teamWorks as w', 'w.id', 'c.workId')
    .innerJoin('teamPeople as p', 'p.id', 'c.personId')
    .select(['c.workId', 'c.personId', 'c.parts'])
    .where('c.workspaceId', '=', workspaceId)
    .where('w.archivedAt', 'is', null)
    .where('p.archivedAt', 'is', null)
    .orderBy('c.workId')
    .orderBy('c.personId')
    .execute()
  return rows.map((row) => ({ ...row, parts: partsOf(row.parts) }))
}

export async function findParts(
  db: Db,
  workspaceId: string,
  workId: string,
  personId: string,
): Promise<Part[]> {
  const row = await db
    .selectFrom('teamParts')
    .select('parts')
    .where('workspaceId', '=', workspaceId)
    .where('workId', '=', workId)
    .where('personId', '=', personId)
    .executeTakeFirst()
  return row ? partsOf(row.parts) : []
}

export async function saveParts(
  tx: Tx,
  workspaceId: string,
  workId: string,
  personId: string,
  parts: Part[],
): Promise<void> {
  if (parts.length === 0)
    await tx
      .deleteFrom('teamParts')
      .where('workspaceId', '=', workspaceId)
      .where('workId', '=', workId)
      .where('personId', '=', personId)
      .execute()
  else
    await tx
      .insertInto('teamParts')
      .values({ workspaceId, workId, personId, parts })
      .onConflict((on) => on.columns(['workspaceId', 'workId', 'personId']).doUpdateSet({ parts }))
      .execute()
}

/** For which kinds of work somebody is anything. */
export async function findWorksOf(db: Db, workspaceId: string, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('teamParts')
    .select('workId')
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .execute()
  return rows.map(({ workId }) => workId)
}

/** A step of approval that asks by this kind of work. */
export const findStepAsking = (db: Db, workspaceId: string, workId: string) =>
  db
    .selectFrom('approvalStepWorks as a')
    .innerJoin('approvalSteps as t', 't.id', 'a.stepId')
    .innerJoin('approvalRules as r', 'r.id', 't.ruleId')
    .select(['t.name as step', 'r.name as rule'])
    .where('a.workspaceId', '=', workspaceId)
    .where('a.workId', '=', workId)
    .orderBy('r.createdAt')
    .orderBy('t.position')
    .limit(1)
    .executeTakeFirst()
