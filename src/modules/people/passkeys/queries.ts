import type { Db } from '../../../app/context.ts'

type Challenge = { digest: Buffer; userId: string | null; createdAt: Date; expiresAt: Date }

export const insertChallenge = (db: Db, challenge: Challenge) =>
  db.insertInto('passkeyChallenges').values(challenge).execute()

/** It serves once: of two who answer it, one is heard. */
export const takeChallenge = (db: Db, digest: Buffer, now: Date) =>
  db
    .deleteFrom('passkeyChallenges')
    .where('digest', '=', digest)
    .where('expiresAt', '>', now)
    .returning('userId')
    .executeTakeFirst()

export const listPasskeys = (db: Db, userId: string) =>
  db
    .selectFrom('passkeys')
    .select(['id', 'credentialId', 'transports', 'name', 'synced', 'createdAt', 'usedAt'])
    .where('userId', '=', userId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()

type NewPasskey = {
  userId: string
  credentialId: string
  publicKey: Buffer
  counter: number
  transports: string[]
  synced: boolean
  name: string
  createdAt: Date
}

export const insertPasskey = (db: Db, passkey: NewPasskey) =>
  db
    .insertInto('passkeys')
    .values(passkey)
    .onConflict((on) => on.column('credentialId').doNothing())
    .returning(['id', 'name', 'synced', 'createdAt', 'usedAt'])
    .executeTakeFirst()

/** By the name that the device gives, with whose it is. */
export const findByCredential = (db: Db, credentialId: string) =>
  db
    .selectFrom('passkeys')
    .innerJoin('users', 'users.id', 'passkeys.userId')
    .select([
      'passkeys.id',
      'passkeys.credentialId',
      'passkeys.publicKey',
      'passkeys.counter',
      'passkeys.name as passkeyName',
      'users.id as userId',
      'users.name',
    ])
    .where('passkeys.credentialId', '=', credentialId)
    .executeTakeFirst()

type Use = { id: string; before: number; counter: number; synced: boolean; now: Date }

/** Nothing when it was removed, or has signed for somebody else meanwhile. */
export const takeUse = (db: Db, { id, before, counter, synced, now }: Use) =>
  db
    .updateTable('passkeys')
    .set({ counter, synced, usedAt: now })
    .where('id', '=', id)
    .where('counter', '=', before)
    .returning('id')
    .executeTakeFirst()

export const renamePasskey = (db: Db, userId: string, id: string, name: string) =>
  db.updateTable('passkeys').set({ name }).where('userId', '=', userId).where('id', '=', id).execute()

export const deletePasskey = (db: Db, userId: string, id: string) =>
  db
    .deleteFrom('passkeys')
    .where('userId', '=', userId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
