import type { Db } from '../../../app/context.ts'

type Visit = { digest: Buffer; userId: string | null; returnTo: string; createdAt: Date; expiresAt: Date }

export const insertVisit = (db: Db, visit: Visit) => db.insertInto('providerVisits').values(visit).execute()

/** It serves once: of two who come back with it, one finds it. */
export const takeVisit = (db: Db, digest: Buffer, now: Date) =>
  db
    .deleteFrom('providerVisits')
    .where('digest', '=', digest)
    .where('expiresAt', '>', now)
    .returning(['userId', 'returnTo'])
    .executeTakeFirst()

type Key = { issuer: string; subject: string }

/** Whose account it is. Writes down that it was used. */
export async function touchAccount(db: Db, { issuer, subject }: Key, now: Date) {
  const used = await db
    .updateTable('providerAccounts')
    .set({ usedAt: now })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .returning('userId')
    .executeTakeFirst()
  return used && findUser(db, used.userId)
}

const findUser = (db: Db, userId: string) =>
  db.selectFrom('users').select(['id', 'name', 'email']).where('id', '=', userId).executeTakeFirst()

export const findAccountOf = (db: Db, issuer: string, userId: string) =>
  db
    .selectFrom('providerAccounts')
    .select(['email', 'joinedAt', 'usedAt'])
    .where('issuer', '=', issuer)
    .where('userId', '=', userId)
    .executeTakeFirst()

type Account = Key & { userId: string; email: string | null; joinedAt: Date; usedAt: Date | null }

/** Nothing when the account is somebody's already, or the person has another one there. */
export const insertAccount = (db: Db, account: Account) =>
  db
    .insertInto('providerAccounts')
    .values(account)
    .onConflict((on) => on.doNothing())
    .returning('userId')
    .executeTakeFirst()

export const findOwner = (db: Db, { issuer, subject }: Key) =>
  db
    .selectFrom('providerAccounts')
    .select('userId')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()

export const deleteAccount = (db: Db, issuer: string, userId: string) =>
  db
    .deleteFrom('providerAccounts')
    .where('issuer', '=', issuer)
    .where('userId', '=', userId)
    .returning(['subject', 'email'])
    .executeTakeFirst()
