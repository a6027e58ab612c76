import type { Db } from '../../../app/context.ts'
import { deleteLinks } from '../ways/index.ts'

type Link = {
  userId: string
  digest: Buffer
  madeBy: string | null
  mailed: boolean
  createdAt: Date
  expiresAt: Date
}

/** A newer link ends the older ones of the same person. */
export async function replaceLinks(db: Db, link: Link): Promise<void> {
  await deleteLinks(db, link.userId)
  await db.insertInto('passwordLinks').values(link).execute()
}

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
    .returning(['userId', 'madeBy', 'mailed'])
    .executeTakeFirst()

export const purgeLinks = (db: Db, now: Date) =>
  db.deleteFrom('passwordLinks').where('expiresAt', '<', now).execute()

export const findReader = (db: Db, email: string) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'language'])
    .where('email', '=', email)
    .executeTakeFirst()
