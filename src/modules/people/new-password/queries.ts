import { sql } from 'kysely'
import type { Db } from '../../../app/context.ts'

type Link = { userId: string; digest: Buffer; madeBy: string | null; createdAt: Date; expiresAt: Date }

/** A newer link ends the older ones of the same person. */
export async function replaceLinks(db: Db, link: Link): Promise<void> {
  await deleteLinks(db, link.userId)
  await db.insertInto('passwordLinks').values(link).execute()
}

export const deleteLinks = (db: Db, userId: string) =>
  db.deleteFrom('passwordLinks').where('userId', '=', userId).execute()

export const findLink = (db: Db, digest: Buffer, now: Date) =>
  db
    .selectFrom('passwordLinks')
    .innerJoin('users', 'users.id', 'passwordLinks.userId')
    .select(['users.id', 'users.name', 'users.email', 'passwordLinks.madeBy', 'passwordLinks.expiresAt'])
    .where('passwordLinks.digest', '=', digest)
    .where('passwordLinks.expiresAt', '>', now)
    .executeTakeFirst()

/** Of two who use it at once, one gets it. */
export const takeLink = (db: Db, digest: Buffer, now: Date) =>
  db
    .deleteFrom('passwordLinks')
    .where('digest', '=', digest)
    .where('expiresAt', '>', now)
    .returning(['userId', 'madeBy'])
    .executeTakeFirst()

export const purgeLinks = (db: Db, now: Date) =>
  db.deleteFrom('passwordLinks').where('expiresAt', '<', now).execute()

export const findReader = (db: Db, email: string) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'language'])
    .where('email', '=', email)
    .executeTakeFirst()

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
