import type { Db } from '../../../app/context.ts'

/** What channels of the workspace are called, removed ones too: they may come back. */
export const findNames = (db: Db, workspaceId: string, ids: readonly string[]) =>
  db
    .selectFrom('channels as c')
    .select(['c.id', 'c.network', 'c.handle'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('channels as o')
          .select('o.id')
          .whereRef('o.workspaceId', '=', 'c.workspaceId')
          .whereRef('o.network', '=', 'c.network')
          .whereRef('o.handle', '=', 'c.handle')
          .whereRef('o.id', '!=', 'c.id'),
      ).as('shared'),
    )
    .where('c.workspaceId', '=', workspaceId)
    .where('c.id', 'in', [...ids])
    .execute()
