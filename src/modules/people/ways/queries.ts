import type { Db } from '../../../app/context.ts'

export const deletePasskeys = (db: Db, userId: string) =>
  db.deleteFrom('passkeys').where('userId', '=', userId).returning(['id', 'name']).execute()

/** All of them, or all but the one that has just been joined. */
export const deleteAccounts = (db: Db, userId: string, kept: string | null) =>
  db
    .deleteFrom('providerAccounts')
    .where('userId', '=', userId)
    .$if(kept !== null, (query) => query.where('issuer', '!=', kept))
    .returning(['issuer', 'email'])
    .execute()

export const deletePassword = (db: Db, userId: string) =>
  db
    .deleteFrom('signInAccounts')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .returning('id')
    .executeTakeFirst()

export const deleteLinks = (db: Db, userId: string) =>
  db.deleteFrom('passwordLinks').where('userId', '=', userId).execute()

/** Nothing when it was proven before. */
export const setProven = (db: Db, userId: string) =>
  db
    .updateTable('users')
    .set({ emailVerified: true })
    .where('id', '=', userId)
    .where('emailVerified', '=', false)
    .returning('id')
    .executeTakeFirst()
