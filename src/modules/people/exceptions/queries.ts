import type { Db } from '../../../app/context.ts'

export const findHandles = (db: Db, workspaceId: string, ids: readonly string[]) =>
  db
    .selectFrom('channels')
    .select(['id', 'handle'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
