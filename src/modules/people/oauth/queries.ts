import { sql } from 'kysely'
import type { Db } from '../../../app/context.ts'

type Said = { id: string; name: string; redirectUris: string[] }

export const saveClient = (db: Db, said: Said, now: Date) =>
  db
    .insertInto('oauthClients')
    .values({ ...said, createdAt: now, readAt: now })
    .onConflict((on) => on.column('id').doUpdateSet({ ...said, readAt: now }))
    .execute()

/** Of those that nobody has let in yet, all but the newest so many. */
export const deleteOldestUnused = (db: Db, most: number) =>
  db
    .deleteFrom('oauthClients')
    .where('id', 'in', (query) =>
      query
        .selectFrom('oauthClients')
        .select('id')
        .where('usedAt', 'is', null)
        .orderBy('createdAt', 'desc')
        .orderBy('id')
        .offset(most),
    )
    .execute()

export const findClient = (db: Db, id: string) =>
  db
    .selectFrom('oauthClients')
    .select(['id', 'name', 'redirectUris', 'readAt'])
    .where('id', '=', id)
    .executeTakeFirst()

export const markUsed = (db: Db, id: string, now: Date) =>
  db.updateTable('oauthClients').set({ usedAt: now }).where('id', '=', id).execute()

type NewCode = { digest: Buffer; keyId: string; redirectUri: string; challenge: string; expiresAt: Date }

export const insertCode = (db: Db, code: NewCode) => db.insertInto('oauthCodes').values(code).execute()

/** Asked without a workspace: whoever brings a code knows of none. Of two who bring it at once, one waits. */
export const findCode = (db: Db, digest: Buffer) =>
  db
    .selectFrom('oauthCodes')
    .innerJoin('apiKeys', 'apiKeys.id', 'oauthCodes.keyId')
    .innerJoin('workspaces', 'workspaces.id', 'apiKeys.workspaceId')
    .select([
      'oauthCodes.keyId',
      'oauthCodes.redirectUri',
      'oauthCodes.challenge',
      'oauthCodes.expiresAt',
      'oauthCodes.usedAt',
      'apiKeys.clientId',
      'apiKeys.workspaceId',
      'workspaces.organisationId',
    ])
    .where('oauthCodes.digest', '=', digest)
    .forUpdate('oauthCodes')
    .executeTakeFirst()

export const markCodeUsed = (db: Db, digest: Buffer, now: Date) =>
  db.updateTable('oauthCodes').set({ usedAt: now }).where('digest', '=', digest).execute()

export const deleteCodes = (db: Db, before: Date) =>
  db.deleteFrom('oauthCodes').where('expiresAt', '<', before).execute()

/** Those with a key that still lives stay, however long ago they were let in. */
export const deleteUnusedClients = (db: Db, before: Date, now: Date) =>
  db
    .deleteFrom('oauthClients')
    .where(sql<Date>`coalesce(used_at, created_at)`, '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('apiKeys')
            .select('apiKeys.id')
            .whereRef('apiKeys.clientId', '=', 'oauthClients.id')
            .where('apiKeys.revokedAt', 'is', null)
            .where(({ or, eb }) =>
              or([eb('apiKeys.expiresAt', 'is', null), eb('apiKeys.expiresAt', '>', now)]),
            ),
        ),
      ),
    )
    .execute()
