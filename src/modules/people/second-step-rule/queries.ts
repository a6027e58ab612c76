import { sql } from 'kysely'
import type { Config } from '../../../app/config.ts'
import type { Db } from '../../../app/context.ts'
import { isGuarded } from '../sign-in/index.ts'

export const findRule = (db: Db, workspaceId: string) =>
  db.selectFrom('workspaces').select('secondStepFrom').where('id', '=', workspaceId).executeTakeFirstOrThrow()

export const setRule = (db: Db, workspaceId: string, secondStepFrom: Date | null) =>
  db.updateTable('workspaces').set({ secondStepFrom }).where('id', '=', workspaceId).execute()

export async function isPersonGuarded(db: Db, config: Config, userId: string): Promise<boolean> {
  const { rows } = await sql<{ guarded: boolean }>`
    select ${isGuarded(config, sql`${userId}::text`)} as guarded`.execute(db)
  return rows[0]?.guarded === true
}

type Without = { id: string; name: string; keys: number }

/** Members without a second step, with how many keys of theirs there are. */
export async function listWithout(
  db: Db,
  config: Config,
  workspaceId: string,
  now: Date,
): Promise<Without[]> {
  const { rows } = await sql<Without>`
    select u.id, u.name, (select count(*) from api_keys k
      where k.workspace_id = m.workspace_id and k.created_by = u.id and k.revoked_at is null
        and (k.expires_at is null or k.expires_at > ${now}))::int as keys
    from members m join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId} and not ${isGuarded(config, sql.ref('m.user_id'))}
    order by u.name, u.id`.execute(db)
  return rows
}
