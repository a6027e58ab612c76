import type { Db } from '../../../app/context.ts'

export const deletePasskeys = (db: Db, userId: string) =>
  db.deleteFrom('passkeys').where('userId', '=', userId).returning(['id', 'name']).execute()

export const deleteAccounts = (db: Db, userId: string) =>
  db.deleteFrom('providerAccounts').where('userId', '=', userId).returning(['issuer', 'email']).execute()
