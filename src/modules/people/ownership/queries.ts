import { sql } from 'kysely'
import type { Db } from '../../../app/context.ts'

/** Whether a person owns no workspace of an organisation any more that they still own. */
export async function ownsEmptyHanded(db: Db, organisationId: string, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select from organisation_members o
    where o.organisation_id = ${organisationId} and o.user_id = ${userId} and o.role = 'owner'
      and not exists (
        select from members m join workspaces w on w.id = m.workspace_id
        where w.organisation_id = o.organisation_id and m.user_id = o.user_id and m.role = 'owner')`.execute(
    db,
  )
  return rows.length > 0
}

export async function moveOrganisation(
  db: Db,
  organisationId: string,
  from: string,
  to: string,
): Promise<void> {
  await db
    .insertInto('organisationMembers')
    .values({ organisationId, userId: to, role: 'owner' })
    .onConflict((on) => on.columns(['organisationId', 'userId']).doUpdateSet({ role: 'owner' }))
    .execute()
  await db
    .deleteFrom('organisationMembers')
    .where('organisationId', '=', organisationId)
    .where('userId', '=', from)
    .execute()
}

export const findWorkspace = (db: Db, workspaceId: string) =>
  db.selectFrom('workspaces').select(['name', 'language']).where('id', '=', workspaceId).executeTakeFirst()
