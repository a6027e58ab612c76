import type { Db } from '../../../app/context.ts'

export const listSessions = (db: Db, userId: string, now: Date) =>
  db
    .selectFrom('sessions')
    .select(['id', 'ipAddress', 'userAgent', 'createdAt', 'updatedAt', 'expiresAt'])
    .where('userId', '=', userId)
    .where('expiresAt', '>', now)
    .orderBy('updatedAt', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()

export const deleteSession = (db: Db, by: { id: string; userId: string } | { token: string }) =>
  db
    .deleteFrom('sessions')
    .where((eb) => ('token' in by ? eb('token', '=', by.token) : eb.and({ id: by.id, userId: by.userId })))
    .returning(['id', 'userId'])
    .executeTakeFirst()

export const deleteOtherSessions = (db: Db, userId: string, keep: string) =>
  db.deleteFrom('sessions').where('userId', '=', userId).where('id', '!=', keep).returning('id').execute()

export const deleteSessions = (db: Db, userId: string) =>
  db.deleteFrom('sessions').where('userId', '=', userId).returning('id').execute()

export const listWorkspaceIds = (db: Db, userId: string) =>
  db.selectFrom('members').select('workspaceId').where('userId', '=', userId).execute()
