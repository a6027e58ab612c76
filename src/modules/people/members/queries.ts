import { sql } from 'kysely'
import type { Db } from '../../../app/context.ts'

/** PostgreSQL counts microseconds and a Date only milliseconds; a page must end where the next begins. */
const joined = sql<Date>`date_trunc('milliseconds', members.created_at)`

const membersOf = (db: Db, workspaceId: string) =>
  db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .leftJoin('secondSteps', 'secondSteps.userId', 'members.userId')
    .select([
      'users.id',
      'users.name',
      'users.email',
      'members.role',
      'members.channelRoles',
      'members.createdAt',
    ])
    .select('secondSteps.confirmedAt as secondStepSince')
    .where('members.workspaceId', '=', workspaceId)

/** By the time of joining, then by id. */
export const listMembers = (db: Db, workspaceId: string, limit: number, after: [Date, string] | null) => {
  const query = membersOf(db, workspaceId).orderBy(joined).orderBy('members.userId').limit(limit)
  if (!after) return query.execute()
  return query.where(sql<boolean>`(${joined}, members.user_id) > (${after[0]}, ${after[1]})`).execute()
}

export const findMember = (db: Db, workspaceId: string, userId: string) =>
  membersOf(db, workspaceId).where('members.userId', '=', userId).executeTakeFirst()

/** Changes of roles wait for one another, so that two owners cannot leave at the same instant. */
export const lockWorkspace = (db: Db, workspaceId: string) =>
  db.selectFrom('workspaces').select('id').where('id', '=', workspaceId).forUpdate().executeTakeFirst()

export const countOwners = (db: Db, workspaceId: string) =>
  db
    .selectFrom('members')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow()

type NewMember = { workspaceId: string; userId: string; role: string; channelRoles: string | null }

export const insertMember = (db: Db, member: NewMember) =>
  db
    .insertInto('members')
    .values(member)
    .onConflict((on) => on.doNothing())
    .returning('userId')
    .executeTakeFirst()

export const updateRole = (db: Db, workspaceId: string, userId: string, role: string) =>
  db
    .updateTable('members')
    .set({ role })
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .execute()

export const updateChannels = (db: Db, workspaceId: string, userId: string, channelRoles: string | null) =>
  db
    .updateTable('members')
    .set({ channelRoles })
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .execute()

export const deleteMember = (db: Db, workspaceId: string, userId: string) =>
  db.deleteFrom('members').where('workspaceId', '=', workspaceId).where('userId', '=', userId).execute()

/** Whether one owns every workspace and organisation that the other has a part in. */
export async function ownsAllOf(db: Db, ownerId: string, userId: string): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`
    select not exists (
      select from members m where m.user_id = ${userId} and not exists (
        select from members o where o.workspace_id = m.workspace_id and o.user_id = ${ownerId} and o.role = 'owner')
    ) and not exists (
      select from organisation_members m where m.user_id = ${userId} and not exists (
        select from organisation_members o
        where o.organisation_id = m.organisation_id and o.user_id = ${ownerId} and o.role = 'owner')
    ) as all`.execute(db)
  return rows[0]?.all === true
}
